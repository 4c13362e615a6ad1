import { repeat } from '#base/repeat';
import { Refusal } from '#base/errors';
import { type Instant, toRfc3339 } from '#base/time';
import { formatKey } from '#spine/keys';
import { carryOut, type Cause } from '#spine/platform/carry-out';
import type { AnyPartEvent } from '#spine/platform/installed';
import { getPartCase } from '#spine/platform/part-cases';
import type { Spine } from '#spine/spine';

interface Pending {
  city: number;
  case_id: number;
  case_seq: number;
  type: string;
  data: Record<string, unknown>;
  recorded_at: Instant;
}

const select = `SELECT r.city, r.case_id, r.case_seq, j.type, j.data, j.recorded_at FROM reaction_pending r
  JOIN journal j ON j.city = r.city AND j.case_id = r.case_id AND j.case_seq = r.case_seq`;

/** A reaction may bring about events that are reacted to in turn; more than this in one go is left to the loop. */
const mostRounds = 8;
const mostAtOnce = 100;
const pauseMs = 500;
/** After a fault: this long, twice as long each time, at most an hour. */
const firstWaitSeconds = 5;

/** Carries out what follows from the events of one case, so that whoever acted sees it; the loop does what is left. */
export async function reactTo(spine: Spine, { city, id }: { city: number; id: number }): Promise<void> {
  const { rows } = await spine.pool.query<Pending>(
    `${select} WHERE r.city = $1 AND r.case_id = $2 AND r.not_before <= now() ORDER BY r.case_seq`,
    [city, id],
  );
  for (const row of rows) await react(spine, row);
}

/** Carries out everything that waits, in the order of its cases; returns how many events were reacted to. */
export async function settleReactions(spine: Spine): Promise<number> {
  let settled = 0;
  for (let round = 0; round < mostRounds; round++) {
    const { rows } = await spine.pool.query<Pending>(
      `${select} WHERE r.not_before <= now() ORDER BY r.city, r.case_id, r.case_seq LIMIT ${mostAtOnce}`,
    );
    // Another process may have saved the items that its cases are of.
    if (rows.length > 0) await spine.registry.keepUp();
    for (const row of rows) await react(spine, row);
    settled += rows.length;
    if (rows.length === 0) break;
  }
  return settled;
}

/** One event: everything that follows from it, then its row goes. A fault leaves the row for later. */
async function react(spine: Spine, row: Pending): Promise<void> {
  const key = [row.city, row.case_id, row.case_seq];
  try {
    const one = await getPartCase(spine.pool, spine.registry, { city: row.city, id: row.case_id });
    const event = { type: row.type, data: row.data } as AnyPartEvent;
    const reactions = one.fold.part.reactions?.(event, one.fold.state, one) ?? [];
    const cause = { city: row.city, caseId: row.case_id, seq: row.case_seq, recordedAt: row.recorded_at };
    for (const [index, reaction] of reactions.entries())
      await carryOut(spine, reaction, cause, index).catch((error: unknown) => left(spine, cause, error));
    await spine.pool.query(
      'DELETE FROM reaction_pending WHERE city = $1 AND case_id = $2 AND case_seq = $3',
      key,
    );
  } catch (error) {
    spine.log.error('a reaction failed and is tried again', error, {
      case: formatKey(row.city, row.case_id),
      seq: row.case_seq,
    });
    await spine.pool.query(
      `UPDATE reaction_pending SET tries = tries + 1,
         not_before = now() + least(3600, ${firstWaitSeconds} * 2 ^ least(tries, 10)) * interval '1 second'
       WHERE city = $1 AND case_id = $2 AND case_seq = $3`,
      key,
    );
  }
}

/** What is no longer permitted has been overtaken; a fault is not that. */
function left(spine: Spine, cause: Cause, error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
  spine.log.info('a reaction was overtaken', {
    case: formatKey(cause.city, cause.caseId),
    seq: cause.seq,
    at: toRfc3339(cause.recordedAt),
    code: error.code,
    expected: error.about.expected,
  });
}

/** Carries out reactions again and again, each round after the last has ended; returns how to stop it. */
export const startReactions = (spine: Spine): (() => Promise<void>) =>
  repeat({
    name: 'reactions',
    pauseMs,
    work: () => settleReactions(spine),
    failed: (error) => spine.log.error('reactions failed and are tried again', error),
  });
