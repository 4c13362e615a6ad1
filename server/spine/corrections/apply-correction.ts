import { Refusal } from '#base/errors';
import { type Instant, toRfc3339 } from '#base/time';
import type { CorrectionEvent } from '#contract/correction-events';
import type { ClockContext, Timetable, TimetableRung } from '#spine/clocks/timetable';
import { allowsEvent } from '#spine/corrections/correction-actions';
import {
  correctionSchedule,
  type CorrectionClocks,
  type CorrectionDue,
  moveCorrectionClocks,
  ownClocks,
} from '#spine/corrections/correction-clocks';
import { correctionPrefix, escalationRung } from '#spine/corrections/correction-keys';
import {
  type CorrectionState,
  endedCorrections,
  evolveCorrection,
} from '#spine/corrections/correction-state';
import { levelAbove } from '#spine/corrections/supervision';
import type { CounterName } from '#spine/statistics/tally';

/** The next thing that passing time brings about, unless somebody acts before. */
export interface FollowUp {
  at: Instant;
  /** Key of the warning that it follows. */
  rung: string;
  what: 'remind' | 'escalate';
}

/** A correction as the fold carries it and as its row keeps it. */
export interface CorrectionFold {
  state: CorrectionState;
  due: CorrectionDue | null;
  followUp: FollowUp | null;
}

export const alertStatusNumber = { open: 0, correcting: 1, cleared: 2, lifted: 3 } as const;

export interface CorrectionEffect {
  fold: CorrectionFold;
  timetable: Timetable;
  /** Warnings of this correction's clocks that fell due and were not known to have fired; (case, key) fires once. */
  rungs: TimetableRung[];
  counters: CounterName[];
  /** Status of the alert from now on, and keys of the correction's own alerts that end with it. */
  alertStatus: 1 | 2 | 3;
  endedKeys: string[];
}

const emptyTimetable: Timetable = { clocks: {}, rungs: [], nextI: 0, dueAt: null };

/**
 * The timetable of the case with this correction's clocks moved. Everything else in it stays as it was, also what is
 * due but has not fired: the acts of a supervisor are no acts in the case, and of a replayed case time stands still.
 */
function withCorrection(
  before: Timetable,
  correction: string,
  clocks: CorrectionClocks,
  own: TimetableRung[],
  at: Instant,
): { timetable: Timetable; fired: TimetableRung[] } {
  const prefix = correctionPrefix(correction);
  const known = new Set(before.rungs.slice(0, before.nextI).map((rung) => rung[1]));
  // What fell due before fires first: an appeal that stops the clock would hide it. Acting at the very instant is in time.
  const fired = before.rungs.slice(before.nextI).filter((rung) => rung[0] < at && rung[1].startsWith(prefix));
  for (const rung of fired) known.add(rung[1]);
  for (const rung of own)
    if (rung[0] <= at && !known.has(rung[1])) {
      fired.push(rung);
      known.add(rung[1]);
    }
  const rungs = [...before.rungs.filter((rung) => !rung[1].startsWith(prefix)), ...own].sort(
    (a, b) => a[0] - b[0],
  );
  const first = rungs.findIndex((rung) => !known.has(rung[1]));
  const nextI = first < 0 ? rungs.length : first;
  return {
    timetable: { clocks: { ...before.clocks, ...clocks }, rungs, nextI, dueAt: before.dueAt },
    fired,
  };
}

const isEscalation = (rung: TimetableRung) => rung[1].endsWith(`:${escalationRung}`);
const clockKeyOf = (rung: TimetableRung) => rung[1].slice(0, rung[1].lastIndexOf(':'));

/** The warnings of clocks that still run and have not been followed up. */
function pendingOf(state: CorrectionState, clocks: CorrectionClocks, own: TimetableRung[]): TimetableRung[] {
  return own.filter((rung) => rung[0] > state.followedTo && clocks[clockKeyOf(rung)]!.stoppedAt === null);
}

function nextFollowUp(
  state: CorrectionState,
  clocks: CorrectionClocks,
  own: TimetableRung[],
): FollowUp | null {
  const pending = pendingOf(state, clocks, own);
  const first = pending[0];
  if (!first) return null;
  const above = levelAbove(state.supervisor) !== undefined;
  // Of two that fall due together, escalation comes first: it starts the clocks anew.
  const chosen = pending.find((rung) => rung[0] === first[0] && isEscalation(rung)) ?? first;
  return { at: chosen[0], rung: chosen[1], what: above && isEscalation(chosen) ? 'escalate' : 'remind' };
}

/** A follow-up holds only while its warning is the next one; meanwhile somebody may have acted. */
function checkFollowUp(before: CorrectionFold | null, event: CorrectionEvent, at: Instant): void {
  if (event.type !== 'correction.reminded' && event.type !== 'correction.escalated') return;
  if (!('rung' in event.data)) return;
  const { rung, fellDueAt } = event.data;
  const awaited = before?.followUp;
  if (rung !== awaited?.rung || Date.parse(fellDueAt) !== awaited.at || awaited.at > at)
    throw new Refusal('action-not-allowed', {
      field: 'data.rung',
      expected: awaited ? `${awaited.rung}, from ${toRfc3339(awaited.at)}` : 'none, nothing is due',
    });
}

function countersOf(event: CorrectionEvent, state: CorrectionState, ended: TimetableRung[]): CounterName[] {
  if (event.type === 'correction.issued') return ['corrections_issued'];
  if (state.endedAt === null) return [];
  const counters: CounterName[] = ['corrections_ended'];
  const levels = [{ notice: 1, yellow: 2, red: 3 }[state.level], ...ended.map((rung) => rung[3])];
  for (const level of levels) if (level > 1) counters.push(level === 2 ? 'yellow_ended' : 'red_ended');
  return counters;
}

/**
 * One event of a correction: new state, moved clocks, warnings that fell due, what is counted, what becomes of the
 * alerts. Pure: intake and replay both go through here.
 * @param before null before the correction was issued
 * @param timetable of the case; undefined when it has none
 * @throws Refusal action-not-allowed, when the event does not fit the state
 */
export function applyCorrection(
  before: CorrectionFold | null,
  event: CorrectionEvent,
  at: Instant,
  timetable: Timetable | undefined,
  context: ClockContext,
): CorrectionEffect {
  if (!allowsEvent(before?.state ?? null, event))
    throw new Refusal('action-not-allowed', {
      field: 'type',
      expected: `an event that fits a correction that is ${before?.state.status ?? 'not issued'}`,
    });
  checkFollowUp(before, event, at);
  const { correction } = event.data;
  const state = evolveCorrection(before?.state ?? null, event, at);
  const table = timetable ?? emptyTimetable;
  const clocks = moveCorrectionClocks(
    correction,
    ownClocks(correction, table.clocks),
    event,
    state,
    at,
    context,
  );
  const { rungs: own, due } = correctionSchedule(clocks, context);
  const moved = withCorrection(table, correction, clocks, own, at);
  const ended = endedCorrections.has(state.status);
  const endedRungs = ended ? own.filter((rung) => rung[0] <= at) : [];
  return {
    fold: { state, due, followUp: nextFollowUp(state, clocks, own) },
    timetable: moved.timetable,
    rungs: moved.fired,
    counters: countersOf(event, state, endedRungs),
    alertStatus: !ended
      ? alertStatusNumber.correcting
      : state.status === 'upheld'
        ? alertStatusNumber.lifted
        : alertStatusNumber.cleared,
    endedKeys: endedRungs.map((rung) => rung[1]),
  };
}
