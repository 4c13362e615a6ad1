import { counterNames, counterPlace } from '#spine/statistics/tally';

/** The columns of `tally_change`: lists of one length. */
export const changeColumns = ['days', 'regions', 'organ_ids', 'item_ids', 'counters', 'ns'] as const;

/** The day on which an alert counts, as `dayOf` in tally.ts has it: one offset for all years. */
const dayFired = `(fired_at AT TIME ZONE INTERVAL '8 hours')::date`;
const change = (counter: string) =>
  `SELECT ${dayFired} AS day, region, organ_id, item_id, ${counter} AS counter FROM`;
/** Alerts of level 1 to 3 are counted in three counters beside each other. */
const given = `${counterPlace('notice') - 1} + level`;
const yellowEnded = String(counterPlace('yellow_ended'));

/**
 * The changes that alerts make, as one row of `tally_change`, or none: of those that are given (CTE `a`, with fired_at, region,
 * organ_id, item_id, level, status), and of the warnings that end (CTE `e`, without status). A warning counts as ended on the day on
 * which it was given, so that what was given and has ended sums to nothing that day.
 */
export const alertChanges = `SELECT array_agg(day), array_agg(region), array_agg(organ_id), array_agg(item_id),
    array_agg(counter), array_agg(n)
  FROM (
    SELECT day, region, organ_id, item_id, counter::int2 AS counter, count(*)::int4 AS n
    FROM (
      ${change(given)} a
      UNION ALL ${change(yellowEnded)} a WHERE level = 2 AND status > 1
      UNION ALL ${change(yellowEnded)} e WHERE level = 2
    ) AS each_one GROUP BY 1, 2, 3, 4, 5
  ) AS changes HAVING count(*) > 0`;

/** Writes down rows of `tally_change` as a statement gives them. */
export const noteChanges = (rows: string): string =>
  `noted AS (INSERT INTO tally_change (${changeColumns.join(', ')}) ${rows})`;

/** Changes one by one, as `c`, of rows of `tally_change`. As a table, `unnest` of several lists would take twice as long. */
export const eachChange = (rows: string): string =>
  `(SELECT unnest(days) AS day, unnest(regions) AS region, unnest(organ_ids) AS organ_id, unnest(item_ids) AS item_id,
      unnest(counters) AS counter, unnest(ns) AS n FROM ${rows}) AS c`;

/** The ten counters of changes `c`, summed. */
export const sumsOfChanges = counterNames
  .map((name, place) => `coalesce(sum(c.n) FILTER (WHERE c.counter = ${place}), 0)::int AS ${name}`)
  .join(', ');
