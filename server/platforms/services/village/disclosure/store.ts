import type { z } from 'zod';
import type { Queries } from '#base/db';
import type { Rates, Standing, villageApi } from '#contract/services/village';
import type { Bilingual } from '#contract/text';
import { Conditions } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { levelOf, regionLevels, subtreeRange } from '#spine/regions/region-codes';
import type { DisclosureState } from './state.ts';

const part = `p.part = 'services/disclosure'`;
/** The first version that became public. */
const signedAt = `(p.state -> 'versions' -> 0 ->> 'signedAt')`;
/** Told from the state and the day that it is where the village lies. */
const standingAt = (today: string) => `CASE
  WHEN ${signedAt} IS NULL AND p.state ->> 'dueOn' < ${today} THEN 'missing'
  WHEN ${signedAt} IS NULL THEN 'waiting'
  WHEN (${signedAt}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date > (p.state ->> 'dueOn')::date THEN 'published-late'
  ELSE 'published' END`;
const unanswered = `jsonb_array_length(jsonb_path_query_array(p.state, '$.objections[*] ? (@.answer == null)'))`;

/** A duty as the database has it. */
export interface DutySqlRow {
  city: number;
  id: number;
  state: DisclosureState;
  standing: Standing;
  region_zh: string;
  region_en: string;
  demonstration: boolean;
  title: string;
}

const select = (today: string) => `SELECT c.city, c.id, c.title, p.state, ${standingAt(today)} AS standing,
  r.name_zh AS region_zh, r.name_en AS region_en, s.demonstration`;
const joins = `FROM part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id
  JOIN region r ON r.code = c.region JOIN source s ON s.id = c.source_id`;

/** Which numbers are those of cases already, whoever opened them. */
export async function knownNumbers(db: Queries, numbers: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ number: string }>(
    `SELECT number FROM cases WHERE source_id IN (SELECT id FROM source WHERE code = 'workbench' OR demonstration)
     AND number = ANY($1::text[])`,
    [numbers],
  );
  return new Set(rows.map(({ number }) => number));
}

/** One duty, within what the caller's `db` shows; null for what is none. */
export async function findDuty(
  db: Queries,
  { city, id }: { city: number; id: number },
  today: string,
): Promise<DutySqlRow | null> {
  const { rows } = await db.query<DutySqlRow>(
    `${select('$3')} ${joins} WHERE ${part} AND p.city = $1 AND p.case_id = $2`,
    [city, id, today],
  );
  return rows[0] ?? null;
}

type Filter = z.output<NonNullable<typeof villageApi.listDuties.query>>;

function conditionsOf(filter: Filter, reach: Reach, today: string): Conditions {
  const where = new Conditions();
  where.add(() => part);
  addReach(where, reach, 'c');
  if (filter.region) {
    const { from, to } = subtreeRange(filter.region);
    where.add((p) => `p.state ->> 'region' BETWEEN ${p(from)} AND ${p(to)}`);
  }
  if (filter.year) where.add((p) => yearOf(p(String(filter.year))));
  if (filter.standing)
    where.add(
      (p) =>
        `p.state ->> 'status' <> 'ended' AND ${standingAt(p(today))} = ANY(${p(filter.standing)}::text[])`,
    );
  if (filter.status) where.add((p) => `p.state ->> 'status' = ANY(${p(filter.status)}::text[])`);
  for (const name of ['kind', 'period', 'entry'] as const) {
    const value = filter[name];
    if (value) where.add((p) => `p.state ->> '${name}' = ${p(value)}`);
  }
  if (filter.unanswered) where.add(() => `${unanswered} > 0`);
  return where;
}

const yearOf = (year: string) => `p.state ->> 'dueOn' BETWEEN ${year} || '-01-01' AND ${year} || '-12-31'`;

/** Duties within a reach, what is due first at the top. */
export async function listDuties(
  db: Queries,
  reach: Reach,
  filter: Filter,
  today: string,
): Promise<{ rows: DutySqlRow[]; total: number }> {
  const where = conditionsOf(filter, reach, today);
  const count = await db.query<{ total: number }>(
    `SELECT count(*)::int AS total ${joins} ${where.where}`,
    where.values,
  );
  const day = where.value(today);
  const limit = where.value(filter.pageSize);
  const offset = where.value((filter.page - 1) * filter.pageSize);
  const { rows } = await db.query<DutySqlRow>(
    `${select(`${day}::text`)} ${joins} ${where.where}
     ORDER BY (${signedAt} IS NOT NULL), p.state ->> 'dueOn', c.city, c.id LIMIT ${limit} OFFSET ${offset}`,
    where.values,
  );
  return { rows, total: count.rows[0]!.total };
}

/** All duties of one village that are due in a year, newest first. */
export async function dutiesOfVillage(
  db: Queries,
  region: string,
  year: number,
  today: string,
): Promise<DutySqlRow[]> {
  const { rows } = await db.query<DutySqlRow>(
    `${select('$1')} ${joins} WHERE ${part} AND p.state ->> 'region' = $2 AND ${yearOf('$3::text')}
       AND p.state ->> 'status' <> 'ended'
     ORDER BY p.state ->> 'dueOn' DESC, p.state ->> 'kind' DESC, c.id`,
    [today, region, String(year)],
  );
  return rows;
}

/** The years for which there are duties of a division and all below it, newest first. */
export async function yearsOf(db: Queries, region: string): Promise<number[]> {
  const { from, to } = subtreeRange(region);
  const { rows } = await db.query<{ year: string }>(
    `SELECT DISTINCT left(p.state ->> 'dueOn', 4) AS year FROM part_state p
     WHERE ${part} AND p.state ->> 'region' BETWEEN $1 AND $2 ORDER BY year DESC`,
    [from, to],
  );
  return rows.map(({ year }) => Number(year));
}

interface RateRow {
  code: number;
  level: number;
  zh: string;
  en: string;
  villages: number;
  duties: number;
  waiting: number;
  missing: number;
  published: number;
  late: number;
  unanswered: number;
}

/** How many digits of a code name the divisions directly below a level. */
const digitsBelow = { province: 4, city: 6, county: 9, town: 12, village: 12 } as const;

const rateOf = (row: RateRow): Rates => ({
  region: String(row.code),
  regionName: { zh: row.zh, en: row.en } satisfies Bilingual,
  level: row.level,
  villages: row.villages,
  duties: row.duties,
  waiting: row.waiting,
  missing: row.missing,
  published: row.published,
  publishedLate: row.late,
  unanswered: row.unanswered,
});

/**
 * Duties due in a year, counted by how they stand: of the divisions directly below one, in which villages take part, and of
 * the division itself. The parts add up to the whole: villages are leaves, and a duty is of one village.
 */
export async function ratesOf(
  db: Queries,
  region: string,
  year: number,
  today: string,
): Promise<{ whole: Rates | null; below: Rates[] }> {
  const { from, to } = subtreeRange(region);
  const level = levelOf(region);
  const digits = level === regionLevels.at(-1) ? 0 : digitsBelow[level];
  const { rows } = await db.query<RateRow>(
    `WITH duty AS (
       SELECT p.state ->> 'region' AS region, ${standingAt('$4')} AS standing, ${unanswered} AS unanswered
       FROM part_state p WHERE ${part} AND p.state ->> 'region' BETWEEN $1 AND $2 AND ${yearOf('$3::text')}
         AND p.state ->> 'status' <> 'ended'
     ), counted AS (
       SELECT CASE WHEN u.whole THEN $1 ELSE rpad(left(region, $5), 12, '0') END AS code, u.whole,
         count(*)::int AS duties, count(*) FILTER (WHERE standing = 'waiting')::int AS waiting,
         count(*) FILTER (WHERE standing = 'missing')::int AS missing,
         count(*) FILTER (WHERE standing = 'published')::int AS published,
         count(*) FILTER (WHERE standing = 'published-late')::int AS late, sum(unanswered)::int AS unanswered
       FROM duty CROSS JOIN (VALUES (true), (false)) AS u (whole) GROUP BY 1, 2
     ), villages AS (
       SELECT CASE WHEN u.whole THEN $1 ELSE rpad(left(region::text, $5), 12, '0') END AS code, u.whole,
         count(*)::int AS villages
       FROM services_village CROSS JOIN (VALUES (true), (false)) AS u (whole)
       WHERE region BETWEEN $1::int8 AND $2::int8 GROUP BY 1, 2
     )
     SELECT r.code, r.level, r.name_zh AS zh, r.name_en AS en, v.whole, v.villages, coalesce(d.duties, 0) AS duties,
       coalesce(d.waiting, 0) AS waiting, coalesce(d.missing, 0) AS missing, coalesce(d.published, 0) AS published,
       coalesce(d.late, 0) AS late, coalesce(d.unanswered, 0) AS unanswered
     FROM villages v JOIN region r ON r.code = v.code::int8 LEFT JOIN counted d ON d.code = v.code AND d.whole = v.whole
     ORDER BY r.code`,
    [from, to, String(year), today, digits],
  );
  const whole = (rows as (RateRow & { whole: boolean })[]).find((row) => row.whole);
  const below = (rows as (RateRow & { whole: boolean })[]).filter(
    (row) => !row.whole && String(row.code) !== region,
  );
  return { whole: whole ? rateOf(whole) : null, below: below.map(rateOf) };
}

/** Divisions by their codes, the highest first. */
export async function namesOf(
  db: Queries,
  codes: readonly string[],
): Promise<{ code: string; name: Bilingual; level: number }[]> {
  const { rows } = await db.query<{ code: number; zh: string; en: string; level: number }>(
    'SELECT code, name_zh AS zh, name_en AS en, level FROM region WHERE code = ANY($1::int8[]) ORDER BY level',
    [codes],
  );
  return rows.map(({ code, zh, en, level }) => ({ code: String(code), name: { zh, en }, level }));
}
