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

/** Whether an event may stand in the journal alone, given the case before it. Ended cases have nothing trailing. */
export function mayTrail(type: string, before: CaseFold | null, clocksMoved: boolean): boolean {
  return type === 'case.step-done' && before !== null && before.state.endedAt === null && !clocksMoved;
}

/** The state after the entries that trail behind its row. */
export const withTrailing = (state: CaseState, trailing: readonly TrailingEntry[] | null): CaseState =>
  (trailing ?? []).reduce(
    (after, [at, type, data]) => evolveCase(after, { type, data } as CaseEvent, at),
    state,
  );

/** Entries of the journal as `j` that trail behind the row of a case as `c`, newest first. */
const trailing = (what: string, and = '') =>
  `CASE WHEN c.ended_at IS NULL THEN (SELECT ${what} FROM journal j
     WHERE j.city = c.city AND j.case_id = c.id AND j.case_seq > c.seq${and} ORDER BY j.case_seq DESC LIMIT 1) END`;
/** When an entry counts, in whole milliseconds as `Instant` has them. */
const at = `CASE WHEN j.historic THEN j.occurred_at ELSE date_trunc('milliseconds', j.recorded_at) END`;

/** What trails behind the row of a case `c`, as JSON of `TrailingEntry[]`; null where nothing does. */
export const trailingEntries = `CASE WHEN c.ended_at IS NULL THEN (
    SELECT json_agg(json_build_array((extract(epoch FROM ${at}) * 1000)::bigint, j.type, j.data) ORDER BY j.case_seq) FROM journal j
    WHERE j.city = c.city AND j.case_id = c.id AND j.case_seq > c.seq) END`;

/** Parts of the state of a case `c`, in SQL, for lists and counts. Of who acted and in which post: the last who said so. */
export const lastAt = `CASE WHEN c.ended_at IS NOT NULL THEN c.last_at ELSE greatest(c.last_at, (SELECT max(${at}) FROM journal j
  WHERE j.city = c.city AND j.case_id = c.id AND j.case_seq > c.seq)) END`;
export const lastActor = `coalesce(${trailing(`j.data ->> 'actor'`, ` AND j.data ->> 'actor' <> ''`)}, c.state::json ->> 'lastActor')`;
export const lastPost = `coalesce(${trailing(`coalesce(j.data ->> 'post', '')`)}, c.state::json -> 'steps' -> (c.state::json ->> 'lastStep') ->> 2)`;
