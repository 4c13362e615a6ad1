import type { ClientBase, Pool } from 'pg';
import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import type { Counters, placeCounters } from '#contract/overview';
import type { z } from 'zod';
import type { Bilingual } from '#contract/text';
import { ancestors, cityOf, levelOf } from '#spine/regions/region-codes';
import { baseOf } from '#spine/catalogue/item-base';
import type { Reach } from '#spine/identity/permission';
import type { Spine } from '#spine/spine';
import { type AddedUp, addUp } from '#spine/statistics/add-up';
import { counterNames, dayOf } from '#spine/statistics/tally';
import { reachesWhole } from '#spine/statistics/views/scope';

/** Name of a counter in answers. */
const camel = (name: string) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The sums of the counters under the names that answers use. */
const sums = counterNames.map((name) => `coalesce(sum(t.${name}), 0)::int AS "${camel(name)}"`).join(', ');
const plain = counterNames.map((name) => `t.${name}`).join(', ');
const columns = counterNames.map((name) => `t.${name} AS "${camel(name)}"`).join(', ');

export const emptyCounters: Counters = {
  opened: 0,
  closed: 0,
  closedLate: 0,
  notice: 0,
  yellow: 0,
  red: 0,
  yellowEnded: 0,
  redEnded: 0,
  correctionsIssued: 0,
  correctionsEnded: 0,
};

function subtractCounters(a: Counters, b: Counters): Counters {
  return Object.fromEntries(
    Object.keys(emptyCounters).map((name) => [name, a[name as keyof Counters] - b[name as keyof Counters]]),
  ) as Counters;
}

function pick(row: Counters): Counters {
  return Object.fromEntries(
    Object.keys(emptyCounters).map((name) => [name, row[name as keyof Counters]]),
  ) as Counters;
}

export function addCounters(a: Counters, b: Counters): Counters {
  return Object.fromEntries(
    Object.keys(emptyCounters).map((name) => [name, a[name as keyof Counters] + b[name as keyof Counters]]),
  ) as Counters;
}

const isProvince = (region: string) => levelOf(region) === 'province';
/** The name of a division. Refusal: region-unknown. */
export const nameOfRegion = async (pool: Pool, region: string): Promise<Bilingual> => {
  const { rows } = await pool.query<{ zh: string; en: string }>(
    'SELECT name_zh AS zh, name_en AS en FROM region WHERE code = $1',
    [region],
  );
  if (!rows[0])
    throw new Refusal('region-unknown', { field: 'region', expected: 'a division code of this province' });
  return rows[0];
};

const own = { zh: '本级', en: 'At this level' };

/**
 * Counters of each child of a division, from one row a child. What is counted at the division itself and below no child
 * is the residual, so that the children and it add up to the total exactly. All from one statement, so that they do
 * while others write, too.
 */
export async function placesUnder(
  _: AddedUp,
  pool: Pool | ClientBase,
  region: string,
): Promise<{ total: Counters; children: z.infer<typeof placeCounters>[] }> {
  const { rows } = await pool.query<Counters & { code: number; zh: string; en: string }>({
    name: 'tally-places',
    text: `SELECT r.code, r.name_zh AS zh, r.name_en AS en, ${counterNames.map((name) => `coalesce(t.${name}, 0) AS "${camel(name)}"`).join(', ')}
      FROM region r LEFT JOIN tally_place t ON t.city = (r.code / 100000000)::int2 AND t.region = r.code
      WHERE r.parent = $1 OR r.code = $1 ORDER BY r.code`,
    values: [region],
  });
  const children = rows
    .filter((row) => String(row.code) !== region)
    .map((row) => ({
      region: String(row.code),
      name: { zh: row.zh, en: row.en },
      kind: 'region' as const,
      counters: pick(row),
    }));
  const itself = pick(rows.find((row) => String(row.code) === region) ?? emptyCounters);
  const summed = children.reduce((sum, child) => addCounters(sum, child.counters), emptyCounters);
  // Rows lie in their city: that of a province holds what its own organs do, any other holds all below it.
  const total = isProvince(region) ? addCounters(summed, itself) : itself;
  const counters = isProvince(region) ? itself : subtractCounters(itself, summed);
  if (Object.values(counters).every((n) => n === 0)) return { total, children };
  return { total, children: [...children, { region, name: own, kind: 'residual', counters }] };
}

const millisecondsADay = 86_400_000;
const dateOf = (day: number) => new Date(day * millisecondsADay).toISOString().slice(0, 10);

/** Counters by day, every day present. Divisions below a county are read from the cube. */
export async function trendOf(
  _: AddedUp,
  pool: Pool | ClientBase,
  region: string,
  lastDay: number,
  days: number,
) {
  const from = dateOf(lastDay - days + 1);
  const to = dateOf(lastDay);
  const level = levelOf(region);
  const rows =
    level === 'province'
      ? await pool.query<Counters & { day: string }>({
          name: 'trend-province',
          // The rows of each of its cities, and of its own organs, looked up one by one (OFFSET 0).
          text: `SELECT t.day, ${sums} FROM region r CROSS JOIN LATERAL (
              SELECT * FROM tally_day t WHERE t.city = (r.code / 100000000)::int2 AND t.region = r.code AND t.day BETWEEN $2 AND $3 OFFSET 0
            ) t WHERE r.parent = $1 OR r.code = $1 GROUP BY t.day`,
          values: [region, from, to],
        })
      : level === 'city' || level === 'county'
        ? await pool.query<Counters & { day: string }>({
            name: 'trend',
            text: `SELECT t.day, ${columns} FROM tally_day t WHERE t.city = $1 AND t.region = $2 AND t.day BETWEEN $3 AND $4`,
            values: [Number(cityOf(region)), region, from, to],
          })
        : await pool.query<Counters & { day: string }>({
            name: 'trend-cube',
            text: `SELECT t.day, ${sums} FROM tally_cube t WHERE t.city = $1 AND t.region BETWEEN $2 AND $3 AND t.day BETWEEN $4 AND $5 GROUP BY t.day`,
            values: [Number(cityOf(region)), region, Number(region) + (level === 'town' ? 999 : 0), from, to],
          });
  const byDay = new Map(rows.rows.map((row) => [row.day, pick(row)]));
  return Array.from({ length: days }, (_, i) => {
    const day = dateOf(lastDay - days + 1 + i);
    return { day, counters: byDay.get(day) ?? emptyCounters };
  });
}

/**
 * Standing red, then yellow, as one number of 64 bits: one comparison and one sum where thousands of rows are ranked. Word for
 * word the expression of the index `tally_organ_standing`.
 */
const standing = '(t.red - t.red_ended) * 4294967296 + (t.yellow - t.yellow_ended)';
const rank = `${standing} DESC, t.closed_late * 4294967296 + t.opened DESC`;
const most = 20;

/**
 * The organs of a division with the most standing red, then yellow. A province ranks them before it looks up who they
 * are (of equals at the end of the list the organ that was registered first is shown); below it, who they are decides which
 * are ranked.
 */
export async function organRanking(_: AddedUp, pool: Pool | ClientBase, region: string) {
  const select = `SELECT o.code, o.content -> 'name' AS name, o.region, ${columns}`;
  const counted = 't.opened + t.red + t.yellow > 0';
  const { rows } = await pool.query<Counters & { code: string; name: Bilingual; region: number }>(
    isProvince(region)
      ? {
          name: 'rank-organs-province',
          // Read in the order of their index, and the few that are left are looked up one by one (OFFSET 0): a join would read
          // all organs.
          text: `${select} FROM (
              SELECT * FROM tally_organ t WHERE ${counted} ORDER BY ${rank}, t.organ_id LIMIT ${most}
            ) t CROSS JOIN LATERAL (SELECT * FROM organ WHERE organ.id = t.organ_id OFFSET 0) o
            ORDER BY ${rank}, o.code LIMIT ${most}`,
        }
      : {
          name: 'rank-organs',
          text: `${select} FROM tally_organ t JOIN organ o ON o.id = t.organ_id
            WHERE o.region BETWEEN $1 AND $2 AND ${counted} ORDER BY ${rank}, o.code LIMIT ${most}`,
          values: [region, upTo(region)],
        },
  );
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    region: String(row.region),
    counters: pick(row),
  }));
}

/** Where the counters of items are read: kept for province, city and county; below, summed up from the cube. */
function itemCounters(region: string): { name: string; from: string; values: unknown[] } {
  const city = Number(cityOf(region));
  switch (levelOf(region)) {
    case 'province':
      return {
        name: 'rank-items-province',
        // All there is: an installation is of one province.
        from: 'tally_city_item t WHERE true',
        values: [],
      };
    case 'city':
      return { name: 'rank-items-city', from: 'tally_city_item t WHERE t.city = $1', values: [city] };
    case 'county':
      return {
        name: 'rank-items',
        from: 'tally_item t WHERE t.city = $1 AND t.region = $2',
        values: [city, region],
      };
    default:
      return {
        name: 'rank-items-cube',
        from: 'tally_cube t WHERE t.city = $1 AND t.region BETWEEN $2 AND $3',
        values: [city, region, upTo(region)],
      };
  }
}

/**
 * The items with the most standing red, then yellow. An item that many organs implement counts once, under its base
 * code.
 */
export async function itemRanking(
  _: AddedUp,
  pool: Pool | ClientBase,
  registry: { newestById: (id: number) => { code: string; name: Bilingual } },
  region: string,
) {
  const { name, from, values } = itemCounters(region);
  const { rows } = await pool.query<Counters & { item_id: number; base: string }>({
    name,
    // Chosen by standing red and yellow in one number, since each sum over all rows takes its time; every counter is summed
    // for those alone that may be shown.
    text: `WITH one AS MATERIALIZED (
        SELECT t.item_id, t.standing, ${baseOf('i.code')} AS base
        FROM (SELECT t.item_id, sum(${standing}) AS standing FROM ${from} GROUP BY t.item_id) t
          JOIN item i ON i.id = t.item_id
      ), best AS MATERIALIZED (
        SELECT base FROM one GROUP BY base ORDER BY sum(standing) DESC FETCH FIRST ${most} ROWS WITH TIES
      )
      SELECT * FROM (
        SELECT min(t.item_id) AS item_id, best.base, ${sums}
        FROM best JOIN one ON one.base = best.base CROSS JOIN LATERAL (
          SELECT t.item_id, ${plain} FROM ${from} AND t.item_id = one.item_id OFFSET 0) t
        GROUP BY best.base
      ) t ORDER BY red - "redEnded" DESC, yellow - "yellowEnded" DESC, "closedLate" DESC, opened DESC, base LIMIT ${most}`,
    values,
  });
  return rows.map((row) => {
    const { name: title } = registry.newestById(row.item_id);
    return { code: row.base, name: title, counters: pick(row) };
  });
}

function upTo(region: string): number {
  const below = { province: 9_999_999_999, city: 99_999_999, county: 999_999, town: 999, village: 0 }[
    levelOf(region)
  ];
  return Number(region) + below;
}

/**
 * The four answers of a first page, of all that was counted when it was asked for. Ranking the items takes as long as the
 * other three; those follow each other over one connection without waiting for the answers between, since to wake a
 * connection for each takes longer than some of them. Nothing that holds a connection waits for another, so that many pages
 * at once do not block each other.
 */
export async function answersOf(
  pool: Pool,
  registry: Parameters<typeof itemRanking>[2],
  region: string,
  lastDay: number,
  days: number,
) {
  const added = await addUp(pool);
  const others = async () => {
    const client = await pool.connect();
    try {
      return await Promise.all([
        placesUnder(added, client, region),
        trendOf(added, client, region, lastDay, days),
        organRanking(added, client, region),
      ]);
    } finally {
      client.release();
    }
  };
  const [items, [places, trend, organs]] = await Promise.all([
    itemRanking(added, pool, registry, region),
    others(),
  ]);
  return { places, trend, organs, items };
}

/**
 * The first page of the cockpit. Its path names the divisions above as far as they lie within the reach as a whole.
 * Refusal: region-unknown.
 */
export async function overviewOf(
  { pool, registry, now, demonstration }: Pick<Spine, 'pool' | 'registry' | 'now' | 'demonstration'>,
  reach: Reach,
  region: string,
  days: number,
) {
  const at = now();
  const today = dayOf(at);
  const name = await nameOfRegion(pool, region);
  const reached = ancestors(region).filter((code) => reachesWhole(reach, code));
  const above = await Promise.all(
    reached.map(async (code) => ({ region: code, name: await nameOfRegion(pool, code) })),
  );
  const { places, trend, organs, items } = await answersOf(pool, registry, region, today, days);
  return {
    region,
    name,
    demonstration,
    today: dateOf(today),
    asOf: toRfc3339(at),
    path: [...above, { region, name }],
    ...places,
    trend,
    organs,
    items,
  };
}
