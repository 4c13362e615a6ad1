import type { CaseEvent } from '#contract/events';
import type { Judged } from '#spine/alerts/rule';
import type { RuleParameters } from '#spine/alerts/rules/rule-parameters';
import { workingDaysFrom } from '#spine/alerts/rules/working-time';
import type { WorkingCalendar } from '#spine/calendar/working-days';
import type { CaseState } from '#spine/cases/case-state';
import type { HeldEntry, TimeGivingEvent } from '#spine/cases/held-entry';
import type { RegisteredOrgan } from '#spine/catalogue/registry';

type EventTime = Pick<Judged, 'at' | 'occurredAt' | 'recordedAt' | 'historic'>;

interface HoldingContext {
  parameters: Pick<RuleParameters, 'secondPersonAfter'>;
  calendar: (code: string) => WorkingCalendar;
  organ: RegisteredOrgan;
}

/** Most that wait in one case; what comes beside them stays in the journal, without effect. */
const mostHeld = 20;

const dayMs = 86_400_000;

const givesTime = (event: CaseEvent): event is TimeGivingEvent =>
  event.type === 'case.paused' || event.type === 'case.extended';

/**
 * Whether an event is an extension or a pause that a live source tells too late to count by itself. By the thresholds and the
 * calendar of the entry's own edition, so that a replay says the same; where the clocks have stopped there is nothing to hold back.
 */
export function waitsForSecondPerson(
  before: CaseState,
  event: CaseEvent,
  { historic, occurredAt, recordedAt }: EventTime,
  { parameters, calendar, organ }: HoldingContext,
): event is TimeGivingEvent {
  const most = parameters.secondPersonAfter;
  if (!givesTime(event) || most === null || historic) return false;
  if (before.decidedAt !== null || before.endedAt !== null) return false;
  if (recordedAt - occurredAt < (most - 1) * dayMs) return false;
  return workingDaysFrom(occurredAt, recordedAt, calendar(organ.calendar), organ) > most;
}

/** The state with one more entry that waits: somebody acted, and nothing else is so yet. */
export function hold(before: CaseState, event: TimeGivingEvent, seq: number, time: EventTime): CaseState {
  const { type, data } = event;
  // What comes from the journal and what comes in carry more than that.
  const kept = { type, data } as TimeGivingEvent;
  const held = [...before.held, { seq, at: time.at, claimed: time.occurredAt, event: kept }];
  return {
    ...before,
    lastAt: Math.max(before.lastAt, time.at),
    lastActor: event.data.actor ?? before.lastActor,
    held: held.slice(0, mostHeld),
  };
}

/** An entry that waits, and the state without it; undefined when it does not wait (any more). */
export function release(before: CaseState, seq: number): { entry: HeldEntry | undefined; state: CaseState } {
  const entry = before.held.find((one) => one.seq === seq);
  return { entry, state: { ...before, held: before.held.filter((one) => one !== entry) } };
}
