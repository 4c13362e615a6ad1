import type { Instant } from '#base/time';
import type { CaseState } from '#spine/cases/case-state';
import { followCalendars } from '#spine/clocks/newest-calendar';
import {
  type ClockContext,
  idleRung,
  indexClocks,
  type Timetable,
  type TimetableRung,
  watchesIdle,
} from '#spine/clocks/timetable';

/** What falls due by itself; a silence is for the ticker to judge. */
const fires = (rung: TimetableRung) => rung[2] !== 'INACTION';

/**
 * The timetable of a case by the newest version of its calendars: running clocks move, stopped ones stay. What had
 * fallen due by the old version fires first and stays fired. Nobody acted, so the case itself is as it was.
 * @param present up to which time has passed for the case: the time of recording, or a replayed case's own
 */
export function recalculate(
  before: Timetable,
  state: CaseState,
  present: Instant,
  context: ClockContext,
): { timetable: Timetable; fired: TimetableRung[] } {
  const fired = before.rungs.slice(before.nextI).filter((rung) => rung[0] < present && fires(rung));
  const known = new Set([...before.rungs.slice(0, before.nextI), ...fired].map((rung) => rung[1]));
  const clocks = { ...before.clocks };
  followCalendars(clocks, context.calendar);
  const idle = watchesIdle(state, context) ? idleRung(state.lastAt, context) : null;
  const { rungs, dueAt } = indexClocks(clocks, idle, context);
  for (const rung of rungs)
    if (rung[0] <= present && fires(rung) && !known.has(rung[1])) {
      fired.push(rung);
      known.add(rung[1]);
    }
  const next = rungs.findIndex((rung) => !known.has(rung[1]));
  return { timetable: { clocks, rungs, nextI: next < 0 ? rungs.length : next, dueAt }, fired };
}

/** Whether two timetables warn alike and name the same due time; the rung of inaction moves with every act. */
export function sameTimes(a: Timetable, b: Timetable): boolean {
  const times = (table: Timetable) =>
    JSON.stringify([table.dueAt, table.rungs.filter(fires).map(([at, key]) => [at, key])]);
  return times(a) === times(b);
}
