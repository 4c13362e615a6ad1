import type { Instant } from '#base/time';
import type { CaseStatus } from '#contract/cases';
import type { CaseEvent } from '#contract/events';
import type { HeldEntry } from '#spine/cases/held-entry';

/** What is known of one step of a case: how often it was done, when first and last, and by whom last. */
export interface StepTrace {
  code: string;
  n: number;
  first: Instant;
  last: Instant;
  actor: string | null;
  post: string | null;
}

export interface PauseTrace {
  from: Instant;
  to: Instant | null;
  kind: string;
  expectedDays: number | null;
  approver: string | null;
}

/**
 * The state of a case: a pure fold of its accepted events. Kept small, since each event writes it anew; every field is always
 * there, so that all states are of one shape.
 */
export interface CaseState {
  status: CaseStatus;
  title: string;
  openedAt: Instant;
  /** When the source says that it was opened, where that is another time. */
  openedClaim: Instant | null;
  lastAt: Instant;
  /** Who acted last, if known. */
  lastActor: string | null;
  lastStep: string | null;
  acceptedAt: Instant | null;
  decidedAt: Instant | null;
  endedAt: Instant | null;
  /** How often its end was taken back, and when last; null where it never was. */
  reopened: { n: number; at: Instant } | null;
  /** One of each step that was done, in the order of `inStoredOrder`. */
  steps: readonly StepTrace[];
  /** How often the applicant was asked to correct (补正). */
  corrections: number;
  pauses: PauseTrace[];
  fees: { code: string | null; due: number; paid: number }[];
  contents: string[];
  /** Extensions and pauses that wait for a second person. */
  held: readonly HeldEntry[];
}

/** Event types that stand for a step of the flow where the flow has a step of that code. */
export const stepOfType: Partial<Record<CaseEvent['type'], string>> = {
  'case.accepted': 'accept',
  'case.decided': 'decide',
};

/** The step that an event does, or null. */
export function stepOf(event: CaseEvent): string | null {
  return event.type === 'case.step-done' ? event.data.step : (stepOfType[event.type] ?? null);
}

/** States in which nothing more is expected of the organ. */
export const endedStatuses: ReadonlySet<CaseStatus> = new Set([
  'closed',
  'not-accepted',
  'withdrawn',
  'terminated',
]);

/** Bounds that keep one state row small whatever a source sends; the journal keeps everything. */
export const stateBounds = { steps: 200, pauses: 50, fees: 50, contents: 100 };

/** What is known of one step. A case has few: looking through them takes less than keeping a table of them. */
export function stepTrace({ steps }: CaseState, step: string): StepTrace | undefined {
  for (const trace of steps) if (trace.code === step) return trace;
  return undefined;
}

function opened(
  event: Extract<CaseEvent, { type: 'case.opened' }>,
  at: Instant,
  occurredAt: Instant,
): CaseState {
  return {
    status: 'opened',
    title: event.data.title ?? '',
    openedAt: at,
    openedClaim: occurredAt === at ? null : occurredAt,
    lastAt: at,
    lastActor: event.data.actor ?? null,
    lastStep: null,
    acceptedAt: null,
    decidedAt: null,
    endedAt: null,
    reopened: null,
    steps: [],
    corrections: 0,
    pauses: [],
    fees: [],
    contents: [],
    held: [],
  };
}

/** Field by field: to spread a state takes five times as long, and every event makes one. */
function copyOf(state: CaseState): CaseState {
  return {
    status: state.status,
    title: state.title,
    openedAt: state.openedAt,
    openedClaim: state.openedClaim,
    lastAt: state.lastAt,
    lastActor: state.lastActor,
    lastStep: state.lastStep,
    acceptedAt: state.acceptedAt,
    decidedAt: state.decidedAt,
    endedAt: state.endedAt,
    reopened: state.reopened,
    steps: state.steps,
    corrections: state.corrections,
    pauses: state.pauses,
    fees: state.fees,
    contents: state.contents,
    held: state.held,
  };
}

/**
 * The order of an object by code, which the stored state is: whole numbers first, then as they were first done. So the evidence of a
 * rule that names steps is the same whether the state was folded or read.
 */
const inStoredOrder = (steps: readonly StepTrace[]): readonly StepTrace[] =>
  Object.values(Object.fromEntries(steps.map((step) => [step.code, step])));

function withStep(state: CaseState, step: string, event: CaseEvent, at: Instant): void {
  const before = stepTrace(state, step);
  if (!before && state.steps.length >= stateBounds.steps) return;
  const { actor, post } = event.data;
  const trace: StepTrace = {
    code: step,
    n: (before?.n ?? 0) + 1,
    first: before ? Math.min(before.first, at) : at,
    last: before ? Math.max(before.last, at) : at,
    actor: actor ?? null,
    post: post ?? null,
  };
  if (before) state.steps = state.steps.map((one) => (one === before ? trace : one));
  else {
    const steps = [...state.steps, trace];
    state.steps = /^\d/.test(step) ? inStoredOrder(steps) : steps;
  }
  state.lastStep = step;
}

function withContents(state: CaseState, contents: string[] | undefined): void {
  if (contents?.length)
    state.contents = [...new Set([...state.contents, ...contents])].slice(0, stateBounds.contents);
}

function resume(state: CaseState, at: Instant): void {
  state.pauses = state.pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause));
}

function end(state: CaseState, status: CaseStatus, at: Instant): void {
  resume(state, at);
  state.status = status;
  state.endedAt ??= at;
}

/** The case is its organ's again. What was decided is decided anew; the steps that were done stay done. */
function reopen(state: CaseState, at: Instant): void {
  state.status = state.acceptedAt === null ? 'opened' : 'accepted';
  state.decidedAt = null;
  state.endedAt = null;
  state.reopened = { n: (state.reopened?.n ?? 0) + 1, at };
}

/** What can have no effect any more waits no longer: a pause that has ended already, and everything once the clocks have stopped. */
function dropMoot(state: CaseState, event: CaseEvent): void {
  if (state.decidedAt !== null || state.endedAt !== null) state.held = [];
  else if (event.type === 'case.resumed')
    state.held = state.held.filter((one) => one.event.type !== 'case.paused');
}

/**
 * The fold: the state after one more event at the effective time `at`, which the source puts at `occurredAt`.
 * Total over every order of events: what the law forbids is flagged by the rules, not dropped here.
 */
export function evolveCase(
  before: CaseState | null,
  event: CaseEvent,
  at: Instant,
  occurredAt: Instant = at,
): CaseState {
  if (event.type === 'case.opened') return before ?? opened(event, at, occurredAt);
  if (!before) throw new Error(`a case begins with case.opened, not with ${event.type}`);
  const state = copyOf(before);
  state.lastAt = Math.max(before.lastAt, at);
  if (event.data.actor) state.lastActor = event.data.actor;
  const step = stepOf(event);
  if (step) withStep(state, step, event, at);
  const ended = before.endedAt !== null;
  switch (event.type) {
    case 'case.accepted':
      state.acceptedAt ??= at;
      if (!ended) state.status = 'accepted';
      break;
    case 'case.correction-asked':
      state.corrections += 1;
      if (!ended && before.status === 'opened') state.status = 'correcting';
      break;
    case 'case.corrected':
      if (before.status === 'correcting') state.status = 'opened';
      break;
    case 'case.step-done':
      withContents(state, event.data.contents);
      break;
    case 'case.paused':
      if (state.pauses.length < stateBounds.pauses)
        state.pauses = [
          ...state.pauses,
          {
            from: at,
            to: null,
            kind: event.data.procedure,
            expectedDays: event.data.expectedDays ?? null,
            approver: event.data.approver ?? null,
          },
        ];
      if (!ended) state.status = 'paused';
      break;
    case 'case.resumed':
      resume(state, at);
      if (before.status === 'paused')
        state.status = before.decidedAt ? 'decided' : before.acceptedAt ? 'accepted' : 'opened';
      break;
    case 'case.decided':
      state.decidedAt ??= at;
      withContents(state, event.data.contents);
      if (!ended) state.status = 'decided';
      break;
    case 'case.fee-charged':
      if (state.fees.length < stateBounds.fees)
        state.fees = [
          ...state.fees,
          { code: event.data.fee ?? null, due: event.data.due, paid: event.data.paid },
        ];
      break;
    case 'case.closed':
      withContents(state, event.data.contents);
      if (!ended) end(state, 'closed', at);
      break;
    case 'case.not-accepted':
      if (!ended) end(state, 'not-accepted', at);
      break;
    case 'case.withdrawn':
      if (!ended) end(state, 'withdrawn', at);
      break;
    case 'case.terminated':
      if (!ended) end(state, 'terminated', at);
      break;
    case 'case.reopened':
      if (ended) reopen(state, at);
      break;
    case 'case.extended':
    case 'case.amended':
      break;
    default:
      event satisfies never;
  }
  if (state.held.length > 0) dropMoot(state, event);
  return state;
}
