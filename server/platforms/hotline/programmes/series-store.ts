import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import type { SeriesContent } from '#contract/hotline/programmes';

export interface StoredSeries {
  id: number;
  version: number;
  organId: number;
  region: string;
  content: SeriesContent;
  demonstration: boolean;
  /** Episodes that were not cancelled. */
  episodes: number;
}

interface Row {
  id: number;
  version: number;
  organ_id: number;
  region: string;
  content: SeriesContent;
  demonstration: boolean;
  episodes: number;
}

const select = `SELECT s.id, s.version, s.organ_id, s.region::text, s.content, s.demonstration,
  (SELECT count(*)::int FROM part_state p WHERE p.part = 'hotline/programmes' AND (p.state #>> '{series,id}')::int = s.id
     AND p.state ->> 'status' <> 'cancelled') AS episodes
  FROM hotline_series s`;

const toSeries = ({ organ_id, ...row }: Row): StoredSeries => ({ ...row, organId: organ_id });

/** All series, those that are still broadcast first. */
export async function listSeries(db: Queries): Promise<StoredSeries[]> {
  const { rows } = await db.query<Row>(`${select} ORDER BY (s.content ->> 'running')::boolean DESC, s.id`);
  return rows.map(toSeries);
}

export async function findSeries(db: Queries, id: number): Promise<StoredSeries | null> {
  const { rows } = await db.query<Row>(`${select} WHERE s.id = $1`, [id]);
  return rows[0] ? toSeries(rows[0]) : null;
}

export interface SeriesWriter {
  actor: string;
  at: Instant;
}

export async function insertSeries(
  db: Queries,
  series: { organId: number; region: string; content: SeriesContent; demonstration: boolean },
  { actor, at }: SeriesWriter,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO hotline_series (organ_id, region, content, demonstration, saved_by, saved_at)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [
      series.organId,
      series.region,
      JSON.stringify(series.content),
      series.demonstration,
      actor,
      toRfc3339(at),
    ],
  );
  return rows[0]!.id;
}

/** The next version; false where another one is the newest. */
export async function updateSeries(
  db: Queries,
  id: number,
  version: number,
  content: SeriesContent,
  { actor, at }: SeriesWriter,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE hotline_series SET content = $3, version = version + 1, saved_by = $4, saved_at = $5
     WHERE id = $1 AND version = $2`,
    [id, version, JSON.stringify(content), actor, toRfc3339(at)],
  );
  return Boolean(rowCount);
}
