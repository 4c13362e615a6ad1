import type { Clock } from '#contract/clock';

/** The newest version of a calendar in the edition of the reference data that is looked at. */
export type CalendarLookup = (code: string) => { readonly version: number };

/** A clock that runs goes by the newest notices; one that has stopped keeps what it was measured by. */
export function byNewestCalendar(clock: Clock, calendar: CalendarLookup): Clock {
  if (clock.stoppedAt !== null) return clock;
  const { version } = calendar(clock.calendar);
  return version === clock.calendarVersion ? clock : { ...clock, calendarVersion: version };
}

/** The same for the clocks of the case itself, in place. Those of a correction move by its own events. */
export function followCalendars(clocks: Record<string, Clock>, calendar: CalendarLookup): void {
  for (const kind of Object.keys(clocks))
    if (!kind.startsWith('correction:')) clocks[kind] = byNewestCalendar(clocks[kind]!, calendar);
}
