import type { z } from 'zod';
import type { Queries } from '#base/db';
import type { Instant } from '#base/time';
import type { devicePosition } from '#contract/powers/seal-devices';
import type { sealsApi } from '#contract/powers/seals';
import type { Bilingual } from '#contract/text';
import { Conditions, containing } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { subtreeRange } from '#spine/regions/region-codes';
import { sealPart } from './register/index.ts';
import type { SealState } from './register/state.ts';
import { stampingPart } from './stampings/index.ts';
import type { StampingState } from './stampings/state.ts';

interface Stored<State> {
  city: number;
  id: number;
  region: number;
  regionName: Bilingual;
  organName: Bilingual;
  openedAt: Instant;
  demonstration: boolean;
  state: State;
}

/** A seal with what its device said last, and how often it was used. */
export interface SealSqlRow extends Stored<SealState> {
  seenAt: Instant | null;
  battery: number | null;
  waiting: number | null;
  counter: number | null;
  position: z.output<typeof devicePosition> | null;
  requests: number;
  impressions: number;
}
export interface StampingSqlRow extends Stored<StampingState> {
  alerts: number;
}

const common = `c.city, c.id, c.region, json_build_object('zh', r.name_zh, 'en', r.name_en) AS "regionName",
  o.content -> 'name' AS "organName", c.opened_at AS "openedAt", s.demonstration, p.state`;
const joins = `FROM part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id JOIN region r ON r.code = c.region
  JOIN organ o ON o.id = c.organ_id JOIN source s ON s.id = c.source_id`;

const sealSelect = `SELECT ${common}, k.seen_at AS "seenAt", k.battery, k.waiting, k.counter, k.position,
    u.requests, u.impressions ${joins}
  LEFT JOIN powers_seal_contact k ON k.city = p.city AND k.case_id = p.case_id AND k.device = p.state #>> '{device,id}'
  LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE q.state ->> 'requester' IS NOT NULL)::int AS requests,
      coalesce(sum((q.state ->> 'impressions')::int), 0)::int AS impressions
    FROM part_state q WHERE q.part = '${stampingPart}' AND q.state ->> 'seal' = p.city || '-' || p.case_id
  ) u ON true`;
const stampingSelect = `SELECT ${common},
    (SELECT count(*)::int FROM alert a WHERE a.city = c.city AND a.case_id = c.id) AS alerts ${joins}`;

interface Page {
  page: number;
  pageSize: number;
}

async function onePage<Row extends object>(
  db: Queries,
  select: string,
  where: Conditions,
  order: string,
  { page, pageSize }: Page,
): Promise<{ rows: Row[]; total: number }> {
  const counted = await db.query<{ total: number }>(
    `SELECT count(*)::int AS total ${joins} ${where.where}`,
    where.values,
  );
  const paged = `LIMIT ${where.value(pageSize)} OFFSET ${where.value((page - 1) * pageSize)}`;
  const { rows } = await db.query<Row>(`${select} ${where.where} ORDER BY ${order} ${paged}`, where.values);
  return { rows, total: counted.rows[0]!.total };
}

function conditions(part: string, reach: Reach, region: string | undefined): Conditions {
  const where = new Conditions().add((p) => `p.part = ${p(part)}`);
  addReach(where, reach, 'c');
  if (region) {
    const { from, to } = subtreeRange(region);
    where.add((p) => `c.region BETWEEN ${p(from)} AND ${p(to)}`);
  }
  return where;
}

type SealFilter = z.output<NonNullable<typeof sealsApi.listSeals.query>>;
type StampingFilter = z.output<NonNullable<typeof sealsApi.listStampings.query>>;

/** Seals within a reach, by place. */
export function listSeals(db: Queries, reach: Reach, filter: SealFilter) {
  const where = conditions(sealPart, reach, filter.region);
  const search = filter.search?.trim();
  if (search)
    where.add((p) => {
      const text = p(containing(search));
      return `(p.state ->> 'name' ILIKE ${text} OR r.name_zh ILIKE ${text} OR p.state ->> 'keeper' ILIKE ${text})`;
    });
  if (filter.status) where.add((p) => `p.state ->> 'status' = ${p(filter.status)}`);
  return onePage<SealSqlRow>(db, sealSelect, where, 'c.city, c.region, c.id', filter);
}

/** One seal, within what the caller's `db` shows; null for what is none. */
export async function findSeal(
  db: Queries,
  { city, id }: { city: number; id: number },
): Promise<SealSqlRow | null> {
  const { rows } = await db.query<SealSqlRow>(
    `${sealSelect} WHERE p.part = '${sealPart}' AND p.city = $1 AND p.case_id = $2`,
    [city, id],
  );
  return rows[0] ?? null;
}

/** Requests and stampings without one within a reach, the newest first. */
export function listStampings(db: Queries, reach: Reach, filter: StampingFilter) {
  const where = conditions(stampingPart, reach, filter.region);
  const search = filter.search?.trim();
  if (search)
    where.add((p) => {
      const text = p(containing(search));
      return `(p.state ->> 'document' ILIKE ${text} OR p.state ->> 'sealName' ILIKE ${text} OR r.name_zh ILIKE ${text})`;
    });
  if (filter.status) where.add((p) => `p.state ->> 'status' = ANY(${p(filter.status)}::text[])`);
  if (filter.seal) where.add((p) => `p.state ->> 'seal' = ${p(filter.seal)}`);
  return onePage<StampingSqlRow>(db, stampingSelect, where, 'c.opened_at DESC, c.city, c.id DESC', filter);
}

/** One request, within what the caller's `db` shows; null for what is none. */
export async function findStamping(
  db: Queries,
  { city, id }: { city: number; id: number },
): Promise<StampingSqlRow | null> {
  const { rows } = await db.query<StampingSqlRow>(
    `${stampingSelect} WHERE p.part = '${stampingPart}' AND p.city = $1 AND p.case_id = $2`,
    [city, id],
  );
  return rows[0] ?? null;
}

/** How often a seal was used in each month, by the clock of its device, the newest first. */
export async function sealMonths(db: Queries, seal: string) {
  const { rows } = await db.query<{
    month: string;
    stampings: number;
    impressions: number;
    late: number;
    unasked: number;
  }>(
    `SELECT to_char((n ->> 'at')::timestamptz AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month,
       count(*)::int AS stampings, sum((n ->> 'impressions')::int)::int AS impressions,
       count(*) FILTER (WHERE (n ->> 'late')::boolean)::int AS late,
       count(*) FILTER (WHERE p.state ->> 'requester' IS NULL)::int AS unasked
     FROM part_state p CROSS JOIN jsonb_array_elements(p.state -> 'records') n
     WHERE p.part = '${stampingPart}' AND p.state ->> 'seal' = $1 GROUP BY 1 ORDER BY 1 DESC LIMIT 36`,
    [seal],
  );
  return rows;
}
