import type { InternalCaseEvent } from '#contract/events';
import type { Finding } from '#spine/alerts/rule';
import { withLevels } from '#spine/alerts/rules/judge';
import {
  applyEvent,
  type CaseFold,
  type Effect,
  type EventTime,
  type FoldContext,
} from '#spine/cases/apply-event';
import { settledWarnings } from '#spine/clocks/settled-warnings';
import { advanceParts } from '#spine/clocks/timetable';
import { type AnyPartEvent, meaningOf } from '#spine/platform/installed';
import type { Part, PartState } from '#spine/platform/part';

/** A case of a part as the fold carries it. */
export interface PartFold {
  part: Part;
  state: PartState | null;
}

export interface PartEffect extends Effect {
  state: PartState;
}

/**
 * One event of a case that belongs to a part, its own or the spine's: what it means to the case, then the part's state,
 * clocks and rules. Pure, as `applyEvent`; intake and replay go through here.
 */
export function applyPartEvent(
  before: CaseFold | null,
  { part, state: stateBefore }: PartFold,
  event: { type: string; data: Record<string, unknown> },
  time: EventTime,
  context: FoldContext,
): PartEffect {
  const meaning = meaningOf(event.type, event.data);
  const base = meaning ? applyEvent(before, meaning, time, context) : unmoved(before);
  if ((event.type as InternalCaseEvent['type']) === 'case.recalculated')
    return { ...base, state: stateBefore! };
  const own = event as AnyPartEvent;
  const state = part.evolve(stateBefore, own, time.at);
  const { timetable } = base.fold;
  const step = advanceParts(
    timetable ?? null,
    { part, event: own, state },
    base.fold.state,
    time.at,
    context,
  );
  return {
    fold: { ...base.fold, late: base.fold.late || step.late, timetable: step.timetable },
    clocksMoved: true,
    rungs: [...base.rungs, ...step.fired],
    settled: [...base.settled, ...settledWarnings(timetable ?? null, step.timetable, step.fired)],
    findings: [
      ...base.findings,
      ...judgePart(part, own, stateBefore, state, { time, base, before, context }),
    ],
    state,
  };
}

/** An event that changes the part's own state alone. */
function unmoved(before: CaseFold | null): Effect {
  if (!before) throw new Error('a case is opened by an event that means so');
  const fold = { ...before, seq: before.seq + 1 };
  return { fold, clocksMoved: true, rungs: [], settled: [], findings: [] };
}

function judgePart(
  part: Part,
  event: AnyPartEvent,
  before: PartState | null,
  after: PartState,
  about: { time: EventTime; base: Effect; before: CaseFold | null; context: FoldContext },
): Finding[] {
  const { time, base, context } = about;
  const found: Finding[] = [];
  for (const rule of part.rules) {
    const numbers = context.parameters.numbers[rule.code];
    if (!rule.judge || !numbers || !rule.on?.includes(event.type)) continue;
    const judged = {
      event,
      ...time,
      before,
      after,
      case: base.fold.state,
      item: context.item,
      organ: context.organ,
      actingOrgan: context.actingOrgan,
      calendar: context.calendar(context.organ.calendar),
      dueAt: about.before?.timetable?.dueAt ?? null,
      seq: base.fold.seq,
    };
    const result = rule.judge(judged, numbers);
    if (result) found.push(...('rule' in result ? [result] : result));
  }
  return withLevels(found, context.parameters);
}
