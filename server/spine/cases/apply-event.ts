import type { Instant } from '#base/time';
import type { CaseEvent, InternalCaseEvent } from '#contract/events';
import type { Finding, Judged } from '#spine/alerts/rule';
import { judgeAll } from '#spine/alerts/rules/judge';
import type { RuleParameters } from '#spine/alerts/rules/rule-parameters';
import { type CaseState, evolveCase } from '#spine/cases/case-state';
import type { RegisteredItem, RegisteredOrgan } from '#spine/catalogue/registry';
import { recalculate } from '#spine/clocks/recalculate';
import { type Settled, settledWarnings } from '#spine/clocks/settled-warnings';
import {
  advance,
  type ClockContext,
  movesClocks,
  type Timetable,
  type TimetableRung,
} from '#spine/clocks/timetable';

/** A case as the fold carries it from event to event. `timetable` is undefined where it was not read because nothing moves. */
export interface CaseFold {
  seq: number;
  state: CaseState;
  late: boolean;
  timetable: Timetable | undefined;
}

export interface Effect {
  fold: CaseFold;
  /** True when clocks were started, stopped or moved, so that the timetable must be written. */
  clocksMoved: boolean;
  rungs: TimetableRung[];
  /** Warnings of a near due time that this event settles. */
  settled: Settled[];
  findings: readonly Finding[];
}

/** When and how an event counts. */
export interface EventTime {
  at: Instant;
  occurredAt: Instant;
  recordedAt: Instant;
  historic: boolean;
}

export interface FoldContext extends ClockContext {
  item: RegisteredItem;
  organ: RegisteredOrgan;
  actingOrgan: RegisteredOrgan;
  parameters: RuleParameters;
}

/**
 * One event of a case: new state, moved clocks, rungs that fell due, and what the rules noticed.
 * Pure: live intake, import and replay all go through here.
 */
export function applyEvent(
  before: CaseFold | null,
  event: CaseEvent | InternalCaseEvent,
  time: EventTime,
  context: FoldContext,
): Effect {
  if (event.type === 'case.recalculated') return applyRecalculation(before, event, time, context);
  const seq = (before?.seq ?? 0) + 1;
  const state = evolveCase(before?.state ?? null, event, time.at, time.occurredAt);
  const moves = movesClocks(event, before?.state.lastAt ?? null, time.at, context);
  let { timetable, late } = before ?? { timetable: undefined, late: false };
  let rungs: TimetableRung[] = [];
  let settled: Settled[] = [];
  // Of an event that moves no clock the timetable may not have been read.
  const dueBefore = moves ? (timetable?.dueAt ?? null) : null;
  if (moves) {
    const step = advance(timetable ?? null, event, state, time.at, context);
    settled = settledWarnings(timetable ?? null, step.timetable, step.fired);
    timetable = step.timetable;
    rungs = step.fired;
    late = late || step.late;
  }
  const judged: Judged = {
    event,
    ...time,
    before: before?.state ?? null,
    after: state,
    item: context.item,
    organ: context.organ,
    actingOrgan: context.actingOrgan,
    calendar: context.calendar(context.organ.calendar),
    dueAt: dueBefore,
    seq,
  };
  return {
    fold: { seq, state, late, timetable },
    clocksMoved: moves,
    rungs,
    settled,
    findings: judgeAll(judged, context.parameters),
  };
}

/** Clocks move and nothing else: nobody acted, so state and rules are not touched. */
function applyRecalculation(
  before: CaseFold | null,
  { data }: InternalCaseEvent,
  { at }: EventTime,
  context: FoldContext,
): Effect {
  if (!before?.timetable) throw new Error('a case without clocks cannot be recalculated');
  const present = data.asOf === undefined ? at : Date.parse(data.asOf);
  const { timetable, fired } = recalculate(before.timetable, before.state, present, context);
  return {
    fold: { ...before, seq: before.seq + 1, timetable },
    clocksMoved: true,
    rungs: fired,
    settled: settledWarnings(before.timetable, timetable, fired),
    findings: [],
  };
}
