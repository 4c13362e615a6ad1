import type { Pool } from 'pg';
import type { z } from 'zod';
import type { Queries } from '#base/db';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import { type ApplicationRow, applicationsApi, applicationTabs } from '#contract/services/applications';
import type { Bilingual } from '#contract/text';
import { itemsOf } from '#spine/catalogue/item-base';
import { Conditions, containing } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { formatKey } from '#spine/keys';
import { openData } from '#spine/open-data/dataset-files';
import type { Spine } from '#spine/spine';
import type { ApplicationState } from './application.ts';
import { limits } from './limits.ts';

/** The lists of applications. State is read from `part_state`, which the spine writes. */
type Filter = z.output<NonNullable<typeof applicationsApi.listApplications.query>>;

const part = `'services/applications'`;
const dayMs = 86_400_000;

/** What there is to do, from the state of an application. */
const tab = `CASE p.state ->> 'status'
  WHEN 'filed' THEN 'to-accept' WHEN 'correcting' THEN 'correcting' WHEN 'accepted' THEN 'handling' WHEN 'paused' THEN 'handling'
  WHEN 'archived' THEN 'ended'
  ELSE CASE
    WHEN p.state ->> 'outcome' = 'granted' AND p.state ->> 'deliveredAt' IS NULL AND p.state -> 'parts' = '[]' THEN 'to-deliver'
    WHEN p.state ->> 'status' = 'decided' THEN 'handling' ELSE 'to-archive' END END`;

interface Row {
  city: number;
  id: number;
  number: string;
  item_name: Bilingual;
  organ_name: Bilingual;
  state: ApplicationState;
  opened_at: Instant;
  due_at: Instant | null;
  late: boolean;
  demonstration: boolean;
}

const from = `part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id`;
const select = (now: string) => `SELECT c.city, c.id, c.number, v.content -> 'name' AS item_name,
  o.content -> 'name' AS organ_name, p.state, c.opened_at, k.due_at, s.demonstration,
  (c.late OR (c.ended_at IS NULL AND coalesce(k.due_at < ${now}::timestamptz, false))) AS late`;
const joins = `JOIN source s ON s.id = c.source_id JOIN organ o ON o.id = c.organ_id
  JOIN item_version v ON v.item_id = c.item_id AND v.version = c.item_version
  LEFT JOIN clock k ON k.city = c.city AND k.case_id = c.id`;

const shapeOf = ({ parent, parts }: ApplicationState): ApplicationRow['shape'] =>
  parent ? 'part' : parts.length > 0 ? 'joint' : 'single';

function toRow(row: Row): ApplicationRow {
  const { state } = row;
  return {
    id: formatKey(row.city, row.id),
    number: row.number,
    itemName: row.item_name,
    organName: row.organ_name,
    status: state.status,
    outcome: state.outcome,
    shape: shapeOf(state),
    openedAt: toRfc3339(row.opened_at),
    dueAt: toRfc3339OrNull(row.due_at),
    late: row.late,
    messages: state.messages,
    demonstration: row.demonstration,
  };
}

function conditionsOf(filter: Filter, reach: Reach): Conditions {
  const where = new Conditions().add(() => `p.part = ${part}`);
  addReach(where, reach, 'p');
  const search = filter.search?.trim();
  if (search)
    where.add((p) =>
      ofCase(`c.number ILIKE ${p(containing(search))} OR c.title ILIKE ${p(containing(search))}`),
    );
  if (filter.item) where.add((p) => ofCase(`c.item_id IN ${itemsOf(p(filter.item))}`));
  if (filter.organ) where.add((p) => `p.organ_id = (SELECT id FROM organ WHERE code = ${p(filter.organ)})`);
  if (filter.status?.length) where.add((p) => `p.state ->> 'status' = ANY(${p(filter.status)}::text[])`);
  return where;
}

/** What the state of the part does not hold is asked of the case. */
const ofCase = (condition: string) =>
  `EXISTS (SELECT FROM cases c WHERE c.city = p.city AND c.id = p.case_id AND (${condition}))`;

type Counts = Record<(typeof applicationTabs)[number], number>;

/** Counts of the same conditions are asked once in this time: they are looked at by many, and read a whole province. */
const countsLastMs = 2_000;
const counted = new Map<string, { at: Instant; counts: Promise<Counts> }>();

/** How many applications there are under each tab, at most two seconds old. */
async function countsOf(db: Queries, where: Conditions, now: Instant): Promise<Counts> {
  for (const [key, { at }] of counted) if (now - at > countsLastMs) counted.delete(key);
  const key = JSON.stringify([where.where, where.values]);
  const before = counted.get(key);
  if (before) return before.counts;
  const counts = count(db, where);
  counted.set(key, { at: now, counts });
  counts.catch(() => counted.delete(key));
  return counts;
}

async function count(db: Queries, where: Conditions): Promise<Counts> {
  const { rows } = await db.query<{ tab: (typeof applicationTabs)[number]; n: number }>(
    `SELECT ${tab} AS tab, count(*)::int AS n FROM part_state p ${where.where} GROUP BY 1`,
    where.values,
  );
  const none = Object.fromEntries(applicationTabs.map((one) => [one, 0])) as Counts;
  return { ...none, ...Object.fromEntries(rows.map(({ tab: one, n }) => [one, n])) };
}

/** One page of the applications within a reach, what is due first; with the number under each tab. */
export async function listApplications(db: Queries, reach: Reach, filter: Filter, now: Instant) {
  const counts = await countsOf(db, conditionsOf(filter, reach), now);
  const { page, pageSize } = filter;
  const where = conditionsOf(filter, reach);
  if (filter.tab !== 'all') where.add((p) => `${tab} = ${p(filter.tab)}`);
  const present = where.value(toRfc3339(now));
  const byDue = filter.tab !== 'all';
  const order = `${byDue ? 'k.due_at NULLS LAST' : 'p.opened_at DESC'}, p.case_id DESC`;
  const clock = byDue ? 'LEFT JOIN clock k ON k.city = p.city AND k.case_id = p.case_id' : '';
  // The page is found first: names and states are read of its rows alone.
  const { rows } = await db.query<Row>(
    `WITH page AS MATERIALIZED (SELECT p.city, p.case_id FROM part_state p ${clock} ${where.where} ORDER BY ${order}
       LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize})
     ${select(present)} FROM page JOIN part_state p USING (city, case_id) JOIN cases c ON c.city = p.city AND c.id = p.case_id ${joins}
     ORDER BY ${order}`,
    where.values,
  );
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const total = filter.tab === 'all' ? all : counts[filter.tab];
  return { rows: rows.map(toRow), counts, total, page, pageSize };
}

/** One page of the applications of people, newest first; parts stand with their whole. Whose they are the caller knows. */
export async function listOwn(
  pool: Pool,
  people: readonly number[],
  filter: { page: number; pageSize: number; open?: 'true' | 'false' },
  now: Instant,
) {
  const where = new Conditions()
    .add((p) => `c.person_id = ANY(${p(people)}::int8[])`)
    .add(() => `p.part = ${part} AND p.state -> 'parent' = 'null'`);
  if (filter.open) where.add(() => `c.ended_at IS ${filter.open === 'true' ? '' : 'NOT '}NULL`);
  const { rows: count } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${from} ${where.where}`,
    where.values,
  );
  const { page, pageSize } = filter;
  const present = where.value(toRfc3339(now));
  const { rows } = await pool.query<Row>(
    `${select(present)} FROM ${from} ${joins} ${where.where} ORDER BY c.opened_at DESC, c.id DESC
     LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    where.values,
  );
  const list = rows.map((row) => ({
    city: row.city,
    caseId: row.id,
    row: toRow(row),
    asked: row.state.asked !== null,
  }));
  return { list, total: count[0]!.n, page, pageSize };
}

/**
 * How applicants have rated each organ, the most rated first. Told are the first ratings in steps of `least`, by the time when they
 * were given and only once they cannot be changed any more: two answers then differ by as many ratings at least, or not at all.
 */
export async function listRatings(
  { pool, now }: Pick<Spine, 'pool' | 'now'>,
  { page, pageSize }: { page: number; pageSize: number },
  least = openData.least,
) {
  const fixed = now() - limits.ratingChange.n * dayMs;
  const { rows } = await pool.query<{
    organ: string;
    name: Bilingual;
    rated: number;
    average: number;
    total: number;
  }>(
    `WITH rated AS (
       SELECT state ->> 'organ' AS organ, (state -> 'rating' ->> 'stars')::int AS stars,
         row_number() OVER (PARTITION BY state ->> 'organ' ORDER BY (state -> 'rating' ->> 'firstAt')::float8, city, case_id) AS nth,
         count(*) OVER (PARTITION BY state ->> 'organ') AS n
       FROM part_state WHERE part = ${part} AND (state -> 'rating' ->> 'firstAt')::float8 < $1
     )
     SELECT r.organ, o.content -> 'name' AS name, count(*)::int AS rated, round(avg(stars), 1)::float8 AS average,
       count(*) OVER ()::int AS total
     FROM rated r JOIN organ o ON o.code = r.organ WHERE nth <= n - n % $2 GROUP BY 1, 2
     ORDER BY count(*) DESC, r.organ LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    [fixed, least],
  );
  const list = rows.map(({ organ, name, rated, average }) => ({ organ, organName: name, rated, average }));
  return { rows: list, total: rows[0]?.total ?? 0, page, pageSize };
}

/** Joint applications with requests for corrections that the applicant has not been told. */
export async function untoldWholes(
  pool: Pool,
): Promise<{ city: number; id: number; organId: number; state: ApplicationState }[]> {
  const { rows } = await pool.query<{ city: number; id: number; organId: number; state: ApplicationState }>(
    `SELECT p.city, p.case_id AS id, c.organ_id AS "organId", p.state
     FROM part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id
     WHERE p.part = ${part} AND p.state ->> 'status' IN ('filed', 'accepted', 'paused') AND p.state -> 'asked' = 'null'
       AND jsonb_path_exists(p.state, '$.parts[*] ? (@.untold != null)')
     ORDER BY p.city, p.case_id LIMIT 500`,
  );
  return rows;
}

/** Events of a case by type, oldest first. */
export async function eventsOf<Data>(
  pool: Pool,
  { city, id }: { city: number; id: number },
  types: readonly string[],
): Promise<{ seq: number; type: string; at: Instant; data: Data }[]> {
  const { rows } = await pool.query<{ seq: number; type: string; at: Instant; data: Data }>(
    `SELECT case_seq AS seq, type, recorded_at AS at, data FROM journal
     WHERE city = $1 AND case_id = $2 AND type = ANY($3::text[]) ORDER BY case_seq LIMIT 500`,
    [city, id, types],
  );
  return rows;
}

const seededKey = 'services-applications-seeded';

/** How many stories of the demonstration have been told. */
export async function storiesTold(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ value: string }>('SELECT value FROM installation WHERE key = $1', [
    seededKey,
  ]);
  return Number(rows[0]?.value ?? 0);
}

export async function noteStoriesTold(pool: Pool, told: number): Promise<void> {
  await pool.query(
    `INSERT INTO installation (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [seededKey, String(told)],
  );
}

/** The serials of a day that are taken, as the largest. */
export async function lastSerial(pool: Pool, prefix: string): Promise<number> {
  const { rows } = await pool.query<{ last: string | null }>(
    `SELECT max(number) AS last FROM cases
     WHERE source_id = (SELECT id FROM source WHERE code = 'workbench')
       AND number BETWEEN $1 AND $2 AND length(number) = length($1)`,
    [`${prefix}0000`, `${prefix}9999`],
  );
  return rows[0]?.last ? Number(rows[0].last.slice(-4)) : 0;
}
