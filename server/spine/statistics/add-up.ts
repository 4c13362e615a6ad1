import type { Pool } from 'pg';
import { inTransaction } from '#base/db';
import { changeColumns, eachChange, sumsOfChanges } from '#spine/statistics/tally-changes';
import { counterNames } from '#spine/statistics/tally';

const sums = counterNames.map((name) => `sum(${name})::int AS ${name}`).join(', ');
const columns = counterNames.join(', ');
const add = (table: string) =>
  counterNames.map((name) => `${name} = ${table}.${name} + excluded.${name}`).join(', ');

/** City, county, town and village of a division code, each once. */
const lineage = `(SELECT DISTINCT unnest(ARRAY[d.region, d.region / 1000 * 1000, d.region / 1000000 * 1000000,
  d.region / 100000000 * 100000000]) AS code)`;
const county = 'region / 1000000 * 1000000';
/** City and county alone. */
const upper = `(SELECT DISTINCT unnest(ARRAY[d.region / 1000000 * 1000000, d.region / 100000000 * 100000000]) AS code)`;

function upsert(name: string, table: string, keys: string[], select: string): string {
  return `${name} AS (INSERT INTO ${table} (city, ${keys.join(', ')}, ${columns})
    SELECT ${select} ORDER BY 1, ${keys.map((_, i) => i + 2).join(', ')}
    ON CONFLICT (city, ${keys.join(', ')}) DO UPDATE SET ${add(table)})`;
}

/**
 * Takes up to $1 rows away from what was noted, adds them to the cube and to the small tables, and appends them for the periods of
 * statistics, in one statement. Changes are grouped first: a statement may touch a row once.
 */
const addText = `
  WITH taken AS MATERIALIZED (
    DELETE FROM tally_change WHERE id = ANY (ARRAY(SELECT id FROM tally_change ORDER BY id LIMIT $1::int))
    RETURNING ${changeColumns.join(', ')}
  ),
  d AS (SELECT (c.region / 100000000)::int2 AS city, c.day, c.region, c.organ_id, c.item_id, ${sumsOfChanges}
    FROM ${eachChange('taken')} GROUP BY 2, 3, 4, 5),
  ${upsert('t_cube', 'tally_cube', ['day', 'region', 'organ_id', 'item_id'], `city, day, region, organ_id, item_id, ${columns} FROM d`)},
  pending AS (INSERT INTO tally_pending (day, region, organ_id, item_id, ${columns}) SELECT day, region, organ_id, item_id, ${columns} FROM d),
  by_place AS (SELECT city, day, region, ${sums} FROM d GROUP BY 1, 2, 3),
  ${upsert('t_place', 'tally_place', ['region'], `city, r.code, ${sums} FROM by_place d CROSS JOIN LATERAL ${lineage} r GROUP BY city, r.code`)},
  ${upsert('t_day', 'tally_day', ['region', 'day'], `city, r.code, day, ${sums} FROM by_place d CROSS JOIN LATERAL ${upper} r GROUP BY city, r.code, day`)},
  ${upsert('t_organ', 'tally_organ', ['organ_id'], `city, organ_id, ${sums} FROM d GROUP BY city, organ_id`)},
  ${upsert('t_item', 'tally_item', ['region', 'item_id'], `city, ${county}, item_id, ${sums} FROM d WHERE region % 100000000 <> 0 GROUP BY city, ${county}, item_id`)},
  ${upsert('t_city_item', 'tally_city_item', ['item_id'], `city, item_id, ${sums} FROM d GROUP BY city, item_id`)}
  SELECT count(*)::int AS n FROM taken`;

/** Rows that one transaction adds: each is a batch of up to a thousand events. */
const rowsAtOnce = 500;
/** Identifies the lock under which one process of all adds. */
const lock = 7_240_119_055;

declare const proof: unique symbol;
/** Says that what was counted has been added up: whoever reads roll-ups is asked for it, so that nobody forgets. */
export interface AddedUp {
  readonly [proof]: true;
}
const addedUp = {} as AddedUp;

/**
 * Adds what was counted to the roll-ups. Whoever reads them calls it first: afterwards they hold everything that was committed before
 * the call. Costs one look into an index where nothing is to be added.
 */
export async function addUp(pool: Pool): Promise<AddedUp> {
  const { rows } = await pool.query({
    name: 'tally-noted',
    text: 'SELECT id FROM tally_change ORDER BY id LIMIT 1',
  });
  if (rows.length > 0) while ((await addSome(pool)) === rowsAtOnce);
  return addedUp;
}

async function addSome(pool: Pool): Promise<number> {
  return inTransaction(pool, async (client) => {
    // Before the statement, and waited for, so that it sees what others have added: rows of roll-ups are then never waited for.
    await client.query('SELECT pg_advisory_xact_lock($1)', [lock]);
    const { rows } = await client.query<{ n: number }>({
      name: 'add-up',
      text: addText,
      values: [rowsAtOnce],
    });
    return rows[0]!.n;
  });
}
