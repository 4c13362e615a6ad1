import type { z } from 'zod';
import type { Queries } from '#base/db';
import type { Instant } from '#base/time';
import type { hallsApi, StreamFault, StreamState } from '#contract/powers/halls';
import type { Bilingual } from '#contract/text';
import { Conditions, containing } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { subtreeRange } from '#spine/regions/region-codes';
import { cameraPart } from './cameras/index.ts';
import type { CameraState } from './cameras/state.ts';

interface CaseKey {
  city: number;
  id: number;
}

/** A camera with what the last look at its stream said. */
export interface CameraSqlRow extends CaseKey {
  region: number;
  regionName: Bilingual;
  organId: number;
  organName: Bilingual;
  demonstration: boolean;
  state: CameraState;
  stream: StreamState | null;
  streamSince: Instant | null;
  lastSegmentAt: Instant | null;
  checkedAt: Instant | null;
  fault: StreamFault | null;
  alerts: number;
}

const joins = `FROM part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id JOIN region r ON r.code = c.region
  JOIN organ o ON o.id = c.organ_id JOIN source s ON s.id = c.source_id
  LEFT JOIN powers_camera_stream k ON k.city = p.city AND k.case_id = p.case_id`;
const select = `SELECT c.city, c.id, c.region, json_build_object('zh', r.name_zh, 'en', r.name_en) AS "regionName",
    c.organ_id AS "organId", o.content -> 'name' AS "organName", s.demonstration, p.state, k.state AS stream,
    k.since AS "streamSince", k.last_segment_at AS "lastSegmentAt", k.checked_at AS "checkedAt", k.fault,
    (SELECT count(*)::int FROM alert a WHERE a.city = c.city AND a.case_id = c.id AND a.status IN (0, 1)) AS alerts ${joins}`;

interface Place {
  region?: string | undefined;
  hall?: string | undefined;
}

function conditions(reach: Reach, { region, hall }: Place): Conditions {
  const where = new Conditions().add(() => `p.part = '${cameraPart}'`);
  addReach(where, reach, 'c');
  if (region) {
    const { from, to } = subtreeRange(region);
    where.add((p) => `c.region BETWEEN ${p(from)} AND ${p(to)}`);
  }
  if (hall) where.add((p) => `p.state #>> '{content,hall}' = ${p(hall)}`);
  return where;
}

const inUse = `p.state ->> 'status' = 'in-use'`;
type Filter = z.output<NonNullable<typeof hallsApi.listCameras.query>>;

/** Cameras within a reach; those whose stream is away stand first. */
export async function listCameras(
  db: Queries,
  reach: Reach,
  filter: Filter,
): Promise<{ rows: CameraSqlRow[]; total: number }> {
  const where = conditions(reach, filter);
  const search = filter.search?.trim();
  if (search)
    where.add((p) => {
      const text = p(containing(search));
      return `(p.state #>> '{content,name}' ILIKE ${text} OR p.state #>> '{content,hall}' ILIKE ${text} OR r.name_zh ILIKE ${text})`;
    });
  if (filter.status) where.add((p) => `p.state ->> 'status' = ${p(filter.status)}`);
  if (filter.stream) where.add((p) => `${inUse} AND coalesce(k.state, 'unknown') = ${p(filter.stream)}`);
  const counted = await db.query<{ total: number }>(
    `SELECT count(*)::int AS total ${joins} ${where.where}`,
    where.values,
  );
  const paged = `LIMIT ${where.value(filter.pageSize)} OFFSET ${where.value((filter.page - 1) * filter.pageSize)}`;
  const { rows } = await db.query<CameraSqlRow>(
    `${select} ${where.where}
     ORDER BY (${inUse} AND k.state = 'offline') DESC NULLS LAST, c.city, c.region, p.state #>> '{content,hall}', c.id ${paged}`,
    where.values,
  );
  return { rows, total: counted.rows[0]!.total };
}

/** One camera, within what the caller's `db` shows; null for what is none. */
export async function findCamera(db: Queries, { city, id }: CaseKey): Promise<CameraSqlRow | null> {
  const { rows } = await db.query<CameraSqlRow>(
    `${select} WHERE p.part = '${cameraPart}' AND p.city = $1 AND p.case_id = $2`,
    [city, id],
  );
  return rows[0] ?? null;
}

/** Halls with cameras in use, by place. */
export async function listHalls(db: Queries, reach: Reach, place: Place) {
  const where = conditions(reach, place).add(() => inUse);
  const { rows } = await db.query<{
    hall: string;
    region: number;
    regionName: Bilingual;
    organName: Bilingual;
    cameras: number;
    offline: number;
  }>(
    `SELECT p.state #>> '{content,hall}' AS hall, c.region, json_build_object('zh', r.name_zh, 'en', r.name_en) AS "regionName",
       (array_agg(o.content -> 'name'))[1] AS "organName", count(*)::int AS cameras,
       (count(*) FILTER (WHERE k.state = 'offline'))::int AS offline
     ${joins} ${where.where} GROUP BY 1, 2, r.name_zh, r.name_en ORDER BY 2, 1 LIMIT 500`,
    where.values,
  );
  return rows;
}

/** How many cameras in use there are, and how many of them are away. */
export async function countCameras(
  db: Queries,
  reach: Reach,
  region: string,
): Promise<{ cameras: number; online: number; offline: number }> {
  const where = conditions(reach, { region }).add(() => inUse);
  const { rows } = await db.query<{ cameras: number; online: number; offline: number }>(
    `SELECT count(*)::int AS cameras, (count(*) FILTER (WHERE k.state = 'online'))::int AS online,
       (count(*) FILTER (WHERE k.state = 'offline'))::int AS offline ${joins} ${where.where}`,
    where.values,
  );
  return rows[0]!;
}

/** Where a camera in use has its stream; null for what is none. */
export async function addressOf(db: Queries, { city, id }: CaseKey): Promise<string | null> {
  const { rows } = await db.query<{ address: string }>(
    `SELECT p.state #>> '{content,address}' AS address FROM part_state p
     WHERE p.part = '${cameraPart}' AND p.city = $1 AND p.case_id = $2 AND ${inUse}`,
    [city, id],
  );
  return rows[0]?.address ?? null;
}
