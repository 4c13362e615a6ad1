import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import { type KnowledgeContent, type KnowledgeStanding, knowledgeContent } from '#contract/hotline/knowledge';
import type { Bilingual } from '#contract/text';
import type { Reach } from '#spine/identity/permission';
import type { SearchWords } from '#spine/search/search-words';
import { Conditions } from '#spine/conditions';
import { lineage } from '#spine/regions/region-codes';
import { typedQuery } from '#spine/search/words-query';

/** An entry in its newest version, with how it stands on the day that was asked for. */
export interface StoredEntry {
  city: number;
  id: number;
  organId: number;
  region: number;
  regionName: Bilingual;
  version: number;
  savedAt: Instant;
  standing: KnowledgeStanding;
  demonstration: boolean;
  content: KnowledgeContent;
  useful: number;
  useless: number;
}

/** Whoever writes a version; an account is null for the installation itself (the demonstration). */
export interface Writer {
  accountId: number | null;
  actor: string;
  at: Instant;
}

/** The day of the question, and how many days before an end it is warned of. */
export interface AsOf {
  today: string;
  warnDays: number;
}

/** SQL for the standing of `k` on a day; its last day counts, a review is due on its day and missed after it. */
const standingSql = (day: string, warnDays: string) => `CASE
    WHEN ${day}::date > k.valid_to THEN 'expired'
    WHEN ${day}::date < k.valid_from THEN 'not-yet'
    WHEN ${day}::date > k.review_by THEN 'review-due'
    WHEN least(k.valid_to, k.review_by) <= ${day}::date + ${warnDays}::int THEN 'ends-soon'
    ELSE 'current' END`;

interface EntrySqlRow {
  city: number;
  id: number;
  organ_id: number;
  region: number;
  zh: string;
  en: string;
  version: number;
  saved_at: Instant;
  standing: KnowledgeStanding;
  demonstration: boolean;
  content: unknown;
  useful: number;
  useless: number;
}
const toEntry = (row: EntrySqlRow): StoredEntry => ({
  city: row.city,
  id: row.id,
  organId: row.organ_id,
  region: row.region,
  regionName: { zh: row.zh, en: row.en },
  version: row.version,
  savedAt: row.saved_at,
  standing: row.standing,
  demonstration: row.demonstration,
  // A version of long ago lacks what was added to the shape since.
  content: knowledgeContent.parse(row.content),
  useful: row.useful,
  useless: row.useless,
});

const joins = `JOIN region r ON r.code = k.region
  JOIN hotline_knowledge_version v ON v.city = k.city AND v.entry_id = k.id AND v.version = k.version
  CROSS JOIN LATERAL (SELECT coalesce(sum(useful), 0)::int AS useful, coalesce(sum(useless), 0)::int AS useless
    FROM hotline_knowledge_usefulness u WHERE u.city = k.city AND u.entry_id = k.id) u`;
const columns = `k.city, k.id, k.organ_id, k.region, r.name_zh AS zh, r.name_en AS en, k.version, v.saved_at, k.demonstration,
  v.content, u.useful, u.useless`;

export async function findEntry(
  db: Queries,
  { city, id }: { city: number; id: number },
  { today, warnDays }: AsOf,
): Promise<StoredEntry | undefined> {
  const { rows } = await db.query<EntrySqlRow>(
    `SELECT ${columns}, ${standingSql('$3', '$4')} AS standing FROM hotline_knowledge k ${joins} WHERE k.city = $1 AND k.id = $2`,
    [city, id, today, warnDays],
  );
  return rows[0] && toEntry(rows[0]);
}

export interface EntryFilter {
  words?: SearchWords;
  /** All that was typed, or some of it. */
  which: 'all' | 'some';
  region?: string;
  standing?: KnowledgeStanding;
  organId?: number;
  /** Owners within this reach alone. */
  owners?: Reach;
  /** Without what is for officials alone, and what does not hold yet. */
  forEverybody: boolean;
  page: number;
  pageSize: number;
}

/** Narrows to owners within a reach: organs that it names, divisions with all below, or everything. */
function addOwners(where: Conditions, { everything, regions, organs }: Reach): void {
  if (everything) return;
  where.add((p) => {
    const each = [
      ...regions.map((prefix) => `k.region::text LIKE ${p(`${prefix}%`)}`),
      ...organs.map(
        ({ organId, region }) => `(k.organ_id = ${p(organId)} AND k.region::text LIKE ${p(`${region}%`)})`,
      ),
    ];
    return each.length > 0 ? `(${each.join(' OR ')})` : 'false';
  });
}

/** One page of what fits, what may be relied on first, then by how well it fits; and how many there are. */
export async function listEntries(
  db: Queries,
  filter: EntryFilter,
  { today, warnDays }: AsOf,
): Promise<{ entries: StoredEntry[]; total: number }> {
  const where = new Conditions();
  const standing = standingSql(where.value(today), where.value(warnDays));
  const query = filter.words && typedQuery(filter.words, filter.which);
  const words = query ? `${where.value(query)}::tsquery` : undefined;
  if (words) where.add(() => `k.words @@ ${words}`);
  if (filter.region) where.add((p) => `k.region = ANY(${p(lineage(filter.region!))}::int8[])`);
  if (filter.organId !== undefined) where.add((p) => `k.organ_id = ${p(filter.organId)}`);
  if (filter.owners) addOwners(where, filter.owners);
  if (filter.standing) where.add((p) => `${standing} = ${p(filter.standing)}`);
  if (filter.forEverybody) where.add(() => `k.audience = 'everybody' AND ${standing} <> 'not-yet'`);
  const score = words ? `ts_rank('{0.05,0.1,0.5,1.0}', k.words, ${words})` : '0::real';
  const { rows } = await db.query<EntrySqlRow & { total: number }>(
    `SELECT ${columns}, ${standing} AS standing, count(*) OVER ()::int AS total FROM hotline_knowledge k ${joins} ${where.where}
     ORDER BY (${standing} = 'expired'), ${score} DESC, u.useful - u.useless DESC, k.city, k.id
     LIMIT ${where.value(filter.pageSize)} OFFSET ${where.value((filter.page - 1) * filter.pageSize)}`,
    where.values,
  );
  if (rows[0]) return { entries: rows.map(toEntry), total: rows[0].total };
  return {
    entries: [],
    total:
      filter.page > 1
        ? (await listEntries(db, { ...filter, page: 1, pageSize: 1 }, { today, warnDays })).total
        : 0,
  };
}

/** How many entries of owners within a reach have each standing. */
export async function countStandings(
  db: Queries,
  owners: Reach,
  { today, warnDays }: AsOf,
): Promise<Partial<Record<KnowledgeStanding, number>>> {
  const where = new Conditions();
  const standing = standingSql(where.value(today), where.value(warnDays));
  addOwners(where, owners);
  const { rows } = await db.query<{ standing: KnowledgeStanding; n: number }>(
    `SELECT ${standing} AS standing, count(*)::int AS n FROM hotline_knowledge k ${where.where} GROUP BY 1`,
    where.values,
  );
  return Object.fromEntries(rows.map((row) => [row.standing, row.n]));
}

export interface EntryVersion {
  version: number;
  actor: string;
  savedAt: Instant;
  content: KnowledgeContent;
  useful: number;
  useless: number;
}

/** Newest first. */
export async function listVersions(
  db: Queries,
  { city, id }: { city: number; id: number },
): Promise<EntryVersion[]> {
  const { rows } = await db.query<
    Omit<EntryVersion, 'savedAt' | 'content'> & { saved_at: Instant; content: unknown }
  >(
    `SELECT version, v.actor, v.saved_at, v.content, coalesce(u.useful, 0) AS useful, coalesce(u.useless, 0) AS useless
     FROM hotline_knowledge_version v LEFT JOIN hotline_knowledge_usefulness u USING (city, entry_id, version)
     WHERE city = $1 AND entry_id = $2 ORDER BY version DESC`,
    [city, id],
  );
  return rows.map(({ saved_at, content, ...row }) => ({
    ...row,
    savedAt: saved_at,
    content: knowledgeContent.parse(content),
  }));
}

interface Written {
  organId: number;
  region: string;
  content: KnowledgeContent;
  /** Text of a tsvector. */
  words: string;
}
const headOf = ({ organId, region, content, words }: Written) => [
  organId,
  region,
  content.audience,
  content.validFrom,
  content.validTo,
  content.reviewBy,
  words,
  JSON.stringify(content),
];

/** Writes the first version of an entry, in the city of its owner. */
export async function insertEntry(
  db: Queries,
  written: Written,
  { accountId, actor, at }: Writer,
  demonstration: boolean,
): Promise<{ city: number; id: number }> {
  const { rows } = await db.query<{ city: number; id: number }>(
    `WITH head AS (
       INSERT INTO hotline_knowledge (city, organ_id, region, audience, valid_from, valid_to, review_by, words, version, demonstration)
       VALUES (($2::int8 / 100000000)::int2, $1, $2, $3, $4, $5, $6, $7::tsvector, 1, $9) RETURNING city, id
     )
     INSERT INTO hotline_knowledge_version (city, entry_id, version, content, account_id, actor, saved_at)
     SELECT city, id, 1, $8::jsonb, $10, $11, $12::timestamptz FROM head RETURNING city, entry_id AS id`,
    [...headOf(written), demonstration, accountId, actor, toRfc3339(at)],
  );
  return rows[0]!;
}

/** Writes the version after `version`. False when that is no longer the newest one. */
export async function insertVersion(
  db: Queries,
  { city, id }: { city: number; id: number },
  version: number,
  written: Written,
  { accountId, actor, at }: Writer,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `WITH head AS (
       UPDATE hotline_knowledge SET organ_id = $1, region = $2, audience = $3, valid_from = $4, valid_to = $5, review_by = $6,
         words = $7::tsvector, version = version + 1
       WHERE city = $9 AND id = $10 AND version = $11 RETURNING city, id, version
     )
     INSERT INTO hotline_knowledge_version (city, entry_id, version, content, account_id, actor, saved_at)
     SELECT city, id, version, $8::jsonb, $12, $13, $14::timestamptz FROM head`,
    [...headOf(written), city, id, version, accountId, actor, toRfc3339(at)],
  );
  return rowCount === 1;
}

/** Counts one voice for a version; false where there is no such version. */
export async function countVoice(
  db: Queries,
  { city, id }: { city: number; id: number },
  version: number,
  useful: boolean,
): Promise<boolean> {
  const column = useful ? 'useful' : 'useless';
  const { rowCount } = await db.query(
    `INSERT INTO hotline_knowledge_usefulness AS u (city, entry_id, version, ${column})
     SELECT city, entry_id, version, 1 FROM hotline_knowledge_version WHERE city = $1 AND entry_id = $2 AND version = $3
     ON CONFLICT (city, entry_id, version) DO UPDATE SET ${column} = u.${column} + 1`,
    [city, id, version],
  );
  return rowCount === 1;
}

/** Whether there is any entry yet. */
export async function hasEntries(db: Queries): Promise<boolean> {
  const { rows } = await db.query<{ there: boolean }>(
    'SELECT EXISTS (SELECT FROM hotline_knowledge) AS there',
  );
  return rows[0]!.there;
}
