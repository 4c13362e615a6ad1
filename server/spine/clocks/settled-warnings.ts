import type { Timetable, TimetableRung } from '#spine/clocks/timetable';

/** Numbers of `alert.status`. */
export const cleared = 2;
export const lifted = 3;

/** Warnings that a due time draws near, of one clock, and what becomes of them. */
export interface Settled {
  /** Beginning of their keys, such as `promised:`. */
  prefix: string;
  status: typeof cleared | typeof lifted;
}

const isWarning = (rung: TimetableRung) => rung[2] === 'EXPIRING';
const clockOf = (rung: TimetableRung) => rung[1].slice(0, rung[1].lastIndexOf(':') + 1);

/**
 * What an event does to the warnings that went before a due time: a card of a higher kind lifts them (the reason is that
 * card), a clock stopped in time clears them. Nothing else does; other alerts wait for a correction.
 * @param fired rungs that fell due with the event
 */
export function settledWarnings(
  before: Timetable | null,
  after: Timetable,
  fired: readonly TimetableRung[],
): Settled[] {
  const warned = new Set<string>();
  for (const rung of before?.rungs.slice(0, before.nextI) ?? [])
    if (isWarning(rung)) warned.add(clockOf(rung));
  for (const rung of fired) if (isWarning(rung)) warned.add(clockOf(rung));
  const settled: Settled[] = [];
  for (const prefix of warned) {
    const kind = prefix.slice(0, -1);
    const overdue = fired.some((rung) => rung[2].startsWith('OVERDUE') && clockOf(rung) === prefix);
    const stopped = after.clocks[kind]?.stoppedAt != null && before?.clocks[kind]?.stoppedAt == null;
    if (overdue) settled.push({ prefix, status: lifted });
    else if (stopped) settled.push({ prefix, status: cleared });
  }
  return settled;
}
