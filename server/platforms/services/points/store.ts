import { boolArray, int2Array, int4Array, int8Array, jsonArray, textArray } from '#base/pg-binary';
import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import { type PointContent, pointContent } from '#contract/services/points';
import type { Bilingual } from '#contract/text';
import { containing, Conditions } from '#spine/conditions';
import { levelOf, regionLevels, subtreeRange } from '#spine/regions/region-codes';

/** A service point as it is stored, in its newest version. */
export interface StoredPoint {
  city: number;
  id: number;
  organId: number;
  region: number;
  regionName: Bilingual;
  level: number;
  version: number;
  demonstration: boolean;
  content: PointContent;
}

/** Whoever writes a version; an account is null for the installation itself (the demonstration). */
export interface Writer {
  accountId: number | null;
  actor: string;
  at: Instant;
}

/** 2 province to 6 village, as the table of divisions has it. */
export const levelNumber = (region: string): number => regionLevels.indexOf(levelOf(region)) + 2;

/** Codes of what a point handles; null where a group of it is comprehensive. */
function itemsOf({ groups }: PointContent): string[] | null {
  if (groups.some(({ items }) => items.length === 0)) return null;
  return [...new Set(groups.flatMap(({ items }) => items))];
}

/** Codes of other organs that sit there; null where there are none. */
function seatedOf({ organ, windows }: PointContent): string[] | null {
  const others = windows.flatMap((window) => (window.organ && window.organ !== organ ? [window.organ] : []));
  return others.length > 0 ? [...new Set(others)] : null;
}

const asJson = (value: unknown) => (value === null ? null : JSON.stringify(value));
const untilOf = ({ status }: PointContent) => (status.state === 'suspended' ? (status.until ?? null) : null);

/** Columns of a point that its content says. */
const headColumns = [
  'organ_id',
  'region',
  'level',
  'name_zh',
  'name_en',
  'suspended',
  'suspended_until',
  'items',
  'seated',
];

function headParameters(points: readonly { organId: number; content: PointContent }[]): unknown[] {
  const column = <T>(of: (content: PointContent) => T) => points.map(({ content }) => of(content));
  return [
    int4Array(points.map(({ organId }) => organId)),
    int8Array(column(({ region }) => Number(region))),
    int2Array(column(({ region }) => levelNumber(region))),
    textArray(column(({ name }) => name.zh)),
    textArray(column(({ name }) => name.en)),
    boolArray(column(({ status }) => status.state === 'suspended')),
    textArray(column(untilOf)),
    jsonArray(column((content) => asJson(itemsOf(content)))),
    jsonArray(column((content) => asJson(seatedOf(content)))),
    jsonArray(column(asJson)),
  ];
}
/** A list in JSON as text[]; null stays null. */
const textsOf = (column: string) =>
  `CASE WHEN ${column} IS NULL THEN NULL ELSE ARRAY(SELECT json_array_elements_text(${column})) END`;
const unnested = `unnest($1::int4[], $2::int8[], $3::int2[], $4::text[], $5::text[], $6::bool[], $7::text[], $8::json[], $9::json[], $10::json[])
  AS u (organ_id, region, level, name_zh, name_en, suspended, until, items, seated, content)`;
const headValues = `organ_id, region, level, name_zh, name_en, suspended, until::date,
  ${textsOf('items')}, ${textsOf('seated')}`;

/** Registers points, one or forty thousand, each in its first version. Returns their keys in the order given. */
export async function insertPoints(
  db: Queries,
  points: readonly { organId: number; content: PointContent }[],
  { accountId, actor, at }: Writer,
  demonstration: boolean,
): Promise<{ city: number; id: number }[]> {
  const { rows } = await db.query<{ city: number; id: number }>(
    `WITH given AS (
       SELECT nextval('services_point_id_seq')::int AS id, (region / 100000000)::int2 AS city, u.* FROM ${unnested}
     ), head AS (
       INSERT INTO services_point (city, id, ${headColumns.join(', ')}, version, demonstration)
       SELECT city, id, ${headValues}, 1, $11 FROM given
     )
     INSERT INTO services_point_version (city, point_id, version, content, account_id, actor, saved_at)
     SELECT city, id, 1, content, $12, $13, $14::timestamptz FROM given RETURNING city, point_id AS id`,
    [...headParameters(points), demonstration, accountId, actor, toRfc3339(at)],
  );
  return rows;
}

/** Writes the version after `version`. False when that is no longer the newest one. */
export async function insertVersion(
  db: Queries,
  { city, id }: { city: number; id: number },
  version: number,
  point: { organId: number; content: PointContent },
  { accountId, actor, at }: Writer,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `WITH head AS (
       UPDATE services_point p SET (${headColumns.join(', ')}, version) = (SELECT ${headValues}, $13::int + 1 FROM ${unnested})
       WHERE city = $11 AND id = $12 AND version = $13 RETURNING city, id, version
     )
     INSERT INTO services_point_version (city, point_id, version, content, account_id, actor, saved_at)
     SELECT city, id, version, ($10::json[])[1], $14, $15, $16::timestamptz FROM head`,
    [...headParameters([point]), city, id, version, accountId, actor, toRfc3339(at)],
  );
  return rowCount === 1;
}

interface PointSqlRow {
  city: number;
  id: number;
  organ_id: number;
  region: number;
  zh: string;
  en: string;
  level: number;
  version: number;
  demonstration: boolean;
  content: unknown;
}
const select = `SELECT p.city, p.id, p.organ_id, p.region, r.name_zh AS zh, r.name_en AS en, p.level, p.version, p.demonstration, v.content
  FROM services_point p JOIN region r ON r.code = p.region
  JOIN services_point_version v ON v.city = p.city AND v.point_id = p.id AND v.version = p.version`;

const toPoint = (row: PointSqlRow): StoredPoint => ({
  city: row.city,
  id: row.id,
  organId: row.organ_id,
  region: row.region,
  regionName: { zh: row.zh, en: row.en },
  level: row.level,
  version: row.version,
  demonstration: row.demonstration,
  // A version of long ago lacks what was added to the shape since.
  content: pointContent.parse(row.content),
});

export async function findPoint(
  db: Queries,
  { city, id }: { city: number; id: number },
): Promise<StoredPoint | undefined> {
  const { rows } = await db.query<PointSqlRow>(`${select} WHERE p.city = $1 AND p.id = $2`, [city, id]);
  return rows[0] && toPoint(rows[0]);
}

/** Whether a point is out of service on a civil day. */
const suspendedOn = (day: string) =>
  `(p.suspended AND (p.suspended_until IS NULL OR p.suspended_until >= ${day}::date))`;

export interface PointFilter {
  region?: string;
  level?: number;
  state?: 'working' | 'suspended';
  item?: string;
  search?: string;
  page: number;
  pageSize: number;
  /** The civil day that a state is of. */
  today: string;
}

/** One page of points from the top of the tree down, and how many there are. */
export async function listPoints(
  db: Queries,
  filter: PointFilter,
): Promise<{ points: StoredPoint[]; total: number }> {
  const where = new Conditions();
  const { region, level, state, item, today } = filter;
  if (region) {
    const { from, to } = subtreeRange(region);
    where.add((p) => `p.region BETWEEN ${p(from)} AND ${p(to)}`);
  }
  if (level) where.add((p) => `p.level = ${p(level)}`);
  if (state) where.add((p) => `${state === 'working' ? 'NOT ' : ''}${suspendedOn(p(today))}`);
  if (item) where.add((p) => `(p.items IS NULL OR ${p(item)} = ANY(p.items))`);
  const search = filter.search?.trim();
  if (search)
    where.add((p) => `(p.name_zh LIKE ${p(containing(search))} OR p.name_en ILIKE ${p(containing(search))})`);
  const counted = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM services_point p ${where.where}`,
    where.values,
  );
  const { rows } = await db.query<PointSqlRow>(
    `${select} JOIN (SELECT city, id FROM services_point p ${where.where}
       ORDER BY p.level, p.region, p.id LIMIT ${filter.pageSize} OFFSET ${(filter.page - 1) * filter.pageSize}) page
       ON page.city = p.city AND page.id = p.id ORDER BY p.level, p.region, p.id`,
    where.values,
  );
  return { points: rows.map(toPoint), total: counted.rows[0]!.n };
}

export interface PointVersion {
  version: number;
  actor: string;
  savedAt: Instant;
  content: PointContent;
}

/** Newest first. */
export async function listVersions(
  db: Queries,
  { city, id }: { city: number; id: number },
): Promise<PointVersion[]> {
  const { rows } = await db.query<{ version: number; actor: string; saved_at: Instant; content: unknown }>(
    `SELECT version, actor, saved_at, content FROM services_point_version
     WHERE city = $1 AND point_id = $2 ORDER BY version DESC`,
    [city, id],
  );
  return rows.map(({ version, actor, saved_at, content }) => ({
    version,
    actor,
    savedAt: saved_at,
    content: pointContent.parse(content),
  }));
}

/** Division names from the province down to a division itself. */
export async function readNames(db: Queries, codes: readonly string[]): Promise<Map<string, Bilingual>> {
  const { rows } = await db.query<{ code: number; zh: string; en: string }>(
    'SELECT code, name_zh AS zh, name_en AS en FROM region WHERE code = ANY($1::int8[])',
    [codes],
  );
  return new Map(rows.map(({ code, zh, en }) => [String(code), { zh, en }]));
}

export interface CoverageRow {
  /** The division below that the points lie in, or the asked one itself. */
  child: string;
  level: number;
  there: number;
  suspended: number;
}

/** Rows counted by the division directly below, and by level. */
export async function countCoverage(db: Queries, region: string, today: string): Promise<CoverageRow[]> {
  const { from, to } = subtreeRange(region);
  const below = levelNumber(region) + 1;
  const unit = 10 ** (12 - [0, 0, 2, 4, 6, 9, 12, 12][below]!);
  const { rows } = await db.query<{ child: number; level: number; there: number; suspended: number }>(
    `SELECT CASE WHEN p.level < $3 THEN $4::int8 ELSE p.region / $5::int8 * $5::int8 END AS child, p.level,
       count(*)::int AS there, count(*) FILTER (WHERE ${suspendedOn('$6')})::int AS suspended
     FROM services_point p WHERE p.region BETWEEN $1 AND $2 GROUP BY 1, 2 ORDER BY 1, 2`,
    [from, to, below, region, unit, today],
  );
  return rows.map((row) => ({ ...row, child: String(row.child) }));
}

/** How many divisions of each level there are at a place with all below it; functional zones, which are no counties, apart. */
export async function countDivisions(db: Queries, region: string): Promise<Map<number, number>> {
  const { from, to } = subtreeRange(region);
  const { rows } = await db.query<{ level: number; n: number }>(
    'SELECT level, count(*)::int AS n FROM region WHERE code BETWEEN $1 AND $2 AND NOT functional_zone GROUP BY level',
    [from, to],
  );
  return new Map(rows.map(({ level, n }) => [level, n]));
}

export async function listChildren(
  db: Queries,
  region: string,
): Promise<{ region: string; name: Bilingual }[]> {
  const { rows } = await db.query<{ code: number; zh: string; en: string }>(
    'SELECT code, name_zh AS zh, name_en AS en FROM region WHERE parent = $1 ORDER BY code',
    [region],
  );
  return rows.map(({ code, zh, en }) => ({ region: String(code), name: { zh, en } }));
}

export interface AgentRow {
  accountId: number;
  account: string;
  since: Instant;
}

export async function listAgents(
  db: Queries,
  { city, id }: { city: number; id: number },
): Promise<AgentRow[]> {
  const { rows } = await db.query<{ account_id: number; name: string; since: Instant }>(
    `SELECT g.account_id, a.name, g.since FROM services_point_agent g JOIN account a ON a.id = g.account_id
     WHERE g.city = $1 AND g.point_id = $2 AND g.until IS NULL ORDER BY g.since, a.name`,
    [city, id],
  );
  return rows.map(({ account_id, name, since }) => ({ accountId: account_id, account: name, since }));
}

/** `unknown`: no active account of an official has this name; `known`: it is an agent of the point already. */
export async function insertAgent(
  db: Queries,
  { city, id }: { city: number; id: number },
  account: string,
  { actor, at }: Writer,
): Promise<'added' | 'known' | 'unknown'> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT id FROM account WHERE name = $1 AND kind = 'official' AND state = 'active'`,
    [account],
  );
  if (!rows[0]) return 'unknown';
  const { rowCount } = await db.query(
    `INSERT INTO services_point_agent (city, point_id, account_id, since, added_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (city, point_id, account_id) WHERE until IS NULL DO NOTHING`,
    [city, id, rows[0].id, toRfc3339(at), actor],
  );
  return rowCount === 1 ? 'added' : 'known';
}

/** False when the account is no agent of the point. */
export async function endAgent(
  db: Queries,
  { city, id }: { city: number; id: number },
  account: string,
  { actor, at }: Writer,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE services_point_agent g SET until = $4, ended_by = $5 FROM account a
     WHERE a.id = g.account_id AND g.city = $1 AND g.point_id = $2 AND a.name = $3 AND g.until IS NULL`,
    [city, id, account, toRfc3339(at), actor],
  );
  return rowCount === 1;
}

/** Every division, in order of code. */
export async function listDivisions(
  db: Queries,
): Promise<{ code: string; name: Bilingual; level: number }[]> {
  const { rows } = await db.query<{ code: number; zh: string; en: string; level: number }>(
    'SELECT code, name_zh AS zh, name_en AS en, level FROM region ORDER BY code',
  );
  return rows.map(({ code, zh, en, level }) => ({ code: String(code), name: { zh, en }, level }));
}

/** Whether there is any point yet. */
export async function hasPoints(db: Queries): Promise<boolean> {
  const { rows } = await db.query<{ there: boolean }>('SELECT EXISTS (SELECT FROM services_point) AS there');
  return rows[0]!.there;
}

/** Points at which people of these organs sit, the organ's own first. */
export async function listPointsOfOrgans(
  db: Queries,
  organs: readonly { id: number; code: string }[],
  search: string,
): Promise<StoredPoint[]> {
  const { rows } = await db.query<PointSqlRow>(
    `${select} WHERE (p.organ_id = ANY($1::int4[]) OR (p.seated IS NOT NULL AND p.seated && $2::text[]))
       AND p.name_zh LIKE $3 ORDER BY p.level, p.region, p.id LIMIT 50`,
    [organs.map(({ id }) => id), organs.map(({ code }) => code), containing(search)],
  );
  return rows.map(toPoint);
}

/** Whether an agent was ever registered. */
export async function hasAgents(db: Queries): Promise<boolean> {
  const { rows } = await db.query<{ there: boolean }>(
    'SELECT EXISTS (SELECT FROM services_point_agent) AS there',
  );
  return rows[0]!.there;
}

/** The key of a point of an organ, the first one registered. */
export async function firstPointOf(
  db: Queries,
  organId: number,
): Promise<{ city: number; id: number } | undefined> {
  const { rows } = await db.query<{ city: number; id: number }>(
    'SELECT city, id FROM services_point WHERE organ_id = $1 ORDER BY id LIMIT 1',
    [organId],
  );
  return rows[0];
}
