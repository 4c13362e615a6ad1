import type { ClientBase, Pool } from 'pg';
import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import type { Point } from '#contract/hotline/ticket-parts';
import { ticketVector } from '../search/ticket-words.ts';

/** What was said and where, as `hotline_ticket` has it. */
interface TicketText {
  city: number;
  number: string;
  region: string;
  category: string;
  kind: string;
  channel: string;
  title: string;
  content: string;
  salt: Buffer;
  address: string;
  community: string;
  point?: Point;
  callerIndex: Buffer | null;
  personId: number | null;
  receivedAt: Instant;
}

/** Made once: making one takes longer than everything else that a number takes. */
const dayForm = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

/** The next number of a ticket: the day, and a count that never comes again. */
export async function nextNumber(pool: Pool, at: Instant): Promise<string> {
  const { rows } = await pool.query<{ n: number }>(`SELECT nextval('hotline_ticket_number') AS n`);
  const day = dayForm.format(at).replaceAll('-', '');
  return `HL${day}${String(rows[0]!.n).padStart(6, '0')}`;
}

/** Keeps what was said, before the case of it is opened. */
export async function insertText(client: ClientBase, one: TicketText): Promise<void> {
  await client.query(
    `INSERT INTO hotline_ticket (city, number, region, category, kind, channel, title, content, salt, address, community,
       longitude, latitude, caller_index, person_id, received_at, words)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17::tsvector)`,
    [
      one.city,
      one.number,
      one.region,
      one.category,
      one.kind,
      one.channel,
      one.title,
      one.content,
      one.salt,
      one.address,
      one.community,
      one.point?.longitude,
      one.point?.latitude,
      one.callerIndex,
      one.personId,
      toRfc3339(one.receivedAt),
      ticketVector(one),
    ],
  );
}

/** Says which case a text is of. Not waited for on disk: what a crash takes is found again at the next start (`linkLeftCases`). */
export async function linkCase(pool: Pool, city: number, number: string, caseId: number): Promise<void> {
  await pool.query(
    `WITH soon AS (SELECT set_config('synchronous_commit', 'off', true))
     UPDATE hotline_ticket SET case_id = $3 FROM soon WHERE city = $1 AND number = $2`,
    [city, number, caseId],
  );
}

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

/** The blind index of the telephone number that was left with a ticket. */
export async function callerIndexOfCase(db: Queries, city: number, caseId: number): Promise<Buffer | null> {
  const { rows } = await db.query<{ caller_index: Buffer | null }>(
    'SELECT caller_index FROM hotline_ticket WHERE city = $1 AND case_id = $2',
    [city, caseId],
  );
  return rows[0]?.caller_index ?? null;
}
