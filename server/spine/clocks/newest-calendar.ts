import type { Clock } from '#contract/clock';

/** The newest version of a calendar in the edition of the reference data that is looked at. */
export type CalendarLookup = (code: string) => { readonly version: number };

/** A clock that runs goes by the newest notices; one that has stopped keeps what it was measured by. */
export function byNewestCalendar(clock: Clock, calendar: CalendarLookup): Clock {
  if (clock.stoppedAt !== null) return clock;
  const { version } = calendar(clock.calendar);
  return version === clock.calendarVersion ? clock : { ...clock, calendarVersion: version };
}

/** The same for all clocks of a case, in place. */
export function followCalendars(clocks: Record<string, Clock>, calendar: CalendarLookup): void {
  for (const kind of Object.keys(clocks)) clocks[kind] = byNewestCalendar(clocks[kind]!, calendar);
}
