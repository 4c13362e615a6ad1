import type { Instant } from '#base/time';
import type { Clock } from '#contract/clock';
import type { CorrectionEvent, CorrectionPart } from '#contract/correction-events';
import { pauseClock, resumeClock, startClock, stopClock } from '#spine/clocks/clock-state';
import { byNewestCalendar } from '#spine/clocks/newest-calendar';
import { addRungs, type ClockContext, type TimetableRung } from '#spine/clocks/timetable';
import { correctionClockKey, correctionPrefix, readClockKey } from '#spine/corrections/correction-keys';
import type { CorrectionState } from '#spine/corrections/correction-state';

/** Clocks of one correction by key. */
export type CorrectionClocks = Record<string, Clock>;

interface Moves {
  stop?: readonly CorrectionPart[] | 'all';
  start?: readonly CorrectionPart[];
  pause?: CorrectionPart;
  resume?: CorrectionPart;
}

/** What an event does to the clocks; `after` tells where an escalated correction stands. */
function movesOf(event: CorrectionEvent, after: CorrectionState): Moves {
  switch (event.type) {
    case 'correction.issued':
      return { start: ['sign', 'close'] };
    case 'correction.signed':
      return { stop: ['sign'], start: ['answer'] };
    case 'correction.appealed':
      // Whoever appeals is not late with the answer meanwhile; a limit that has passed stays passed.
      return { pause: 'answer', start: ['appeal'] };
    case 'correction.appeal-refused':
      return { stop: ['appeal'], resume: 'answer' };
    case 'correction.answered':
      return { stop: ['answer'], start: ['verify'] };
    case 'correction.returned':
      return { stop: ['verify'], start: ['answer'] };
    case 'correction.cleared':
    case 'correction.upheld':
      return { stop: 'all' };
    case 'correction.escalated':
      if (after.status === 'answered') return { stop: ['verify', 'close'], start: ['verify', 'close'] };
      if (after.status === 'appealed') return { stop: ['appeal', 'close'], start: ['appeal', 'close'] };
      return { stop: 'all', start: ['sign', 'close'] };
    case 'correction.rectified':
    case 'correction.reminded':
    case 'correction.recalculated':
      return {};
    default:
      return event satisfies never;
  }
}

/** The clocks of a correction out of the timetable of its case. */
export function ownClocks(correction: string, clocks: Record<string, Clock>): CorrectionClocks {
  const prefix = correctionPrefix(correction);
  return Object.fromEntries(Object.entries(clocks).filter(([key]) => key.startsWith(prefix)));
}

function startOf(
  key: string,
  part: CorrectionPart,
  at: Instant,
  state: CorrectionState,
  context: ClockContext,
) {
  const { organ } = context;
  const { n, unit, rollEnd } = state.limits[part];
  return startClock({
    kind: key,
    at,
    limit: { n, unit, rollEnd },
    calendar: context.calendar(organ.calendar),
    zone: organ.timeZone,
    periods: organ.workPeriods,
  });
}

/** The clocks after one more event. Passes that have ended stay: they are the record of what was late. */
export function moveCorrectionClocks(
  correction: string,
  before: CorrectionClocks,
  event: CorrectionEvent,
  after: CorrectionState,
  at: Instant,
  context: ClockContext,
): CorrectionClocks {
  const moves = movesOf(event, after);
  const clocks: CorrectionClocks = {};
  for (const [key, kept] of Object.entries(before)) {
    const clock = byNewestCalendar(kept, context.calendar);
    const { part } = readClockKey(key);
    if (moves.stop === 'all' || moves.stop?.includes(part)) clocks[key] = stopClock(clock, at);
    else if (moves.pause === part)
      clocks[key] = pauseClock(clock, {
        at,
        kind: 'appeal',
        basis: '申诉审查期间 (while the appeal is decided)',
      });
    else if (moves.resume === part) clocks[key] = resumeClock(clock, at);
    else clocks[key] = clock;
  }
  for (const part of moves.start ?? []) {
    const passes = Object.keys(before).filter((key) => readClockKey(key).part === part).length;
    const key = correctionClockKey(correction, part, passes + 1);
    clocks[key] = startOf(key, part, at, after, context);
  }
  return clocks;
}

/** Which limit of a correction runs out first, and when. */
export interface CorrectionDue {
  part: CorrectionPart;
  at: Instant;
}

/** The warnings of these clocks in order of time, and the running clock that is due first. */
export function correctionSchedule(
  clocks: CorrectionClocks,
  context: ClockContext,
): { rungs: TimetableRung[]; due: CorrectionDue | null } {
  const rungs: TimetableRung[] = [];
  let due: CorrectionDue | null = null;
  for (const [key, clock] of Object.entries(clocks)) {
    const at = addRungs(rungs, key, clock, context);
    if (clock.stoppedAt === null && at !== null && (due === null || at < due.at))
      due = { part: readClockKey(key).part, at };
  }
  return { rungs: rungs.sort((a, b) => a[0] - b[0]), due };
}
