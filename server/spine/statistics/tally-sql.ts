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
 * CTEs that add the rows of the CTE `counted` (day, region, organ_id, item_id and the ten counters) to the cube and
 * to the small tables, and append them for the periods of statistics. Rows are grouped first: one statement may touch a row once.
 * Ordered by key, so that two writers of one city meet in the same order.
 */
export const tallyStatements = `
  d AS (SELECT (region / 100000000)::int2 AS city, day, region, organ_id, item_id, ${sums} FROM counted GROUP BY 2, 3, 4, 5),
  ${upsert('t_cube', 'tally_cube', ['day', 'region', 'organ_id', 'item_id'], `city, day, region, organ_id, item_id, ${columns} FROM d`)},
  pending AS (INSERT INTO tally_pending (day, region, organ_id, item_id, ${columns}) SELECT day, region, organ_id, item_id, ${columns} FROM d),
  by_place AS (SELECT city, day, region, ${sums} FROM d GROUP BY 1, 2, 3),
  ${upsert('t_place', 'tally_place', ['region'], `city, r.code, ${sums} FROM by_place d CROSS JOIN LATERAL ${lineage} r GROUP BY city, r.code`)},
  ${upsert('t_day', 'tally_day', ['region', 'day'], `city, r.code, day, ${sums} FROM by_place d CROSS JOIN LATERAL ${upper} r GROUP BY city, r.code, day`)},
  ${upsert('t_organ', 'tally_organ', ['organ_id'], `city, organ_id, ${sums} FROM d GROUP BY city, organ_id`)},
  ${upsert('t_item', 'tally_item', ['region', 'item_id'], `city, ${county}, item_id, ${sums} FROM d WHERE region % 100000000 <> 0 GROUP BY city, ${county}, item_id`)},
  ${upsert('t_city_item', 'tally_city_item', ['item_id'], `city, item_id, ${sums} FROM d GROUP BY city, item_id`)}`;

/** The day on which an alert counts, as `dayOf` in tally.ts has it: one offset for all years. */
const dayFired = `(fired_at AT TIME ZONE INTERVAL '8 hours')::date AS day`;

/** Counters of alerts as they are inserted, for a SELECT over (fired_at, region, organ_id, item_id, level, status). */
export const countAlerts = `${dayFired}, region, organ_id, item_id,
  0 AS opened, 0 AS closed, 0 AS closed_late, (level = 1)::int AS notice, (level = 2)::int AS yellow, (level = 3)::int AS red,
  (level = 2 AND status > 1)::int AS yellow_ended, 0 AS red_ended, 0 AS corrections_issued, 0 AS corrections_ended`;

/** Counters of warnings as they are settled, on the day they were given: what was given and settled sums to nothing that day. */
export const countSettled = `${dayFired}, region, organ_id, item_id,
  0, 0, 0, 0, 0, 0, (level = 2)::int, 0, 0, 0`;
