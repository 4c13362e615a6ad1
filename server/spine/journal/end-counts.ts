import type { Instant } from '#base/time';
import type { CaseFold } from '#spine/cases/apply-event';
import type { CounterName } from '#spine/statistics/tally';

/** What is added to a counter, or taken away, on the day of `at`. */
export interface EndCount {
  counter: Extract<CounterName, 'closed' | 'closed_late'>;
  at: Instant;
  n: 1 | -1;
}

const nothing: readonly EndCount[] = [];

function countsOf(at: Instant, late: boolean, n: 1 | -1): EndCount[] {
  return [{ counter: 'closed', at, n }, ...(late ? [{ counter: 'closed_late' as const, at, n }] : [])];
}

/** An end counts on its day, and is taken away from that day when an event takes it back. */
export function endCounts(before: CaseFold | null, after: CaseFold, at: Instant): readonly EndCount[] {
  const endedBefore = before?.state.endedAt ?? null;
  if ((endedBefore === null) === (after.state.endedAt === null)) return nothing;
  return endedBefore === null ? countsOf(at, after.late, 1) : countsOf(endedBefore, before!.late, -1);
}
