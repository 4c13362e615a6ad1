import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import type { DisclosurePeriod } from '#contract/services/village';
import { civilOf, dateText, type EpochDay, epochDay, epochDayOf } from '#spine/calendar/civil-date';
import { zoneOf } from '#spine/calendar/zone';

/** The periods that come round; what is disclosed at once has the day of the matter instead. */
export type RegularPeriod = Exclude<DisclosurePeriod, 'at-once'>;

const months: Record<RegularPeriod, number> = { monthly: 1, quarterly: 3, 'half-yearly': 6 };
const dayMs = 86_400_000;
const form = /^(\d{4})-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12]))$/;

/** A period of the civil calendar: `2026-09`, `2026-Q3` or `2026-H2`, with its first and last day. */
export interface Period {
  code: string;
  kind: RegularPeriod;
  from: EpochDay;
  to: EpochDay;
}

function periodAt(kind: RegularPeriod, year: number, index: number): Period {
  const first = index * months[kind] + 1;
  const next = first + months[kind];
  const label = {
    monthly: String(index + 1).padStart(2, '0'),
    quarterly: `Q${index + 1}`,
    'half-yearly': `H${index + 1}`,
  };
  return {
    code: `${String(year).padStart(4, '0')}-${label[kind]}`,
    kind,
    from: epochDay(year, first, 1),
    to: (next > 12 ? epochDay(year + 1, 1, 1) : epochDay(year, next, 1)) - 1,
  };
}

/** The period of a kind that a civil day lies in. */
export function periodOf(kind: RegularPeriod, day: EpochDay): Period {
  const { year, month } = civilOf(day);
  return periodAt(kind, year, Math.floor((month - 1) / months[kind]));
}

/** The last period of a kind that is over on a civil day: the day before it was the period's last, or earlier. */
export function lastEnded(kind: RegularPeriod, day: EpochDay): Period {
  return periodOf(kind, periodOf(kind, day).from - 1);
}

/** Reads `2026-09`, `2026-Q3` or `2026-H2`. @throws Refusal field-invalid */
export function readPeriod(code: string, field = 'period'): Period {
  const [, year, month, quarter, half] = form.exec(code) ?? [];
  if (Number(year) > 0) {
    if (month) return periodAt('monthly', Number(year), Number(month) - 1);
    if (quarter) return periodAt('quarterly', Number(year), Number(quarter) - 1);
    if (half) return periodAt('half-yearly', Number(year), Number(half) - 1);
  }
  throw new Refusal('field-invalid', { field, expected: 'a period such as 2026-09, 2026-Q3 or 2026-H2' });
}

/** The civil day of an instant in a zone. */
export function civilDayOf(at: Instant, zone: string): EpochDay {
  return Math.floor(zoneOf(zone).localOf(at) / dayMs);
}

/** The last second of a civil day in a zone: what is published on that day is in time. */
export function endOfDay(day: EpochDay, zone: string): Instant {
  return zoneOf(zone).instantOf((day + 1) * dayMs) - 1000;
}

/** The last day on which something is in time, `days` calendar days after a period or a matter. */
export function dueDay(from: EpochDay | string, days: number): string {
  return dateText((typeof from === 'string' ? epochDayOf(from) : from) + days);
}
