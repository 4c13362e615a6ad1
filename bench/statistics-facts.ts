import type pg from 'pg';
import { by, grains, kept, spans } from '#spine/statistics/periods/period-sql';
import { counterNames } from '#spine/statistics/tally';
import { counterSums, countsByDay } from './cockpit-counts.ts';
import { caseSelect, factSelects, items, type Place } from './cockpit-facts.ts';

const counters = counterNames.join(', ');
/** Items that one organ implements. */
const itemsOfOrgan = 40;

/** Of ten items six are of government services, three of administrative power, one of the hotline. */
export const platformOf = (n: number): string =>
  n % 10 < 6 ? 'services' : n % 10 < 9 ? 'powers' : 'hotline';

/** Sums by one kind of period from the cube. Every item is its own base code here, in one version. */
function periodSelect(what: number, level: number, grain: number): string {
  const byOrgan = what === by.organ || what === by.both || what === by.organPlatform;
  const item = what === by.item || what === by.both ? 'item_id' : what === by.organPlatform ? 'p.id' : '0';
  const platforms = `JOIN item_version v USING (item_id) JOIN platform p ON p.code = v.content ->> 'platform'`;
  const bucket = ['', 'day', `date_trunc('month', day)::date`, `date_trunc('year', day)::date`][grain]!;
  return `SELECT ${what}, ${level}, ${grain}, ${bucket} AS bucket, region / ${spans[level]} * ${spans[level]} AS place,
    ${byOrgan ? 'organ_id' : '0'} AS organ, ${item} AS item,
    ${counterSums} FROM tally_cube ${what === by.organPlatform ? platforms : ''} GROUP BY bucket, place, organ, item ORDER BY bucket, place, organ, item`;
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
  // An organ implements forty of the items, beginning anywhere among them.
  await client.query(
    `CREATE UNLOGGED TABLE generated AS WITH range AS (SELECT generate_series(0, ${count}::int8 - 1) AS i)
     SELECT i, region, organ_id, 1 + (organ_id * 37 + item_id % ${itemsOfOrgan}) % ${items} AS item_id, opened, closed, late, warned, settled
     FROM (${caseSelect(count, places.length, today)}) AS c`,
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
  await withoutIndexes(client, 'public.tally_period', async () => {
    for (const kind of kept)
      for (const grain of kind.grains)
        await client.query(
          `INSERT INTO tally_period (what, level, grain, bucket, place, organ_id, item_id, ${counters}) ${periodSelect(kind.what, kind.level, grains[grain])}`,
        );
  });
  const { rows } = await client.query<{ cube: number; periods: number; bytes: number }>(
    `SELECT (SELECT count(*)::int FROM tally_cube) AS cube, (SELECT count(*)::int FROM tally_period) AS periods,
       pg_total_relation_size('tally_period') AS bytes`,
  );
  return rows[0]!;
}
