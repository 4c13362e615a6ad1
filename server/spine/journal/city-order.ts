import type { ClientBase } from 'pg';
import { sendTogether } from '#base/db';
import { int4Array } from '#base/pg-binary';
import type { Instant } from '#base/time';

/** First half of the advisory locks that order the writers of a city; the second is the city. */
const cityClass = 7_240;
/** Advisory locks from this one on stand for the instant at which a batch began, in milliseconds. */
const beganFrom = 2n ** 62n;
const beganClass = 2 ** 30;
/** Milliseconds up to the year 9999 need this many values of the upper 32 bits. */
const beganClasses = 2 ** 17;

/** What a batch begins with. */
export interface BatchBeginning {
  /** Time of the transaction. */
  at: Instant;
  /** Newest edition of the reference data. */
  edition: number;
  /** How many batches were written to each of the cities before. */
  writes: number[];
  /** Up to when the ticker has run the clocks of live sources in each of them. */
  ticked: Instant[];
}

/**
 * Begins a transaction that writes to cities (ascending), when no other one does: over all processes a city is written batch
 * by batch, so that its entries are numbered in the order in which they were folded (the pace of an actor depends on it)
 * and two writers of one case never meet. Whoever looks can see since when a batch is on its way. All in one piece,
 * so that no writer's transaction is without its locks, and a batch costs as few round trips as can be.
 */
export async function beginInCities(client: ClientBase, cities: readonly number[]): Promise<BatchBeginning> {
  const [, { rows }] = await sendTogether(client, () =>
    Promise.all([
      client.query('BEGIN'),
      client.query<{ known: number[][] }>({
        name: 'begin-batch',
        text: `SELECT begin_batch(${beganFrom}, ${cityClass}, $1::int4[]) AS known`,
        values: [int4Array(cities)],
      }),
    ]),
  );
  const [[at, edition] = [], ...known] = rows[0]!.known;
  const inCities = cities.map((city) => known.find(([one]) => one === city));
  const writes = inCities.map((row) => row?.[1] ?? 0);
  const ticked = inCities.map((row) => row?.[2] ?? 0);
  // A city's first batch ever: its row is there from now on, so that a batch need not look whether it is.
  if (known.length < cities.length)
    await client.query({
      name: 'first-in-city',
      text: 'INSERT INTO city_write (city, n) SELECT unnest($1::int2[]), 0 ON CONFLICT DO NOTHING',
      values: [`{${cities.join(',')}}`],
    });
  return { at: at!, edition: edition!, writes, ticked };
}

/** Waits within a transaction until no one else writes to the city, and keeps others out until its end. */
export async function waitForTurn(client: ClientBase, city: number): Promise<void> {
  await client.query({
    name: 'turn-in-city',
    text: 'SELECT pg_advisory_xact_lock($1::int4, $2::int4)',
    values: [cityClass, city],
  });
}

/** The database's clock, and when the oldest batch began that is being written or waits for its turn. */
export interface InFlight {
  now: Instant;
  oldest: Instant | null;
}

/**
 * What is recorded is recorded at the beginning of its transaction (`now()` in PostgreSQL): nothing can come any more
 * with a time before the oldest batch in flight. (pg_stat_activity would tell it too, but not to every role.)
 */
export async function batchesInFlight(client: ClientBase): Promise<InFlight> {
  const { rows } = await client.query<InFlight>({
    name: 'batches-in-flight',
    text: `SELECT now() AS now, min(((classid::bigint - ${beganClass}) << 32) | objid::bigint) AS oldest FROM pg_locks
           WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >= ${beganClass} AND classid::bigint < ${beganClass + beganClasses}
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  });
  return rows[0]!;
}
