import type { Instant } from '#base/time';
import type { Limit, Organ } from '#contract/catalogue';
import { addMonths, type EpochDay } from '#spine/calendar/civil-date';
import type { WorkingCalendar } from '#spine/calendar/working-days';
import { zoneOf } from '#spine/calendar/zone';
import { startClock } from '#spine/clocks/clock-state';
import { dueOf } from '#spine/clocks/due';

const dayMs = 86_400_000;

/** The civil day of an instant where the organ is. */
export function dayAt(at: Instant, organ: Organ): EpochDay {
  return Math.floor(zoneOf(organ.timeZone).localOf(at) / dayMs);
}

/** Working days in (from's day, through's day]: 0 on the same day, 1 from Friday to Monday. */
export function workingDaysFrom(
  from: Instant,
  through: Instant,
  calendar: WorkingCalendar,
  organ: Organ,
): number {
  return calendar.workingDaysBetween(dayAt(from, organ), dayAt(through, organ));
}

/** The same time of day `n` working days later; earlier for negative n. */
export function shiftWorkingDays(at: Instant, n: number, calendar: WorkingCalendar, organ: Organ): Instant {
  const zone = zoneOf(organ.timeZone);
  const local = zone.localOf(at);
  const day = Math.floor(local / dayMs);
  return zone.instantOf(calendar.addWorkingDays(day, n) * dayMs + local - day * dayMs);
}

/** The end of a budget that begins at `from`, by the same arithmetic as every clock. */
export function endOfLimit(
  from: Instant,
  { n, unit }: Pick<Limit, 'n' | 'unit'>,
  calendar: WorkingCalendar,
  organ: Organ,
): Instant {
  const clock = startClock({
    kind: 'rule',
    at: from,
    limit: { n, unit },
    calendar,
    zone: organ.timeZone,
    periods: organ.workPeriods,
  });
  return dueOf(clock, calendar).dueAt!;
}

/**
 * The first instant at which a waiting time is over. Days, months and years count as dates and are over when
 * the last of them begins, so that logs that know only dates are not accused of a few hours.
 */
export function earliestAfter(
  from: Instant,
  limit: Pick<Limit, 'n' | 'unit'>,
  calendar: WorkingCalendar,
  organ: Organ,
): Instant {
  const { n, unit } = limit;
  if (unit === 'hour') return from + n * 3_600_000;
  if (unit === 'working-hour') return endOfLimit(from, limit, calendar, organ);
  const day = dayAt(from, organ);
  const reached =
    unit === 'working-day'
      ? calendar.addWorkingDays(day, n)
      : unit === 'calendar-day'
        ? day + n
        : addMonths(day, unit === 'year' ? n * 12 : n);
  return zoneOf(organ.timeZone).instantOf(reached * dayMs);
}
