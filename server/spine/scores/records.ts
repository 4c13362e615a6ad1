import type { Pool } from 'pg';
import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import type { ScoreGrade } from '#contract/score-schemes';

/** A calculation as it is published. */
export interface NewRecord {
  organId: number;
  region: number;
  month: string;
  scheme: string;
  version: number;
  revision: number;
  bytes: string;
  sha256: string;
  total: string;
  grade: ScoreGrade;
}

export interface ScoreRecord {
  organ: string;
  month: string;
  scheme: string;
  version: number;
  revision: number;
  sha256: string;
  total: string;
  grade: ScoreGrade;
  publishedAt: Instant;
  publishedBy: string;
}

const columns = `o.code AS organ, r.month, r.scheme, r.version, r.revision, r.sha256, r.total::text AS total, r.grade,
  r.published_at AS "publishedAt", r.published_by AS "publishedBy"`;

/** The newest revision of each organ and month. */
export async function latestRecords(db: Queries, months: readonly string[]): Promise<ScoreRecord[]> {
  const { rows } = await db.query<ScoreRecord & Record<string, unknown>>(
    `SELECT DISTINCT ON (r.organ_id, r.month) ${columns} FROM score_record r JOIN organ o ON o.id = r.organ_id
     WHERE r.month = ANY($1::text[]) ORDER BY r.organ_id, r.month, r.published_at DESC, r.revision DESC`,
    [months],
  );
  return rows;
}

/** Everything published of an organ in some months, newest first. */
export async function recordsOf(
  db: Queries,
  organId: number,
  months: readonly string[],
): Promise<ScoreRecord[]> {
  const { rows } = await db.query<ScoreRecord & Record<string, unknown>>(
    `SELECT ${columns} FROM score_record r JOIN organ o ON o.id = r.organ_id
     WHERE r.organ_id = $1 AND r.month = ANY($2::text[]) ORDER BY r.month DESC, r.published_at DESC, r.revision DESC`,
    [organId, months],
  );
  return rows;
}

/** Writes them; a revision that somebody else wrote in the same moment is left. Returns how many were written. */
export async function insertRecords(
  pool: Pool,
  records: readonly NewRecord[],
  { by, at }: { by: string; at: Instant },
): Promise<number> {
  const column = <K extends keyof NewRecord>(name: K) => records.map((record) => record[name]);
  const { rowCount } = await pool.query(
    `INSERT INTO score_record (organ_id, region, month, scheme, version, revision, bytes, sha256, total, grade, published_at, published_by)
     SELECT *, $11::timestamptz, $12::text FROM unnest($1::int4[], $2::int8[], $3::text[], $4::text[], $5::int2[], $6::int2[],
       $7::text[], $8::text[], $9::numeric[], $10::text[]) ON CONFLICT DO NOTHING`,
    [
      column('organId'),
      column('region'),
      column('month'),
      column('scheme'),
      column('version'),
      column('revision'),
      column('bytes'),
      column('sha256'),
      column('total'),
      column('grade'),
      toRfc3339(at),
      by,
    ],
  );
  return rowCount ?? 0;
}
