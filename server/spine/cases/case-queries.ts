import type { z } from 'zod';
import type { Queries } from '#base/db';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import type { AlertLevel } from '#contract/alerts';
import type { CaseRow, CaseStatus, casesApi } from '#contract/cases';
import type { Bilingual } from '#contract/text';
import { alertLevels } from '#spine/alerts/alert-queries';
import { itemsOf } from '#spine/catalogue/item-base';
import { lastAt } from '#spine/cases/trailing-entries';
import { addDays, Conditions, containing } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { formatKey } from '#spine/keys';
import { ownRange, subtreeRange } from '#spine/regions/region-codes';
import { presentOf } from '#spine/intake/present';

type Filter = z.output<NonNullable<typeof casesApi.listCases.query>>;

interface CaseSqlRow {
  city: number;
  id: number;
  number: string;
  title: string;
  status: CaseStatus;
  item: string;
  item_name: Bilingual;
  platform: string;
  organ: string;
  organ_name: Bilingual;
  region: number;
  region_zh: string;
  region_en: string;
  source: string;
  demonstration: boolean;
  opened_at: Instant;
  last_at: Instant;
  ended_at: Instant | null;
  due_at: Instant | null;
  late: boolean;
  light: number | null;
  held: boolean;
}

const late = (now: string) =>
  `(c.late OR (c.ended_at IS NULL AND coalesce(k.due_at < ${presentOf(now)}, false)))`;

/** Found in the text, which is not parsed for it: no step's trace begins with an object, and in a text the quotes are escaped. */
const held = `(c.ended_at IS NULL AND strpos(c.state, '"held":[{') > 0)`;

/** Number of the highest card that stands on a case; null where none does. */
const standingCard =
  '(SELECT max(a.level) FROM alert a WHERE a.city = c.city AND a.case_id = c.id AND a.status < 2)';

const select = (now: string) => `c.city, c.id, c.number, c.title, c.status, i.code AS item,
  v.content -> 'name' AS item_name, v.content ->> 'platform' AS platform, o.code AS organ, o.content -> 'name' AS organ_name,
  c.region, r.name_zh AS region_zh, r.name_en AS region_en, s.code AS source, s.demonstration, c.opened_at,
  ${lastAt} AS last_at, c.ended_at,
  k.due_at, ${late(now)} AS late,
  ${standingCard} AS light, ${held} AS held`;
const joins = `JOIN source s ON s.id = c.source_id JOIN item i ON i.id = c.item_id
  JOIN item_version v ON v.item_id = c.item_id AND v.version = c.item_version
  JOIN organ o ON o.id = c.organ_id JOIN region r ON r.code = c.region
  LEFT JOIN clock k ON k.city = c.city AND k.case_id = c.id`;

export function toCaseRow(row: CaseSqlRow): CaseRow {
  const light: AlertLevel | null = row.light === null ? null : alertLevels[row.light - 1]!;
  return {
    id: formatKey(row.city, row.id),
    number: row.number,
    title: row.title,
    status: row.status,
    item: row.item,
    itemName: row.item_name,
    platform: row.platform,
    organ: row.organ,
    organName: row.organ_name,
    region: String(row.region),
    regionName: { zh: row.region_zh, en: row.region_en },
    source: row.source,
    openedAt: toRfc3339(row.opened_at),
    lastAt: toRfc3339(row.last_at),
    closedAt: toRfc3339OrNull(row.ended_at),
    dueAt: toRfc3339OrNull(row.due_at),
    late: row.late,
    light,
    awaitsSecondPerson: row.held,
    demonstration: row.demonstration,
  };
}

const order = {
  newest: 'c.opened_at DESC, c.id DESC',
  oldest: 'c.opened_at, c.id',
  due: 'k.due_at NULLS LAST, c.id',
} as const;

function conditionsOf(filter: Filter, reach: Reach, now: Instant): Conditions {
  const where = new Conditions();
  addReach(where, reach, 'c');
  const search = filter.search?.trim();
  if (search) {
    const pattern = containing(search);
    where.add((p) => `(c.number ILIKE ${p(pattern)} OR c.title ILIKE ${p(pattern)})`);
  }
  if (filter.region) {
    const { from, to } = (filter.own === 'true' ? ownRange : subtreeRange)(filter.region);
    where.add((p) => `c.region BETWEEN ${p(from)} AND ${p(to)}`);
  }
  if (filter.organ) where.add((p) => `c.organ_id = (SELECT id FROM organ WHERE code = ${p(filter.organ)})`);
  if (filter.item) where.add((p) => `c.item_id IN ${itemsOf(p(filter.item))}`);
  if (filter.type)
    where.add(
      (p) => `c.item_id IN (SELECT item_id FROM item_version w WHERE content ->> 'type' = ${p(filter.type)}
        AND version = (SELECT max(version) FROM item_version WHERE item_id = w.item_id))`,
    );
  if (filter.platform)
    where.add(
      (p) =>
        `c.item_id IN (SELECT item_id FROM item_version WHERE content ->> 'platform' = ${p(filter.platform)})`,
    );
  if (filter.source)
    where.add((p) => `c.source_id = (SELECT id FROM source WHERE code = ${p(filter.source)})`);
  if (filter.status?.length) where.add((p) => `c.status = ANY(${p(filter.status)}::text[])`);
  if (filter.open) where.add(() => `c.ended_at IS ${filter.open === 'true' ? '' : 'NOT '}NULL`);
  if (filter.late) where.add((p) => `${filter.late === 'true' ? '' : 'NOT '}${late(p(toRfc3339(now)))}`);
  if (filter.light?.length) {
    const lights = filter.light.map((one) => (one === 'none' ? 0 : alertLevels.indexOf(one) + 1));
    where.add((p) => `coalesce(${standingCard}, 0) = ANY(${p(lights)}::int2[])`);
  }
  if (filter.awaitsSecondPerson)
    where.add(() => `${filter.awaitsSecondPerson === 'true' ? '' : 'NOT '}${held}`);
  addDays(where, 'c.opened_at', filter.openedFrom, filter.openedTo);
  addDays(where, 'c.ended_at', filter.closedFrom, filter.closedTo);
  return where;
}

/** One page of the cases within a reach. */
export async function listCases(db: Queries, reach: Reach, filter: Filter, now: Instant) {
  const counted = conditionsOf(filter, reach, now);
  const { rows: count } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM cases c JOIN source s ON s.id = c.source_id
     LEFT JOIN clock k ON k.city = c.city AND k.case_id = c.id ${counted.where}`,
    counted.values,
  );
  const where = conditionsOf(filter, reach, now);
  const present = where.value(toRfc3339(now));
  const { rows } = await db.query<CaseSqlRow>(
    `SELECT ${select(present)} FROM cases c ${joins} ${where.where} ORDER BY ${order[filter.sort]}
     LIMIT ${filter.pageSize} OFFSET ${(filter.page - 1) * filter.pageSize}`,
    where.values,
  );
  return { rows: rows.map(toCaseRow), total: count[0]!.n, page: filter.page, pageSize: filter.pageSize };
}

/** One page of the cases of applicants, newest first; whose they are is for the caller to know. */
export async function listCasesOf(
  db: Queries,
  people: readonly number[],
  { page, pageSize }: { page: number; pageSize: number },
  now: Instant,
) {
  const { rows: count } = await db.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM cases WHERE person_id = ANY($1::int8[])',
    [people],
  );
  const { rows } = await db.query<CaseSqlRow>(
    `SELECT ${select('$2')} FROM cases c ${joins} WHERE c.person_id = ANY($1::int8[]) ORDER BY ${order.newest}
     LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    [people, toRfc3339(now)],
  );
  return { rows: rows.map(toCaseRow), total: count[0]!.n, page, pageSize };
}

/** Cases by their keys, in the order of the keys; those out of the caller's sight are left out. */
export async function listCasesByKeys(
  db: Queries,
  keys: readonly { city: number; id: number }[],
  now: Instant,
): Promise<CaseRow[]> {
  const { rows } = await db.query<CaseSqlRow>(
    `SELECT ${select('$3')} FROM unnest($1::int2[], $2::int8[]) WITH ORDINALITY AS key (city, id, n)
     JOIN cases c ON c.city = key.city AND c.id = key.id ${joins} ORDER BY key.n`,
    [keys.map(({ city }) => city), keys.map(({ id }) => id), toRfc3339(now)],
  );
  return rows.map(toCaseRow);
}

export async function findCaseRow(
  db: Queries,
  city: number,
  id: number,
  now: Instant,
): Promise<CaseRow | undefined> {
  const { rows } = await db.query<CaseSqlRow>(
    `SELECT ${select('$3')} FROM cases c ${joins} WHERE c.city = $1 AND c.id = $2`,
    [city, id, toRfc3339(now)],
  );
  return rows[0] && toCaseRow(rows[0]);
}
