import type { Instant } from '#base/time';
import type { Clock } from '#contract/clock';
import type { WorkingCalendar } from '#spine/calendar/working-days';
import { zoneOf } from '#spine/calendar/zone';
import { dayMs } from '#spine/clocks/day-plan';
import { endPositionOf, positionOf } from '#spine/clocks/position';
import { isProvisional, settle } from '#spine/clocks/settle';

export interface Due {
  /** Null while a pause is open: the clock stands still and nobody can say when it will be due. */
  dueAt: Instant | null;
  /** A holiday notice that is still to come may move it. */
  provisional: boolean;
}

/**
 * The due time of a clock, derived anew from budget, extensions, pauses and calendar; acting at that very
 * instant is in time (but see `isLate` on midnight). To see where a paused clock would stand, resume it: `dueOf(resumeClock(clock, now), …)`.
 */
export function dueOf(clock: Clock, calendar: WorkingCalendar): Due {
  const settlement = settle(clock, calendar);
  return { dueAt: settlement.dueAt, provisional: isProvisional(settlement) };
}

/**
 * Whether an act at `at` comes after a due time. A day ends at 24:00, which as an instant is the first of the next day:
 * what happened then (logs that know dates alone give every act this time) happened on that next day, too late.
 * A due time that the source gives is taken to the instant.
 */
export function isLate(clock: Clock, dueAt: Instant, at: Instant): boolean {
  if (at !== dueAt) return at > dueAt;
  return !('due' in clock.limit) && zoneOf(clock.zone).localOf(dueAt) % dayMs === 0;
}

export interface Lateness {
  ms: number;
  /** Working days begun since the day on which it was due; 0 on that day itself. */
  workingDays: number;
}

/** How late a clock stopped or, while it runs, is at `now`; null when it is not late. */
export function lateBy(clock: Clock, calendar: WorkingCalendar, now: Instant): Lateness | null {
  const { dueAt, frame } = settle(clock, calendar);
  const end = clock.stoppedAt ?? now;
  if (dueAt === null || !isLate(clock, dueAt, end)) return null;
  const dueDay = endPositionOf(frame.zone, dueAt).day;
  const workingDays = calendar.workingDaysBetween(dueDay, positionOf(frame.zone, end).day);
  return { ms: end - dueAt, workingDays };
}
