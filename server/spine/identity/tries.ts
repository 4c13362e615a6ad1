import type { Pool } from 'pg';
import { Refusal } from '#base/errors';
import { type Instant, toRfc3339 } from '#base/time';
import { identityRules } from './identity-rules.ts';

const { free, waitSeconds, forgetAfterHours } = identityRules.tries;

/**
 * Takes a try before it is known how it ends, so that many at once are counted as well as one after another.
 * It is made good by `forgetTries` when it succeeds.
 * Refusal: too-many-tries with `retryAfter` in seconds, alike for what exists and what does not.
 */
export async function takeTry(pool: Pool, key: Buffer, now: Instant): Promise<void> {
  const taken = await pool.query(
    `INSERT INTO failed_try AS t (key, failures, last_at, waits_until)
     VALUES ($1, 1, $2::timestamptz, $2::timestamptz + make_interval(secs => CASE WHEN $3 <= 1 THEN ($4::int[])[1] ELSE 0 END))
     ON CONFLICT (key) DO UPDATE SET
       failures = CASE WHEN t.last_at < $2::timestamptz - make_interval(hours => $5) THEN 1 ELSE t.failures + 1 END,
       last_at = $2::timestamptz,
       waits_until = $2::timestamptz + make_interval(secs => CASE
         WHEN t.last_at < $2::timestamptz - make_interval(hours => $5) OR t.failures + 1 < $3 THEN 0
         ELSE ($4::int[])[LEAST(t.failures + 2 - $3, cardinality($4::int[]))] END)
     WHERE t.waits_until <= $2::timestamptz
     RETURNING failures`,
    [key, toRfc3339(now), free, waitSeconds, forgetAfterHours],
  );
  if (taken.rowCount) return;
  const { rows } = await pool.query<{ waits_until: Instant }>(
    'SELECT waits_until FROM failed_try WHERE key = $1',
    [key],
  );
  const retryAfter = Math.max(1, Math.ceil(((rows[0]?.waits_until ?? now) - now) / 1000));
  throw new Refusal('too-many-tries', { retryAfter });
}

/** After a try that succeeded; what has been left lying is thrown away with it. */
export async function forgetTries(pool: Pool, key: Buffer, now: Instant): Promise<void> {
  await pool.query(
    'DELETE FROM failed_try WHERE key = $1 OR last_at < $2::timestamptz - make_interval(hours => $3)',
    [key, toRfc3339(now), forgetAfterHours],
  );
}
