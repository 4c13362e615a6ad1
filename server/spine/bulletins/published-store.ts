import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import { type BulletinContent, bulletinContent } from '#contract/bulletins';
import type { Bilingual } from '#contract/text';
import { Conditions } from '#spine/conditions';
import { prefixOf } from '#spine/regions/region-codes';
import type { SearchWords } from '#spine/search/search-words';
import { typedQuery } from '#spine/search/words-query';
import { columnsFrom } from './bulletin-rules.ts';

/** A version as everybody sees it. */
export interface Published {
  city: number;
  id: number;
  version: number;
  organId: number;
  region: number;
  regionName: Bilingual;
  from: Instant;
  /** When its first version was published. */
  first: Instant;
  expired: boolean;
  demonstration: boolean;
  content: BulletinContent;
}

interface Row {
  city: number;
  id: number;
  version: number;
  organ_id: number;
  region: number;
  zh: string;
  en: string;
  from_at: Instant;
  first_at: Instant;
  expired: boolean;
  demonstration: boolean;
  content: unknown;
}
const toPublished = (row: Row): Published => ({
  city: row.city,
  id: row.id,
  version: row.version,
  organId: row.organ_id,
  region: row.region,
  regionName: { zh: row.zh, en: row.en },
  from: row.from_at,
  first: row.first_at,
  expired: row.expired,
  demonstration: row.demonstration,
  content: bulletinContent.parse(row.content),
});

/** A moment, and the civil day on which it lies. */
export interface AsOf {
  now: Instant;
  today: string;
}

const select = (
  today: string,
) => `SELECT p.city, p.bulletin_id AS id, p.version, p.organ_id, p.region, r.name_zh AS zh,
    r.name_en AS en, p.from_at, b.demonstration, v.content, coalesce(p.valid_to < ${today}::date, false) AS expired,
    (SELECT min(from_at) FROM bulletin_publication f WHERE f.city = p.city AND f.bulletin_id = p.bulletin_id
       AND f.until_at IS DISTINCT FROM f.from_at) AS first_at`;
const from = `FROM bulletin_publication p
  JOIN bulletin b ON b.city = p.city AND b.id = p.bulletin_id
  JOIN bulletin_version v ON v.city = p.city AND v.bulletin_id = p.bulletin_id AND v.version = p.version
  JOIN region r ON r.code = p.region`;
const isSeen = (now: string) =>
  `p.from_at <= ${now}::timestamptz AND (p.until_at IS NULL OR p.until_at > ${now}::timestamptz)`;

/** The version of a bulletin that is to be seen now. */
export async function findPublished(
  db: Queries,
  { city, id }: { city: number; id: number },
  { now, today }: AsOf,
): Promise<Published | undefined> {
  const { rows } = await db.query<Row>(
    `${select('$4')} ${from} WHERE p.city = $1 AND p.bulletin_id = $2 AND ${isSeen('$3')}`,
    [city, id, toRfc3339(now), today],
  );
  return rows[0] && toPublished(rows[0]);
}

export interface PublishedFilter {
  column?: string;
  region?: string;
  words?: SearchWords;
  page: number;
  pageSize: number;
  /** By time alone, as feeds are. */
  newestFirst?: boolean;
}

/** One page of what is to be seen: what holds first, pinned before the rest, the best match, the newest; and how many. */
export async function listPublished(
  db: Queries,
  { column, region, words, page, pageSize, newestFirst = false }: PublishedFilter,
  { now, today }: AsOf,
): Promise<{ found: Published[]; total: number }> {
  const where = new Conditions();
  const day = where.value(today);
  const query = words && typedQuery(words, 'all');
  const sought = query ? `${where.value(query)}::tsquery` : undefined;
  where.add((p) => isSeen(p(toRfc3339(now))));
  if (sought) where.add(() => `p.words @@ ${sought}`);
  if (column) where.add((p) => `p.column_code = ANY(${p(columnsFrom(column))}::text[])`);
  if (region) where.add((p) => `p.region::text LIKE ${p(`${prefixOf(region)}%`)}`);
  const score = sought ? `ts_rank('{0.05,0.2,0.5,1.0}', p.words, ${sought})` : '0::real';
  const order = newestFirst
    ? ''
    : `coalesce(p.valid_to < ${day}::date, false), p.pinned DESC, ${score} DESC,`;
  const ask = async (offset: number, most: number) =>
    (
      await db.query<Row & { total: number }>(
        `${select(day)}, count(*) OVER ()::int AS total ${from} ${where.where}
         ORDER BY ${order} p.from_at DESC, p.city, p.bulletin_id DESC LIMIT ${most} OFFSET ${offset}`,
        where.values,
      )
    ).rows;
  const rows = await ask((page - 1) * pageSize, pageSize);
  if (rows[0]) return { found: rows.map(toPublished), total: rows[0].total };
  return { found: [], total: page > 1 ? ((await ask(0, 1))[0]?.total ?? 0) : 0 };
}
