import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import type { Point } from '#contract/hotline/ticket-parts';
import { limits } from './limits.ts';

/** What is looked for: the same caller again, or others about the same place. */
export interface Sought {
  city: number;
  region: string;
  category?: string;
  /** Index of the caller's telephone under each key that may be in use; none: nothing was left. */
  callerIndexes: readonly Buffer[];
  text: string;
  address: string;
  community: string;
  point: Point | null;
  at: Instant;
  /** Number of the ticket itself, which is not like itself. */
  except?: string;
}

export interface Alike {
  city: number;
  caseId: number;
  sameCaller: boolean;
  similarity: number;
  metres: number | null;
  samePlace: boolean;
}

const dayMs = 86_400_000;

/** Metres between two points on the sphere, null where one has none (haversine, radius 6,371 km). */
const metres = (longitude: string, latitude: string) =>
  `12742000 * asin(sqrt(power(sin(radians(t.latitude - ${latitude}) / 2), 2)
     + cos(radians(t.latitude)) * cos(radians(${latitude})) * power(sin(radians(t.longitude - ${longitude}) / 2), 2)))`;

/** The same community, address or a point nearby; of two that only name a division, the division. */
const samePlace = (about: { community: string; address: string; metres: string; near: string }) =>
  `((t.community <> '' AND t.community = ${about.community}) OR (t.address <> '' AND t.address = ${about.address})
     OR coalesce(${about.metres} <= ${about.near}, false)
     OR (t.community = '' AND t.address = '' AND t.longitude IS NULL AND ${about.community} = '' AND ${about.address} = ''))`;

interface Row {
  city: number;
  case_id: number;
  same_caller: boolean;
  similarity: number;
  metres: number | null;
  same_place: boolean;
}

const toAlike = (row: Row): Alike => ({
  city: row.city,
  caseId: row.case_id,
  sameCaller: row.same_caller,
  similarity: Math.round(row.similarity * 100) / 100,
  metres: row.metres === null ? null : Math.round(row.metres),
  samePlace: row.same_place,
});

/** Tickets of the same telephone number, newest first. */
export async function historyOf(db: Queries, sought: Sought, most = 20): Promise<Alike[]> {
  if (sought.callerIndexes.length === 0) return [];
  return find(
    db,
    sought,
    (p) => `t.caller_index = ANY (${p(sought.callerIndexes)}::bytea[])`,
    't.received_at DESC',
    most,
  );
}

/** Reported by the same caller before: category and place the same, within the days that count. */
export async function repeatsOf(db: Queries, sought: Sought): Promise<Alike[]> {
  if (sought.callerIndexes.length === 0 || !sought.category) return [];
  const since = toRfc3339(sought.at - limits.repeat.days * dayMs);
  const found = await find(
    db,
    sought,
    (p) => `t.caller_index = ANY (${p(sought.callerIndexes)}::bytea[]) AND t.category = ${p(sought.category)}
      AND t.region = ${p(sought.region)}::int8 AND t.received_at >= ${p(since)}::timestamptz`,
    't.received_at DESC',
    20,
  );
  return found.filter((one) => one.samePlace);
}

/** Others of the same category in the same city lately, the most similar first; from `least` on. */
export async function similarTo(db: Queries, sought: Sought, least: number, most = 10): Promise<Alike[]> {
  if (sought.text.trim() === '') return [];
  const since = toRfc3339(sought.at - limits.cluster.days * dayMs);
  return find(
    db,
    sought,
    (p) => `t.city = ${p(sought.city)} AND t.received_at >= ${p(since)}::timestamptz
      ${sought.category ? `AND t.category = ${p(sought.category)}` : ''}
      AND similarity(t.title || ' ' || t.content, ${p(sought.text)}) >= ${p(least)}`,
    'similarity DESC, t.received_at DESC',
    most,
  );
}

/** Whether two callers speak of one thing: words, place and category as the limits say. */
export const isCluster = ({ sameCaller, similarity, samePlace: there }: Alike): boolean =>
  !sameCaller && there && similarity >= limits.cluster.similarity;

async function find(
  db: Queries,
  sought: Sought,
  where: (placeholder: (value: unknown) => string) => string,
  order: string,
  most: number,
): Promise<Alike[]> {
  const values: unknown[] = [];
  const p = (value: unknown) => `$${values.push(value)}`;
  const condition = where(p);
  const distance = sought.point
    ? metres(`${p(sought.point.longitude)}::float8`, `${p(sought.point.latitude)}::float8`)
    : 'NULL::float8';
  const place = samePlace({
    community: `${p(sought.community)}::text`,
    address: `${p(sought.address)}::text`,
    metres: distance,
    near: p(limits.cluster.metres),
  });
  const { rows } = await db.query<Row>(
    `SELECT t.city, t.case_id, coalesce(t.caller_index = ANY (${p(sought.callerIndexes)}::bytea[]), false) AS same_caller,
       similarity(t.title || ' ' || t.content, ${p(sought.text)}::text) AS similarity, ${distance} AS metres, ${place} AS same_place
     FROM hotline_ticket t
     WHERE t.case_id IS NOT NULL AND t.number IS DISTINCT FROM ${p(sought.except ?? null)}::text AND ${condition}
     ORDER BY ${order} LIMIT ${most}`,
    values,
  );
  return rows.map(toAlike);
}
