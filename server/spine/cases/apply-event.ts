import type { Instant } from '#base/time';
import type { CaseEvent, InternalCaseEvent, SecondPersonEvent } from '#contract/events';
import type { Finding, Judged } from '#spine/alerts/rule';
import { judgeAll } from '#spine/alerts/rules/judge';
import type { RuleParameters } from '#spine/alerts/rules/rule-parameters';
import { type CaseState, evolveCase } from '#spine/cases/case-state';
import { hold, release, waitsForSecondPerson } from '#spine/cases/held-entries';
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
  event: CaseEvent | InternalCaseEvent | SecondPersonEvent,
  time: EventTime,
  context: FoldContext,
): Effect {
  if (event.type === 'case.recalculated') return applyRecalculation(before, event, time, context);
  if (event.type === 'case.entry-confirmed' || event.type === 'case.entry-refused')
    return applySecondPerson(before, event, time, context);
  const seq = (before?.seq ?? 0) + 1;
  const held = before !== null && waitsForSecondPerson(before.state, event, time, context);
  const state = held
    ? hold(before.state, event, seq, time)
    : evolveCase(before?.state ?? null, event, time.at, time.occurredAt);
  const moves = movesClocks(event, before?.state.lastAt ?? null, time.at, context);
  const standing = { timetable: before?.timetable, late: before?.late ?? false, rungs: [], settled: [] };
  const clocks = moves ? move(before, held ? null : event, state, time.at, context) : standing;
  // Of an event that moves no clock the timetable may not have been read.
  const dueAt = moves ? (before?.timetable?.dueAt ?? null) : null;
  const change = { before: before?.state ?? null, after: state, dueAt, seq };
  return effectOf(seq, state, clocks, moves, judge(event, time, change, context));
}

type Clocks = Pick<CaseFold, 'timetable' | 'late'> & Pick<Effect, 'rungs' | 'settled'>;

/** `event` null: somebody acted, and no clock starts, stops or moves by it. */
function move(
  before: CaseFold | null,
  event: CaseEvent | null,
  state: CaseState,
  at: Instant,
  context: FoldContext,
): Clocks {
  const earlier = before?.timetable ?? null;
  const { timetable, fired, late } = advance(earlier, event, state, at, context);
  return {
    timetable,
    late: (before?.late ?? false) || late,
    rungs: fired,
    settled: settledWarnings(earlier, timetable, fired),
  };
}

/** Field by field: of every event of every case one object is made, and spreading two others into it took longer than judging. */
function judge(
  event: CaseEvent,
  { at, occurredAt, recordedAt, historic }: EventTime,
  { before, after, dueAt, seq }: Pick<Judged, 'before' | 'after' | 'dueAt' | 'seq'>,
  { item, organ, actingOrgan, calendar, parameters }: FoldContext,
): readonly Finding[] {
  const judged: Judged = {
    event,
    at,
    occurredAt,
    recordedAt,
    historic,
    before,
    after,
    item,
    organ,
    actingOrgan,
    calendar: calendar(organ.calendar),
    dueAt,
    seq,
  };
  return judgeAll(judged, parameters);
}

function effectOf(
  seq: number,
  state: CaseState,
  { timetable, late, rungs, settled }: Clocks,
  clocksMoved: boolean,
  findings: readonly Finding[],
): Effect {
  return { fold: { seq, state, late, timetable }, clocksMoved, rungs, settled, findings };
}

/**
 * A second person's word on an entry that waits. Confirmed, it counts from this moment on, as if it were told now: what has fallen
 * due meanwhile has fallen due. It is judged under its own number, so that what was noticed when it came is not noticed twice.
 */
function applySecondPerson(
  before: CaseFold | null,
  { type, data }: SecondPersonEvent,
  { at, recordedAt }: EventTime,
  context: FoldContext,
): Effect {
  if (!before) throw new Error(`a case begins with case.opened, not with ${type}`);
  const seq = before.seq + 1;
  const { entry, state: left } = release(before.state, data.entry);
  if (!entry || type === 'case.entry-refused') {
    const state = { ...left, lastAt: Math.max(left.lastAt, at), lastActor: data.actor };
    return effectOf(seq, state, move(before, null, state, at, context), true, []);
  }
  const event = { ...entry.event, data: { ...entry.event.data, actor: data.actor } } as CaseEvent;
  const state = evolveCase(left, event, at);
  const time = { at, occurredAt: at, recordedAt, historic: false };
  const dueAt = before.timetable?.dueAt ?? null;
  const change = { before: left, after: state, dueAt, seq: entry.seq };
  const clocks = move(before, event, state, at, context);
  return effectOf(seq, state, clocks, true, judge(entry.event, time, change, context));
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
