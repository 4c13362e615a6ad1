import type { Pool } from 'pg';
import type { Queries } from '#base/db';
import type { Point } from '#contract/hotline/ticket-parts';

/** Finds the cases of texts whose opening broke off just before they were linked; once at a start. */
export async function linkLeftCases(pool: Pool): Promise<void> {
  await pool.query(
    `UPDATE hotline_ticket t SET case_id = c.id FROM cases c
     JOIN part_state p ON p.city = c.city AND p.case_id = c.id AND p.part = 'hotline/tickets'
     WHERE t.case_id IS NULL AND c.city = t.city AND c.number = t.number`,
  );
}

/** Keeps a category that an agent corrected, for lists and look-ups. */
export async function setCategory(pool: Pool, city: number, caseId: number, category: string, kind: string) {
  await pool.query('UPDATE hotline_ticket SET category = $3, kind = $4 WHERE city = $1 AND case_id = $2', [
    city,
    caseId,
    category,
    kind,
  ]);
}

interface StoredText {
  content: string;
  address: string;
  community: string;
  point: Point | null;
}

/** What was said in a ticket; null where there is nothing of it (any more). */
export async function findText(db: Queries, city: number, caseId: number): Promise<StoredText | null> {
  const { rows } = await db.query<{
    content: string;
    address: string;
    community: string;
    longitude: number | null;
    latitude: number | null;
  }>(
    'SELECT content, address, community, longitude, latitude FROM hotline_ticket WHERE city = $1 AND case_id = $2',
    [city, caseId],
  );
  const row = rows[0];
  if (!row) return null;
  const { content, address, community, longitude, latitude } = row;
  const point = longitude === null || latitude === null ? null : { longitude, latitude };
  return { content, address, community, point };
}

/** A case by its number in the cities where it may lie; null where there is none. */
export async function findCaseByNumber(
  db: Queries,
  cities: readonly number[],
  number: string,
): Promise<{ city: number; id: number } | null> {
  const { rows } = await db.query<{ city: number; id: number }>(
    `SELECT city, id FROM cases WHERE source_id IN (SELECT id FROM source) AND number = $2 AND city = ANY($1::int2[])
     ORDER BY id DESC LIMIT 1`,
    [cities, number],
  );
  return rows[0] ?? null;
}

/** A division, as places are shown; undefined for a code that is none. */
export async function findRegion(
  db: Queries,
  region: string,
): Promise<{ zh: string; en: string } | undefined> {
  const { rows } = await db.query<{ zh: string; en: string }>(
    'SELECT name_zh AS zh, name_en AS en FROM region WHERE code = $1',
    [region],
  );
  return rows[0];
}
