import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import { Conditions } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { subtreeRange } from '#spine/regions/region-codes';

/** Which cases are looked at: of these items, in a division, opened from one instant until before another. */
export interface Looked {
  /** Ids of items. */
  items: readonly number[];
  region: string;
  from: Instant;
  until: Instant;
  reach: Reach;
  /** Without requests that came by Open311, which everybody reads one by one there. */
  withoutOpen311?: true;
}

const zone = `'Asia/Shanghai'`;

function conditionsOf({ items, region, from, until, reach, withoutOpen311 }: Looked): Conditions {
  const where = new Conditions();
  const range = subtreeRange(region);
  // The city leads the key of cases: a city's own are found without reading the others.
  if (!region.endsWith('0000000000')) where.add((p) => `c.city = ${p(Number(region.slice(0, 4)))}`);
  where.add((p) => `c.item_id = ANY(${p(items)}::int4[])`);
  where.add((p) => `c.region BETWEEN ${p(range.from)}::int8 AND ${p(range.to)}::int8`);
  where.add(
    (p) =>
      `c.opened_at >= ${p(toRfc3339(from))}::timestamptz AND c.opened_at < ${p(toRfc3339(until))}::timestamptz`,
  );
  if (withoutOpen311)
    where.add(
      () => 'NOT EXISTS (SELECT FROM hotline_open311_request r WHERE r.city = c.city AND r.case_id = c.id)',
    );
  addReach(where, reach, 'c');
  return where;
}

/** A category of a ticket, or the item of a case that was imported. */
const topicSql = `coalesce(p.state ->> 'category', 'item:' || c.item_id)`;
const withState = 'cases c LEFT JOIN part_state p ON p.city = c.city AND p.case_id = c.id';

export interface TopicCount {
  topic: string;
  /** 0 the period itself, 1 the one before it, and so on. */
  period: number;
  count: number;
  closed: number;
  late: number;
}

/** Cases by topic and period, counting periods backward from the end. */
export async function countTopics(db: Queries, looked: Looked, periodMs: number): Promise<TopicCount[]> {
  const where = conditionsOf(looked);
  const until = where.value(toRfc3339(looked.until));
  const length = where.value(periodMs / 1000);
  const { rows } = await db.query<TopicCount>(
    `SELECT ${topicSql} AS topic,
       floor(extract(epoch FROM ${until}::timestamptz - c.opened_at - interval '1 microsecond') / ${length}::float8)::int AS period,
       count(*)::int AS count, count(c.ended_at)::int AS closed, count(*) FILTER (WHERE c.late)::int AS late
     FROM ${withState} ${where.where} GROUP BY 1, 2`,
    where.values,
  );
  return rows;
}

/** Cases by topic and civil day of the installation's zone. */
export async function countTopicDays(
  db: Queries,
  looked: Looked,
): Promise<{ topic: string; day: string; count: number }[]> {
  const where = conditionsOf(looked);
  const { rows } = await db.query<{ topic: string; day: string; count: number }>(
    `SELECT ${topicSql} AS topic, to_char(c.opened_at AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS day, count(*)::int AS count
     FROM ${withState} ${where.where} GROUP BY 1, 2`,
    where.values,
  );
  return rows;
}

/** Cases by the division below: codes of `digits` digits, filled up with zeros; what lies at this level bears its own code. */
export async function countPlaces(
  db: Queries,
  looked: Looked,
  digits: number,
): Promise<{ region: string; count: number }[]> {
  const where = conditionsOf(looked);
  const { rows } = await db.query<{ region: string; count: number }>(
    `SELECT rpad(left(c.region::text, ${digits}), 12, '0') AS region, count(*)::int AS count
     FROM cases c ${where.where} GROUP BY 1 ORDER BY 2 DESC, 1`,
    where.values,
  );
  return rows;
}

/** Cases by civil day of the installation's zone. */
export async function countDays(db: Queries, looked: Looked): Promise<{ day: string; count: number }[]> {
  const where = conditionsOf(looked);
  const { rows } = await db.query<{ day: string; count: number }>(
    `SELECT to_char(c.opened_at AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS day, count(*)::int AS count
     FROM cases c ${where.where} GROUP BY 1 ORDER BY 1`,
    where.values,
  );
  return rows;
}

/** Cases by weekday and hour. */
export async function countHours(
  db: Queries,
  looked: Looked,
): Promise<{ weekday: number; hour: number; count: number }[]> {
  const where = conditionsOf(looked);
  const { rows } = await db.query<{ weekday: number; hour: number; count: number }>(
    `SELECT extract(isodow FROM c.opened_at AT TIME ZONE ${zone})::int AS weekday,
       extract(hour FROM c.opened_at AT TIME ZONE ${zone})::int AS hour, count(*)::int AS count
     FROM cases c ${where.where} GROUP BY 1, 2 ORDER BY 1, 2`,
    where.values,
  );
  return rows;
}

/** Points of cases: of tickets as they were marked, of an import as the opening tells them. At most `most`, the newest. */
export async function findPoints(
  db: Queries,
  looked: Looked,
  most: number,
): Promise<{ longitude: number; latitude: number }[]> {
  const where = conditionsOf(looked);
  const { rows } = await db.query<{ longitude: number; latitude: number }>(
    `SELECT longitude, latitude FROM (
       SELECT t.longitude, t.latitude, c.opened_at
       FROM cases c JOIN hotline_ticket t ON t.city = c.city AND t.case_id = c.id
       ${where.where} AND t.longitude IS NOT NULL
       UNION ALL
       SELECT (j.data -> 'point' ->> 'longitude')::float8, (j.data -> 'point' ->> 'latitude')::float8, c.opened_at
       FROM cases c JOIN journal j ON j.city = c.city AND j.case_id = c.id AND j.case_seq = 1
       ${where.where} AND j.type = 'case.opened' AND j.data -> 'point' IS NOT NULL
     ) placed ORDER BY opened_at DESC LIMIT ${where.value(most)}`,
    where.values,
  );
  return rows;
}

export interface OrganCount {
  organId: number;
  ended: number;
  onTime: number;
  open: number;
}

/** Cases by the organ that handles them: how many have ended, how many of those in time, how many are open. */
export async function countOrgans(db: Queries, looked: Looked): Promise<OrganCount[]> {
  const where = conditionsOf(looked);
  const { rows } = await db.query<{ organ_id: number; ended: number; on_time: number; open: number }>(
    `SELECT c.organ_id, count(c.ended_at)::int AS ended, count(*) FILTER (WHERE c.ended_at IS NOT NULL AND NOT c.late)::int AS on_time,
       count(*) FILTER (WHERE c.ended_at IS NULL)::int AS open
     FROM cases c ${where.where} GROUP BY 1`,
    where.values,
  );
  return rows.map(({ organ_id, on_time, ...row }) => ({ ...row, organId: organ_id, onTime: on_time }));
}

/** Whether any of these cases is of a demonstration. */
export async function hasDemonstration(db: Queries, looked: Looked): Promise<boolean> {
  const where = conditionsOf(looked);
  const { rows } = await db.query<{ there: boolean }>(
    `SELECT EXISTS (SELECT FROM cases c JOIN source s ON s.id = c.source_id ${where.where} AND s.demonstration) AS there`,
    where.values,
  );
  return rows[0]!.there;
}

/** Names of divisions by their codes. */
export async function namesOf(
  db: Queries,
  codes: readonly string[],
): Promise<Map<string, { zh: string; en: string }>> {
  const { rows } = await db.query<{ code: string; zh: string; en: string }>(
    'SELECT code::text, name_zh AS zh, name_en AS en FROM region WHERE code = ANY($1::int8[])',
    [codes],
  );
  return new Map(rows.map(({ code, zh, en }) => [code, { zh, en }]));
}
