import { baseOf } from '#spine/catalogue/item-base';
import { counterNames } from '#spine/statistics/tally';

/** What rows of `tally_period` are by. */
export const by = { all: 0, organ: 1, item: 2, both: 3, organPlatform: 4, platform: 5 } as const;
/** Kinds whose rows have organs, those that have items, and those that have the number of a platform in place of the item's. */
export const withOrgans: readonly number[] = [by.organ, by.both, by.organPlatform];
export const withItems: readonly number[] = [by.item, by.both];
export const withPlatforms: readonly number[] = [by.organPlatform, by.platform];
export const grains = { day: 1, month: 2, year: 3 } as const;
export type Grain = keyof typeof grains;
/** Levels of divisions as `region.level` has them. */
export const levels = { province: 2, city: 3, county: 4, town: 5, village: 6 } as const;

/** How many codes a division of a level spans: what is rounded away to get to it. */
export const spans: Record<number, number> = {
  2: 10_000_000_000,
  3: 100_000_000,
  4: 1_000_000,
  5: 1_000,
  6: 1,
};

/**
 * Which sums are kept: by what, at which level, by which periods. Days of towns, and days of organs in a county, are read from the
 * cube; the years are kept where a whole level is read at once. Organs of a county by platform are few, and sums of `both`; towns by
 * platform are sums of items.
 */
export const kept: readonly { what: number; level: number; grains: readonly Grain[] }[] = [
  { what: by.all, level: levels.city, grains: ['day', 'month'] },
  { what: by.all, level: levels.county, grains: ['day', 'month'] },
  { what: by.all, level: levels.town, grains: ['month'] },
  { what: by.organ, level: levels.city, grains: ['day', 'month', 'year'] },
  { what: by.organ, level: levels.county, grains: ['month'] },
  { what: by.organ, level: levels.town, grains: ['month'] },
  { what: by.item, level: levels.province, grains: ['day', 'month', 'year'] },
  { what: by.item, level: levels.city, grains: ['day', 'month', 'year'] },
  { what: by.item, level: levels.county, grains: ['month'] },
  { what: by.item, level: levels.town, grains: ['month'] },
  { what: by.both, level: levels.county, grains: ['month', 'year'] },
  { what: by.organPlatform, level: levels.city, grains: ['day', 'month', 'year'] },
  { what: by.platform, level: levels.city, grains: ['day', 'month'] },
  { what: by.platform, level: levels.county, grains: ['day', 'month'] },
];

const kinds = kept
  .flatMap(({ what, level, grains: each }) =>
    each.map((grain) => `(${what}, ${level}, ${grains[grain]}, ${spans[level]}::int8)`),
  )
  .join(', ');
const keys = ['what', 'level', 'grain', 'bucket', 'place', 'organ_id', 'item_id'];
const keyList = keys.join(', ');
const counters = counterNames.join(', ');
const sums = counterNames.map((name) => `sum(${name})::int AS ${name}`).join(', ');

/** Rows of periods, summed, of a relation with day, region, organ_id, item_id and the ten counters. */
const periodsOf = (relation: string) => `
  based AS (
    SELECT i.id, (SELECT min(b.id) FROM item b WHERE ${baseOf('b.code')} = ${baseOf('i.code')}) AS base
    FROM item i WHERE i.id IN (SELECT item_id FROM ${relation})
  ), placed AS MATERIALIZED (
    SELECT b.id, b.base, p.id AS platform FROM based b
    CROSS JOIN LATERAL (SELECT content FROM item_version WHERE item_id = b.base ORDER BY version DESC LIMIT 1) v
    LEFT JOIN platform p ON p.code = v.content ->> 'platform'
  ), dated AS (
    SELECT d.*, b.base, b.platform, date_trunc('month', d.day)::date AS month, date_trunc('year', d.day)::date AS year
    FROM ${relation} d JOIN placed b ON b.id = d.item_id
  ), made AS (
    SELECT k.what::int2 AS what, k.level::int2 AS level, k.grain::int2 AS grain,
      CASE k.grain WHEN ${grains.day} THEN day WHEN ${grains.month} THEN month ELSE year END AS bucket,
      region / k.span * k.span AS place,
      CASE WHEN k.what IN (${withOrgans.join(', ')}) THEN d.organ_id ELSE 0 END AS organ_id,
      CASE WHEN k.what IN (${withItems.join(', ')}) THEN base WHEN k.what IN (${withPlatforms.join(', ')}) THEN platform ELSE 0 END AS item_id, ${sums}
    FROM dated d CROSS JOIN (VALUES ${kinds}) AS k (what, level, grain, span)
    GROUP BY 1, 2, 3, 4, 5, 6, 7
  )`;

/**
 * Takes up to $1 rows away from what is pending and adds them to the periods, in one statement. Whoever runs it is alone
 * (`roll-up.ts`), so that rows of periods are never waited for.
 */
export const rollUpText = `
  WITH taken AS MATERIALIZED (
    DELETE FROM tally_pending WHERE ctid = ANY (ARRAY(SELECT ctid FROM tally_pending LIMIT $1::int))
    RETURNING day, region, organ_id, item_id, ${counters}
  ), ${periodsOf('taken')}, added AS (
    INSERT INTO tally_period AS p (${keyList}, ${counters}) SELECT ${keyList}, ${counters} FROM made ORDER BY ${keyList}
    ON CONFLICT (${keyList}) DO UPDATE SET ${counterNames.map((name) => `${name} = p.${name} + excluded.${name}`).join(', ')}
  )
  SELECT count(*)::int AS n FROM taken`;

/** Sums of periods, and of what is pending, that are not those of the cube: at most $1 of them. */
export const differencesText = `
  WITH ${periodsOf('tally_cube')}, ${periodsOf('tally_pending').replaceAll(/\b(based|placed|dated|made)\b/g, 'p_$1')}, stored AS (
    SELECT ${keyList}, ${sums} FROM (
      SELECT ${keyList}, ${counters} FROM tally_period UNION ALL SELECT ${keyList}, ${counters} FROM p_made
    ) s GROUP BY ${keyList}
  )
  SELECT concat_ws(' ', ${keyList}) AS name,
    concat_ws(' ', ${counterNames.map((name) => `m.${name}`).join(', ')}) AS expected,
    concat_ws(' ', ${counterNames.map((name) => `s.${name}`).join(', ')}) AS stored
  FROM made m FULL JOIN stored s USING (${keyList})
  WHERE (${counterNames.map((name) => `coalesce(m.${name}, 0)`).join(', ')}) IS DISTINCT FROM
    (${counterNames.map((name) => `coalesce(s.${name}, 0)`).join(', ')})
  ORDER BY 1 LIMIT $1`;
