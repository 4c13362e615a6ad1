import type { Instant } from '#base/time';
import type { Schedule } from '#contract/statistics';
import { addMonths, civilOf, type EpochDay, epochDay } from '#spine/calendar/civil-date';
import { zoneOf } from '#spine/calendar/zone';
import { beginOf, type Days } from '../periods/calendar-periods.ts';

const zone = zoneOf('Asia/Shanghai');
const dayMs = 86_400_000;
const dayOf = (instant: Instant): EpochDay => Math.floor(zone.localOf(instant) / dayMs);

function instantOn(day: EpochDay, at: string): Instant {
  const [hours, minutes] = at.split(':').map(Number) as [number, number];
  return zone.instantOf(day * dayMs + (hours * 60 + minutes) * 60_000);
}

/** The first time after an instant at which a report is due, in Asia/Shanghai. */
export function nextAfter({ every, on, at }: Schedule, after: Instant): Instant {
  const today = dayOf(after);
  const first = beginOf(today, every);
  const days =
    every === 'week'
      ? [first + on - 1, first + 7 + on - 1]
      : [0, 1].map((n) => {
          const { year, month } = civilOf(addMonths(first, n));
          return epochDay(year, month, on);
        });
  return days.map((day) => instantOn(day, at)).find((instant) => instant > after)!;
}

/** The whole week or month before the one in which a report is due. */
export function reportedDays({ every }: Schedule, due: Instant): Days {
  const first = beginOf(dayOf(due), every);
  return { from: every === 'week' ? first - 7 : addMonths(first, -1), to: first - 1 };
}
