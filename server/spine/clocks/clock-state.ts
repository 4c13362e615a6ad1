import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import type { Clock, ClockExtension, ClockLimit, ClockPause, DayEnds, WorkPeriods } from '#contract/clock';
import { zoneOf } from '#spine/calendar/zone';

export interface ClockStart {
  kind: string;
  at: Instant;
  limit: ClockLimit;
  calendar: { readonly code: string; readonly version: number };
  zone?: string;
  periods?: WorkPeriods | null;
  dayEnds?: DayEnds;
}

const earliest = Date.UTC(1000, 0, 1);
const latest = Date.UTC(9999, 11, 31);

const checked = (at: Instant, field: string): Instant => {
  if (Number.isSafeInteger(at) && at >= earliest && at <= latest) return at;
  throw new Refusal('field-invalid', {
    field,
    expected: 'an instant of the years 1000 to 9999 in whole milliseconds',
  });
};

/**
 * A clock that begins to run. Work periods are the organ's at that time: a later change of its hours does
 * not move what has begun.
 * @throws Refusal for an unknown zone and for instants that are none
 */
export function startClock(start: ClockStart): Clock {
  const { kind, limit, calendar, zone = 'Asia/Shanghai', periods = null, dayEnds = 'work-period' } = start;
  if ('due' in limit) checked(limit.due, 'due');
  zoneOf(zone);
  return {
    kind,
    startedAt: checked(start.at, 'at'),
    limit,
    extensions: [],
    pauses: [],
    stoppedAt: null,
    calendar: calendar.code,
    calendarVersion: calendar.version,
    zone,
    periods: periods && periods.length > 0 ? periods : null,
    dayEnds,
  };
}

/** The pause that is going on, if any. */
export function openPause(clock: Clock): ClockPause | null {
  const last = clock.pauses.at(-1);
  return last && last.to === null ? last : null;
}

export type PauseStart = { at: Instant } & Omit<ClockPause, 'from' | 'to'>;

/** Stops the clock for a special procedure. While it stands still already, or after its stop, nothing changes. */
export function pauseClock(clock: Clock, { at, ...pause }: PauseStart): Clock {
  if (openPause(clock) || clock.stoppedAt !== null) return clock;
  return { ...clock, pauses: [...clock.pauses, { from: checked(at, 'at'), to: null, ...pause }] };
}

/** Lets the clock run on. Nothing changes when it runs already. */
export function resumeClock(clock: Clock, at: Instant): Clock {
  const pause = openPause(clock);
  if (!pause) return clock;
  return { ...clock, pauses: [...clock.pauses.slice(0, -1), { ...pause, to: checked(at, 'at') }] };
}

/** Adds to the budget. Whether it counts is decided with the due time: not when it came too late. */
export function extendClock(clock: Clock, extension: ClockExtension): Clock {
  if (clock.stoppedAt !== null) return clock;
  checked(extension.at, 'at');
  return { ...clock, extensions: [...clock.extensions, extension] };
}

/** What the clock waited for has happened. An open pause ends with it; a second stop changes nothing. */
export function stopClock(clock: Clock, at: Instant): Clock {
  if (clock.stoppedAt !== null) return clock;
  return { ...resumeClock(clock, at), stoppedAt: checked(at, 'at') };
}

/**
 * Another pass of the same step, or of a case that was closed: passes add up and the time between them does not count, so it is
 * written down as a pause from the stop to the new start. A running clock is left as it is.
 */
export function restartClock(clock: Clock, at: Instant): Clock {
  if (clock.stoppedAt === null) return clock;
  const between = {
    from: clock.stoppedAt,
    to: Math.max(clock.stoppedAt, checked(at, 'at')),
    kind: 'between-passes',
    basis: '',
  };
  return { ...clock, stoppedAt: null, pauses: [...clock.pauses, between] };
}
