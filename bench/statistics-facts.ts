import type pg from 'pg';
import {
  by,
  grains,
  kept,
  spans,
  withItems,
  withOrgans,
  withPlatforms,
} from '#spine/statistics/periods/period-sql';
import { counterNames } from '#spine/statistics/tally';
import { counterSums, countsByDay } from './cockpit-counts.ts';
import { caseSelect, factSelects, items, type Place } from './cockpit-facts.ts';

const counters = counterNames.join(', ');
/** Items that one organ implements. */
const itemsOfOrgan = 40;

/** Of ten items six are of government services, three of administrative power, one of the hotline. */
export const platformOf = (n: number): string =>
  n % 10 < 6 ? 'services' : n % 10 < 9 ? 'powers' : 'hotline';

/** `caseSelect`, with organs that implement forty of the items each, beginning anywhere among them. */
export const statisticsCases = (count: number, places: number, today: number): string =>
  `SELECT i, region, organ_id, 1 + (organ_id * 37 + item_id % ${itemsOfOrgan}) % ${items} AS item_id, opened, closed, late, warned, settled
   FROM (${caseSelect(count, places, today)}) AS c`;

/** One kind of sum that is kept, with its periods. */
interface Kind {
  what: number;
  level: number;
  grain: number;
}

/** Every kind, those first of which others can be summed. */
const kinds: Kind[] = kept
  .flatMap(({ what, level, grains: each }) => each.map((grain) => ({ what, level, grain: grains[grain] })))
  .sort((a, b) => b.what - a.what || b.level - a.level || a.grain - b.grain);

/** Whether the sums of one kind add up to those of another. */
const makes = (one: Kind, other: Kind): boolean =>
  (one.what === other.what ||
    other.what === by.all ||
    (other.what === by.organ && withOrgans.includes(one.what)) ||
    (other.what === by.item && withItems.includes(one.what))) &&
  one.level >= other.level &&
  one.grain <= other.grain;

/** Sums of one kind from those of another, or from the cube. Every item is its own base code here, in one version. */
function periodSelect({ what, level, grain }: Kind, from: Kind | undefined): string {
  const day = from ? 'bucket' : 'day';
  const bucket = ['', day, `date_trunc('month', ${day})::date`, `date_trunc('year', ${day})::date`][grain]!;
  const place = from ? 'place' : 'region';
  const platform = from ? 'item_id' : 'p.id';
  const item = withItems.includes(what) ? 'item_id' : withPlatforms.includes(what) ? platform : '0';
  const rows = from
    ? `tally_period WHERE (what, level, grain) = (${from.what}, ${from.level}, ${from.grain})`
    : withPlatforms.includes(what)
      ? `tally_cube JOIN item_version v USING (item_id) JOIN platform p ON p.code = v.content ->> 'platform'`
      : 'tally_cube';
  return `SELECT ${what}, ${level}, ${grain}, ${bucket} AS of_bucket, ${place} / ${spans[level]} * ${spans[level]} AS of_place,
    ${withOrgans.includes(what) ? 'organ_id' : '0'} AS of_organ, ${item} AS of_item, ${counterSums}
    FROM ${rows} GROUP BY of_bucket, of_place, of_organ, of_item ORDER BY of_bucket, of_place, of_organ, of_item`;
}

/** Adds the cube up into the periods, each kind from the smallest that makes it. */
async function sumPeriods(client: pg.ClientBase): Promise<void> {
  const filled: { kind: Kind; rows: number }[] = [];
  for (const kind of kinds) {
    const [from] = filled.filter((one) => makes(one.kind, kind)).sort((a, b) => a.rows - b.rows);
    const { rowCount } = await client.query(
      `INSERT INTO tally_period (what, level, grain, bucket, place, organ_id, item_id, ${counters}) ${periodSelect(kind, from?.kind)}`,
    );
    filled.push({ kind, rows: rowCount! });
  }
}

/** Fills an emptied table without its indexes, and makes them anew: a tenth of the time. */
async function withoutIndexes(
  client: pg.ClientBase,
  table: string,
  fill: () => Promise<void>,
): Promise<void> {
  const { rows } = await client.query<{ name: string; text: string; primary: boolean }>(
    `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS text, i.indisprimary AS primary
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = $1::regclass`,
    [table],
  );
  for (const { name, primary } of rows)
    await client.query(primary ? `ALTER TABLE ${table} DROP CONSTRAINT ${name}` : `DROP INDEX ${name}`);
  await fill();
  for (const { name, text, primary } of rows) {
    await client.query(text);
    if (primary)
      await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} PRIMARY KEY USING INDEX ${name}`);
  }
  await client.query(`VACUUM (ANALYZE) ${table}`);
}

/**
 * Generates cases set-wise, counts them into the cube as the pipeline would, and adds the cube up into the periods. Returns how
 * many rows both have, and the bytes on disk.
 */
export async function fillPeriods(
  client: pg.ClientBase,
  places: Place[],
  count: number,
  today: number,
): Promise<{ cube: number; periods: number; bytes: number }> {
  await client.query('CREATE SCHEMA facts');
  await client.query('SET search_path = facts, public');
  await client.query(`SET work_mem = '1GB'`);
  await client.query(`SET maintenance_work_mem = '1GB'`);
  await client.query('CREATE UNLOGGED TABLE place (n bigint PRIMARY KEY, region bigint, organ_id integer)');
  await client.query(
    'INSERT INTO place SELECT ord - 1, region, organ FROM unnest($1::int8[], $2::int4[]) WITH ORDINALITY AS u (region, organ, ord)',
    [places.map((one) => one.region), places.map((one) => one.organId)],
  );
  await client.query('ANALYZE place');
  await client.query(
    `CREATE UNLOGGED TABLE generated AS WITH range AS (SELECT generate_series(0, ${count}::int8 - 1) AS i)
     ${statisticsCases(count, places.length, today)}`,
  );
  for (const [name, select] of Object.entries(factSelects(today)))
    await client.query(`CREATE UNLOGGED TABLE ${name} AS ${select}`);
  await client.query('DROP TABLE generated');
  await withoutIndexes(client, 'public.tally_cube', async () => {
    await client.query(
      `INSERT INTO tally_cube (city, day, region, organ_id, item_id, ${counters})
       SELECT region / 100000000, k, region, organ_id, item_id, ${counters} FROM (${countsByDay('region, organ_id, item_id,')}) AS counted
       ORDER BY k`,
    );
  });
  await client.query('DROP SCHEMA facts CASCADE');
  await client.query('SET search_path = public');
  await withoutIndexes(client, 'public.tally_period', () => sumPeriods(client));
  const { rows } = await client.query<{ cube: number; periods: number; bytes: number }>(
    `SELECT (SELECT count(*)::int FROM tally_cube) AS cube, (SELECT count(*)::int FROM tally_period) AS periods,
       pg_total_relation_size('tally_period') AS bytes`,
  );
  return rows[0]!;
}
