import type { ClientBase, Pool } from 'pg';
import type { z } from 'zod';
import { inTransaction } from '#base/db';
import type { guideApi, LifeEvent } from '#contract/services/guide';
import { addMatch, nearness, scoreOf, type Stage, type Wanted } from '#platforms/services/guide/matching';
import { Conditions } from '#spine/conditions';
import { lineage, subtreeRange } from '#spine/regions/region-codes';

export type Narrowing = z.output<NonNullable<typeof guideApi.search.query>>;
type Facets = z.output<typeof guideApi.search.response>['facets'];

/** The entry of an item that lies nearest to the place asked for, and how many there are. */
export interface FoundItem {
  code: string;
  places: number;
}
export interface Found {
  total: number;
  rows: FoundItem[];
  facets: Facets;
}

/** Those in force on a day, and of a division: its own, those above it and those below it. */
function addPlaceAndDay(where: Conditions, today: string, region: string | undefined): void {
  where.add(
    (p) => `e.from_day <= ${p(today)}::date AND (e.until_day IS NULL OR e.until_day > ${p(today)}::date)`,
  );
  if (!region) return;
  const { from, to } = subtreeRange(region);
  where.add(
    (p) => `(e.region = ANY(${p(lineage(region))}::int8[]) OR e.region BETWEEN ${p(from)} AND ${p(to)})`,
  );
}

/** SQL for how near an entry lies (a bare 0 would be a position in ORDER BY): the division itself, then those above it from the nearest on, then those below it. */
const nearOf = (values: Conditions, region: string | undefined): string =>
  region ? `coalesce(array_position(${values.value(lineage(region))}::int8[], e.region), 0)` : '0::int';

/**
 * SQL for a text of which the smallest is that of the nearest entry, then of the highest level, then of the first code; the code
 * begins at its third character. The smallest of a group is found without sorting it, which tens of thousands of rows are worth.
 */
const nearestFirst = (values: Conditions, region: string | undefined): string =>
  `(9 - ${nearOf(values, region)})::text || e.level::text || e.code`;

/** The filters that have facets, each as a condition of its own, so that a facet counts without its own filter. */
function facetFilters(
  values: Conditions,
  query: Narrowing,
  events: readonly LifeEvent[],
): Record<keyof Facets, string> {
  const p = (value: unknown) => values.value(value);
  const bases = events.find(({ code }) => code === query.event)?.items ?? [];
  return {
    level: query.level ? `e.level = ANY(${p(query.level)}::int2[])` : 'true',
    type: query.type ? `e.type = ANY(${p(query.type)}::text[])` : 'true',
    audience: query.audience ? `${p(query.audience)} = ANY(e.audiences)` : 'true',
    event: query.event ? `e.base = ANY(${p(bases)}::text[])` : 'true',
  };
}

/** What each facet counts, and over which rows. */
const facetSources: Record<keyof Facets, { value: string; from: string }> = {
  level: { value: 'level::text', from: 'hits' },
  type: { value: 'type', from: 'hits' },
  audience: { value: 'one', from: 'hits, unnest(audiences) AS one' },
  event: { value: 'event', from: 'hits JOIN life_event USING (base)' },
};
const facetNames = Object.keys(facetSources) as (keyof Facets)[];

/** Items, not entries, are counted: each once for each value. */
function facetText(name: keyof Facets): string {
  const { value, from } = facetSources[name];
  const others = facetNames.filter((other) => other !== name).map((other) => `ok_${other}`);
  return `'${name}', (SELECT coalesce(jsonb_agg(jsonb_build_object('value', value, 'count', count) ORDER BY value), '[]') FROM
    (SELECT value, count(*)::int AS count FROM
      (SELECT DISTINCT ${value} AS value, base FROM ${from} WHERE ${others.join(' AND ')}) once GROUP BY value) one_facet)`;
}

/** The whole search as one statement: entries that fit, brought together by item, one page of them, and the facets. */
function searchText(
  conditions: Conditions,
  query: Narrowing,
  wanted: Wanted | undefined,
  stage: Stage,
  today: string,
  events: readonly LifeEvent[],
): string {
  addPlaceAndDay(conditions, today, query.region);
  addMatch(conditions, wanted, stage);
  if (query.organ) conditions.add((p) => `e.organ = ${p(query.organ)}`);
  if (query.platform) conditions.add((p) => `e.platform = ${p(query.platform)}`);
  const filters = facetFilters(conditions, query, events);
  const pairs = events.flatMap(({ code, items }) => items.map((base) => ({ event: code, base })));
  const p = (value: unknown) => conditions.value(value);
  return `WITH hits AS MATERIALIZED (
      SELECT e.base, e.level, e.type, e.audiences, e.name_zh, ${nearestFirst(conditions, query.region)} AS place,
        ${scoreOf(conditions, wanted, stage)} AS score, ${facetNames.map((name) => `${filters[name]} AS ok_${name}`).join(', ')}
      FROM services_guide_entry e ${conditions.where}
    ), life_event AS (
      SELECT * FROM jsonb_to_recordset(${p(JSON.stringify(pairs))}::jsonb) AS t (event text, base text)
    ), grouped AS (
      SELECT base, substr(min(place), 3) AS code, min(name_zh) AS name_zh, count(*)::int AS places, max(score) AS best
      FROM hits WHERE ${facetNames.map((name) => `ok_${name}`).join(' AND ')} GROUP BY base
    ), page AS (
      SELECT code, places, row_number() OVER () AS n FROM (SELECT * FROM grouped
        ORDER BY best DESC, char_length(name_zh), name_zh, base LIMIT ${p(query.pageSize)} OFFSET ${p((query.page - 1) * query.pageSize)}) sorted
    )
    SELECT (SELECT count(*)::int FROM grouped) AS total,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('code', code, 'places', places) ORDER BY n), '[]') FROM page) AS rows,
      jsonb_build_object(${facetNames.map(facetText).join(', ')}) AS facets`;
}

/** Searches the guide. `near` takes its threshold of likeness with it, so it runs in a transaction of its own. */
export async function searchGuide(
  pool: Pool,
  query: Narrowing,
  wanted: Wanted | undefined,
  stage: Stage,
  today: string,
  events: readonly LifeEvent[],
): Promise<Found> {
  const conditions = new Conditions();
  const text = searchText(conditions, query, wanted, stage, today, events);
  const ask = async (db: Pool | ClientBase) => (await db.query<Found>(text, conditions.values)).rows[0]!;
  if (stage === 'exact') return ask(pool);
  return inTransaction(pool, async (client) => {
    await client.query(`SELECT set_config('pg_trgm.word_similarity_threshold', $1, true)`, [
      String(nearness),
    ]);
    return ask(client);
  });
}

/** Entries of one item from the province down to a division, one for each level: the nearest. Without a division, the first by code. */
export async function entriesAtLevels(
  pool: Pool,
  base: string,
  region: string | undefined,
  today: string,
): Promise<{ code: string; version: number }[]> {
  const where = new Conditions().add((p) => `e.base = ${p(base)}`);
  addPlaceAndDay(where, today, region);
  const near = nearOf(where, region);
  const { rows } = await pool.query<{ code: string; version: number }>(
    `SELECT DISTINCT ON (e.level) e.code, e.version FROM services_guide_entry e ${where.where}
     ORDER BY e.level, ${near} DESC, e.region, e.code`,
    where.values,
  );
  return rows;
}

/** How many items each organ of a division (and of the divisions above it) implements, the nearest first. */
export async function organsOf(
  pool: Pool,
  region: string,
  today: string,
): Promise<{ code: string; count: number }[]> {
  const where = new Conditions().add((p) => `e.region = ANY(${p(lineage(region))}::int8[])`);
  addPlaceAndDay(where, today, undefined);
  const { rows } = await pool.query<{ code: string; count: number }>(
    `SELECT e.organ AS code, count(*)::int AS count FROM services_guide_entry e ${where.where}
     GROUP BY e.organ, e.region ORDER BY max(e.level) DESC, count(*) DESC, e.organ LIMIT 24`,
    where.values,
  );
  return rows;
}

/** Base codes of the items with the most cases in the province. */
export async function mostAskedFor(
  pool: Pool,
  audiences: readonly string[],
  limit: number,
): Promise<string[]> {
  const { rows } = await pool.query<{ base: string }>(
    `SELECT e.base FROM (SELECT item_id, sum(opened) AS opened FROM tally_city_item GROUP BY item_id) t
     JOIN services_guide_entry e USING (item_id) WHERE e.audiences && $1::text[]
     GROUP BY e.base ORDER BY sum(t.opened) DESC, e.base LIMIT $2`,
    [audiences, limit],
  );
  return rows.map((row) => row.base);
}

/** Of these items, each where it lies nearest to a division. */
export async function nearestEntries(
  pool: Pool,
  bases: readonly string[],
  region: string | undefined,
  today: string,
): Promise<FoundItem[]> {
  const where = new Conditions().add((p) => `e.base = ANY(${p(bases)}::text[])`);
  addPlaceAndDay(where, today, region);
  const near = nearOf(where, region);
  const { rows } = await pool.query<FoundItem>(
    `SELECT DISTINCT ON (e.base) e.code, count(*) OVER (PARTITION BY e.base)::int AS places
     FROM services_guide_entry e ${where.where} ORDER BY e.base, ${near} DESC, e.level, e.code`,
    where.values,
  );
  return rows;
}

/** Divisions that somebody may mean, the higher first. */
export async function placesLike(pool: Pool, wanted: Wanted, limit: number) {
  const values = [
    `${wanted.text}%`,
    `${wanted.words.letters.join('')}%`,
    `% ${wanted.words.letters.join('')}%`,
    limit,
  ];
  const { rows } = await pool.query<{ code: string; zh: string; en: string }>(
    `SELECT code::text, name_zh AS zh, name_en AS en FROM region
     WHERE level BETWEEN 3 AND 5 AND (name_zh LIKE $1 OR ($2 <> '%' AND (pinyin LIKE $2 OR replace(lower(name_en), ' ', '') LIKE $2 OR pinyin LIKE $3)))
     ORDER BY level, char_length(name_zh), code LIMIT $4`,
    values,
  );
  return rows.map(({ code, zh, en }) => ({ code, name: { zh, en } }));
}

/** Names of divisions by their codes. */
export async function regionNames(pool: Pool, codes: readonly string[]) {
  const { rows } = await pool.query<{ code: string; zh: string; en: string }>(
    'SELECT code::text, name_zh AS zh, name_en AS en FROM region WHERE code = ANY($1::int8[])',
    [codes],
  );
  return new Map(rows.map(({ code, zh, en }) => [code, { zh, en }]));
}

/** When the versions of an item were saved. */
export async function savedTimes(pool: Pool, itemId: number): Promise<Map<number, number>> {
  const { rows } = await pool.query<{ version: number; saved_at: number }>(
    'SELECT version, saved_at FROM item_version WHERE item_id = $1',
    [itemId],
  );
  return new Map(rows.map((row) => [row.version, row.saved_at]));
}
