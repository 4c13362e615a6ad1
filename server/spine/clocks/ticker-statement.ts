import type { ClientBase } from 'pg';
import { type Instant, toRfc3339 } from '#base/time';
import { noteAlerts } from '#spine/alerts/alert-writes';
import { waitForTurn } from '#spine/journal/city-order';
import { lifted } from '#spine/clocks/settled-warnings';
import { alertChanges, noteChanges } from '#spine/statistics/tally-changes';

/** Clocks of live sources, or those of one replay source. */
export type TickScope = { live: true } | { sourceId: number };

/**
 * What whoever remembers timetables of the city is told (`journal/lane-memory.ts`): up to when live clocks were run; or, since a
 * replayed source has a time of its own, that nothing they remember is the newest.
 */
const told = {
  live: 'ticked_to = greatest(ticked_to, floor(extract(epoch FROM $2::timestamptz) * 1000))',
  replay: 'n = n + 1',
};

const where = (scope: 'live' | 'replay') => (scope === 'live' ? 'live' : 'NOT live AND source_id = $5::int4');

/**
 * A rung as it stands in `rungs`, without its brackets: `1796117400000,"promised:notice","EXPIRING",1`. Cut out of the text,
 * since parsing JSON costs ten times as much; JSON.stringify puts no blanks in, and no code holds a quote or a bracket. The first rung
 * and the last still bear the brackets of the list.
 */
const rungAt = (i: string) => `split_part(rungs, '],[', ${i} + 1)`;
/** The time of the rung after the one that is due; nothing, if there is none. */
const timeOfNext = `to_timestamp(nullif(split_part(${rungAt('next_i + 1')}, ',', 1), '')::float8 / 1000)`;

/**
 * Fires one chunk of due rungs of one city ($1) from $4 up to $2, at most $3: clock moved on, alert written, count noted; set-based.
 * What is due is looked up by the index, its rung is cut out and its time taken from `next_at`, which is that of the rung; then the
 * clock is moved on by its place in the table.
 * Rungs of INACTION are handed back instead: whether somebody has acted since is for the rule to say.
 * The caller has the city to itself, so that no row needs a lock of its own; the unique key (case, rung) makes a repeated
 * firing do nothing.
 * The warnings that a red card lifts are looked up case by case (OFFSET 0): a join would read all alerts of the city.
 */
const fireText = (scope: 'live' | 'replay', onConflict: string) => `
WITH due AS (
  UPDATE clock SET next_i = next_i + 1, next_at = ${timeOfNext}
  FROM (
    SELECT ctid AS row, next_at AS at, ${rungAt('next_i')} AS rung FROM clock
    WHERE city = $1::int2 AND ${where(scope)} AND next_at BETWEEN $4::timestamptz AND $2::timestamptz
    ORDER BY next_at LIMIT $3::int
  ) AS was
  WHERE clock.ctid = was.row
  RETURNING case_id, item_id, organ_id, region, next_at AS following, at, split_part(rung, '"', 2) AS key,
    split_part(rung, '"', 4) AS rule, left(split_part(rung, '",', 3), 1)::int2 AS level
), a AS (
  INSERT INTO alert (city, case_id, key, rule, level, item_id, organ_id, region, fired_at)
  SELECT $1::int2, case_id, key, rule, level, item_id, organ_id, region, at FROM due WHERE rule <> 'INACTION'
  ${onConflict}
  RETURNING city, id, case_id, key, rule, fired_at, region, organ_id, item_id, level, status
), ${noteAlerts}, e AS (
  UPDATE alert SET status = ${lifted} FROM a CROSS JOIN LATERAL (
    SELECT w.ctid FROM alert w WHERE w.city = $1::int2 AND w.case_id = a.case_id AND w.rule = 'EXPIRING' AND w.status = 0
      AND split_part(w.key, ':', 1) = split_part(a.key, ':', 1) OFFSET 0
  ) AS warning
  WHERE starts_with(a.rule, 'OVERDUE') AND alert.ctid = warning.ctid AND alert.status = 0
  RETURNING alert.fired_at, alert.region, alert.organ_id, alert.item_id, alert.level
), w AS (UPDATE city_write SET ${told[scope]} WHERE city = $1::int2
), ${noteChanges(alertChanges)}
SELECT (SELECT count(*)::int FROM due) AS due, (SELECT count(*)::int FROM a) AS fired,
  (SELECT array_agg(case_id) FROM due WHERE rule = 'INACTION') AS idle,
  (SELECT max(at) FROM due) AS last, (SELECT min(following) FROM due WHERE following <= $2::timestamptz) AS behind`;

const plain = { live: fireText('live', ''), replay: fireText('replay', '') };
const passOver = 'ON CONFLICT (city, case_id, key) DO NOTHING';
const careful = { live: fireText('live', passOver), replay: fireText('replay', passOver) };

const uniqueViolation = '23505';

/** What a chunk did. */
export interface FiredChunk {
  due: number;
  fired: number;
  /** Cases whose rung of inaction came up. */
  idle: number[];
  /** The latest rung of the chunk. */
  last: Instant | null;
  /** The earliest rung that its clocks moved on to and that is due as well. */
  behind: Instant | null;
}

/**
 * Fires a chunk in the caller's transaction: the earliest `most` rungs up to a time, from another on if it is given.
 * It waits for its turn in the city, as every batch of events does: the red card of a clock, or the closing of a case,
 * lifts the warnings before it and would not see those that another one has just given and not yet committed.
 */
export async function fireChunk(
  client: ClientBase,
  city: number,
  scope: TickScope,
  { from, upTo, most }: { from: Instant | null; upTo: Instant; most: number },
): Promise<FiredChunk> {
  await waitForTurn(client, city);
  const which = 'live' in scope ? 'live' : 'replay';
  const since = from === null ? '-infinity' : toRfc3339(from);
  const values = [city, toRfc3339(upTo), most, since, ...('live' in scope ? [] : [scope.sourceId])];
  const fire = async (name: string, text: string): Promise<FiredChunk> => {
    const { rows } = await client.query<Omit<FiredChunk, 'idle'> & { idle: number[] | null }>({
      name,
      text,
      values,
    });
    return { ...rows[0]!, idle: rows[0]!.idle ?? [] };
  };
  await client.query('SAVEPOINT fire');
  try {
    return await fire(`fire-${which}`, plain[which]);
  } catch (error) {
    if ((error as { code?: string }).code !== uniqueViolation) throw error;
    await client.query('ROLLBACK TO SAVEPOINT fire');
    return fire(`fire-${which}-careful`, careful[which]);
  }
}

/** Cities in which something is due; one index probe a city, so that an idle tick costs next to nothing. */
export async function dueCities(
  client: ClientBase,
  cities: number[],
  scope: TickScope,
  upTo: string,
): Promise<number[]> {
  const live = 'live' in scope;
  const { rows } = await client.query<{ city: number }>({
    name: live ? 'due-cities-live' : 'due-cities-replay',
    text: live
      ? `SELECT city FROM unnest($1::int2[]) AS c (city)
         WHERE EXISTS (SELECT 1 FROM clock WHERE clock.city = c.city AND live AND next_at <= $2::timestamptz)`
      : `SELECT DISTINCT city FROM clock WHERE NOT live AND source_id = $1::int4 AND next_at <= $2::timestamptz`,
    values: live ? [`{${cities.join(',')}}`, upTo] : [scope.sourceId, upTo],
  });
  return rows.map((row) => row.city);
}

/** The sources that replay a past and have a present of their own. */
export async function replaySources(client: ClientBase): Promise<{ id: number; now: Instant }[]> {
  const { rows } = await client.query<{ id: number; now: Instant }>(
    `SELECT id, now_at AS now FROM source WHERE mode = 'replay' AND now_at IS NOT NULL
       AND (ticked_to IS NULL OR ticked_to < now_at)`,
  );
  return rows;
}
