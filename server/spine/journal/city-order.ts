import type { ClientBase } from 'pg';
import type { Instant } from '#base/time';

/** First half of the advisory locks that order the writers of a city; the second is the city. */
const lockClass = 7_240;

/**
 * Begins a transaction that writes to a city, when no other one does: over all processes a city is written batch by
 * batch, so that its entries are numbered in the order in which they were folded (the pace of an actor depends on it)
 * and two writers of one case never meet. Both in one message, so that no transaction of a writer is without the lock.
 */
export const beginInCity = (city: number): string =>
  `BEGIN; SELECT pg_advisory_xact_lock(${lockClass}, ${city})`;

/** The database's clock, and when the oldest batch began that is being written or waits for its turn. */
export interface InFlight {
  now: Instant;
  oldest: Instant | null;
}

/**
 * Batches count from the beginning of their transaction (`now()` in PostgreSQL): nothing can be recorded any more with
 * a time before the oldest of them.
 */
export async function batchesInFlight(client: ClientBase): Promise<InFlight> {
  const { rows } = await client.query<InFlight>({
    name: 'batches-in-flight',
    text: `SELECT clock_timestamp() AS now, min(a.xact_start) AS oldest
           FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
           WHERE l.locktype = 'advisory' AND l.classid = ${lockClass} AND l.objsubid = 2
             AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  });
  return rows[0]!;
}
