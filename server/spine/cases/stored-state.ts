import type { Instant } from '#base/time';
import type { CaseStatus } from '#contract/cases';
import type { CaseState, PauseTrace, StepTrace } from '#spine/cases/case-state';
import { type TrailingEntry, trailingEntries, withTrailing } from '#spine/cases/trailing-entries';

/** Nulls at the end and what equals the default are left out: the state is written anew many times. */
type StoredStep =
  | [last: Instant, actor?: string | null, post?: string | null]
  | [last: Instant, actor: string | null, post: string | null, n: number, first: Instant];

/** What the columns of a case do not say already; absent where nothing is known. */
interface StoredRest {
  openedClaim?: Instant;
  lastActor?: string;
  lastStep?: string;
  acceptedAt?: Instant;
  decidedAt?: Instant;
  reopened?: NonNullable<CaseState['reopened']>;
  steps?: Record<string, StoredStep>;
  corrections?: number;
  pauses?: PauseTrace[];
  fees?: CaseState['fees'];
  contents?: string[];
  held?: CaseState['held'];
}

/** The columns in which the state of a case lies, and what trails behind them in the journal. */
export interface StoredState {
  title: string;
  status: CaseStatus;
  opened_at: Instant;
  last_at: Instant;
  ended_at: Instant | null;
  state: string;
  trailing: TrailingEntry[] | null;
}

/** The columns alone, of the table `cases` as `c`, for whoever reads the journal in any case. */
export const rowColumns = 'c.title, c.status, c.opened_at, c.last_at, c.ended_at, c.state';
/** All of `StoredState`. */
export const stateColumns = `${rowColumns}, ${trailingEntries} AS trailing`;

function storedStep({ code, n, first, last, actor, post }: StepTrace): [code: string, StoredStep] {
  if (n > 1 || first !== last) return [code, [last, actor, post, n, first]];
  return [code, post !== null ? [last, actor, post] : actor !== null ? [last, actor] : [last]];
}

function readStep([code, [last, actor = null, post = null, n = 1, first = last]]: [
  string,
  StoredStep,
]): StepTrace {
  return { code, n, first, last, actor, post };
}

/** The text of the column `state`; the other columns hold the rest (`readState`). */
export function storedText(state: CaseState): string {
  const rest: StoredRest = {};
  if (state.openedClaim !== null) rest.openedClaim = state.openedClaim;
  if (state.lastActor !== null) rest.lastActor = state.lastActor;
  if (state.lastStep !== null) rest.lastStep = state.lastStep;
  if (state.acceptedAt !== null) rest.acceptedAt = state.acceptedAt;
  if (state.decidedAt !== null) rest.decidedAt = state.decidedAt;
  if (state.reopened) rest.reopened = state.reopened;
  if (state.steps.length > 0) rest.steps = Object.fromEntries(state.steps.map(storedStep));
  if (state.corrections > 0) rest.corrections = state.corrections;
  if (state.pauses.length > 0) rest.pauses = state.pauses;
  if (state.fees.length > 0) rest.fees = state.fees;
  if (state.contents.length > 0) rest.contents = state.contents;
  if (state.held.length > 0) rest.held = state.held;
  return JSON.stringify(rest);
}

/** The state of a case from its columns and what trails behind them. */
export function readState(row: StoredState): CaseState {
  return withTrailing(readRow(row), row.trailing);
}

function readRow(row: Omit<StoredState, 'trailing'>): CaseState {
  const rest = JSON.parse(row.state) as StoredRest;
  return {
    status: row.status,
    title: row.title,
    openedAt: row.opened_at,
    openedClaim: rest.openedClaim ?? null,
    lastAt: row.last_at,
    lastActor: rest.lastActor ?? null,
    lastStep: rest.lastStep ?? null,
    acceptedAt: rest.acceptedAt ?? null,
    decidedAt: rest.decidedAt ?? null,
    endedAt: row.ended_at,
    reopened: rest.reopened ?? null,
    steps: Object.entries(rest.steps ?? {}).map(readStep),
    corrections: rest.corrections ?? 0,
    pauses: rest.pauses ?? [],
    fees: rest.fees ?? [],
    contents: rest.contents ?? [],
    held: rest.held ?? [],
  };
}
