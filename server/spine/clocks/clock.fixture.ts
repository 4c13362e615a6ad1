import fc from 'fast-check';
import type { Instant } from '#base/time';
import type { Clock, ClockLimit, WorkPeriods } from '#contract/clock';
import { readCalendars } from '#spine/calendar/calendar-files';
import { ukBankHolidays } from '#spine/calendar/uk-bank-holidays.fixture';
import { compileCalendar, type WorkingCalendar } from '#spine/calendar/working-days';
import { zoneOf } from '#spine/calendar/zone';
import { type ClockStart, startClock } from '#spine/clocks/clock-state';
import { dueOf } from '#spine/clocks/due';

const shipped = new Map(readCalendars().map((data) => [data.code, compileCalendar(data)]));
export const china = shipped.get('CN')!;
export const weekdays = shipped.get('weekdays')!;
export const britain = compileCalendar(ukBankHolidays);

export const officeHours: WorkPeriods = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:30' },
];

/** An instant in Chinese time: `at('2026-02-10 16:20')`. */
export const at = (civil: string): Instant => Date.parse(`${civil.replace(' ', 'T')}+08:00`);

/** Civil time of an instant in a zone, to the minute. */
export const civil = (instant: Instant | null, zone = 'Asia/Shanghai'): string | null =>
  instant === null
    ? null
    : new Date(zoneOf(zone).localOf(instant)).toISOString().slice(0, 16).replace('T', ' ');

/** A clock in Chinese time and office hours, unless told otherwise. */
export function clockOf(limit: ClockLimit, from: string, more: Partial<ClockStart> = {}): Clock {
  return startClock({ kind: 'legal', at: at(from), limit, calendar: china, periods: officeHours, ...more });
}

export const dueText = (clock: Clock, calendar: WorkingCalendar = china): string | null =>
  civil(dueOf(clock, calendar).dueAt, clock.zone);

const minute = 60_000;
const first = at('2015-01-01 00:00') / minute;
const last = at('2028-12-31 23:59') / minute;

/** Any minute of 2015 to 2028 in Chinese time. */
export const anyInstant = fc.integer({ min: first, max: last }).map((n) => n * minute);
/** Up to sixty days, to the minute. */
export const anyWhile = fc.integer({ min: 0, max: 60 * 24 * 60 }).map((n) => n * minute);
export const anyUnit = fc.constantFrom(
  'hour' as const,
  'working-hour' as const,
  'calendar-day' as const,
  'working-day' as const,
  'month' as const,
  'year' as const,
);
export const anyBudget = fc.record({
  n: fc.integer({ min: 1, max: 60 }),
  unit: anyUnit,
  rollEnd: fc.boolean(),
});
export const anyHours = fc.constantFrom(officeHours, null);
