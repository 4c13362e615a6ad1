import { readState, type StoredState } from '#spine/cases/stored-state';
import { mostTrailing, trailingType } from '#spine/cases/trailing-entries';

/**
 * A row of a case as it is told, with what trails behind it in the journal: how much does depends on how events were cut into
 * batches. Other columns stay as they are.
 */
export function wholeCase<R extends StoredState & { seq: number }>(row: R) {
  const { seq, trailing, last_at: _, state: __, ...rest } = row;
  return { ...rest, seq: seq + (trailing?.length ?? 0), state: readState(row) };
}

/** Cases whose row and what trails behind it are not all the entries of the journal, each once; or behind which more trails than may, or what may not. */
export const tornCases = `SELECT c.city, c.id FROM cases c CROSS JOIN LATERAL (
    SELECT count(*) AS n, count(*) FILTER (WHERE j.case_seq > c.seq) AS trailing,
      count(*) FILTER (WHERE j.case_seq > c.seq AND j.type <> '${trailingType}') AS others
    FROM journal j WHERE j.city = c.city AND j.case_id = c.id
  ) x WHERE c.seq + x.trailing <> x.n OR x.trailing > ${mostTrailing} OR x.others > 0 OR (c.ended_at IS NOT NULL AND x.trailing > 0)`;
