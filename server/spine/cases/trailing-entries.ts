import type { Instant } from '#base/time';
import type { CaseEvent } from '#contract/events';
import type { CaseFold } from '#spine/cases/apply-event';
import { type CaseState, evolveCase } from '#spine/cases/case-state';

/**
 * Most events are steps that change nothing by which cases are found, counted or watched. They stand in the journal alone, as
 * trailing entries, until the row of their case is written for another reason; whoever reads a state folds them in. So an
 * event costs a row of the journal and not two (docs/decisions/0044-trailing-entries.md).
 */
export type TrailingEntry = [at: Instant, type: CaseEvent['type'], data: CaseEvent['data']];

/** So many entries at most trail behind the row of a case: what reading it may cost. */
export const mostTrailing = 8;

/** The one type of event that trails. */
export const trailingType = 'case.step-done' satisfies CaseEvent['type'];

/** Whether an event may stand in the journal alone, given the case before it. Ended cases have nothing trailing. */
export function mayTrail(type: string, before: CaseFold | null, clocksMoved: boolean): boolean {
  return type === trailingType && before !== null && before.state.endedAt === null && !clocksMoved;
}

/** The state after the entries that trail behind its row. */
export const withTrailing = (state: CaseState, trailing: readonly TrailingEntry[] | null): CaseState =>
  (trailing ?? []).reduce(
    (after, [at, type, data]) => evolveCase(after, { type, data } as CaseEvent, at),
    state,
  );

/** The entries of the journal as `j` that trail behind the row of a case as `c`. */
const trailing = `journal j WHERE j.city = c.city AND j.case_id = c.id AND j.case_seq > c.seq`;
/** Ended cases are not looked up at all. */
const unlessEnded = (what: string) => `CASE WHEN c.ended_at IS NULL THEN (SELECT ${what}) END`;
/** Of the newest. */
const newest = (what: string, and = '') =>
  unlessEnded(`${what} FROM ${trailing}${and} ORDER BY j.case_seq DESC LIMIT 1`);
/** When an entry counts, in whole milliseconds as `Instant` has them. */
const at = `CASE WHEN j.historic THEN j.occurred_at ELSE date_trunc('milliseconds', j.recorded_at) END`;

/** What trails behind the row of a case `c`, as JSON of `TrailingEntry[]`; null where nothing does. */
export const trailingEntries = unlessEnded(
  `json_agg(json_build_array((extract(epoch FROM ${at}) * 1000)::bigint, j.type, j.data) ORDER BY j.case_seq) FROM ${trailing}`,
);

/** Parts of the state of a case `c`, in SQL, for lists and counts: the last act, the last who said who they are, the post of the last step. */
export const lastAt = `greatest(c.last_at, ${unlessEnded(`max(${at}) FROM ${trailing}`)})`;
export const lastActor = `coalesce(${newest(`j.data ->> 'actor'`, ` AND j.data ->> 'actor' <> ''`)}, c.state::json ->> 'lastActor')`;
export const lastPost = `coalesce(${newest(`coalesce(j.data ->> 'post', '')`)}, c.state::json -> 'steps' -> (c.state::json ->> 'lastStep') ->> 2)`;
