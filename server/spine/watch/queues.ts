import { stat, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';

export interface QueueReading {
  name: string;
  waiting: number;
  /** When the oldest that waits came to wait; null: nothing waits, or it cannot be told. */
  since: Instant | null;
}

/** Counting stops here: a queue that is longer is long enough to be seen. */
const most = 10_000;

/** Cards of a city that are looked at. One that was told late may stand before others that really wait. */
const front = 100;

/**
 * Each of these looks at the front of an index alone. `rungs`: cards that are due and not given, of live sources, city by city. One
 * waits since it was due, or since its clock came to be known where that is later: since the newest entry of its case was recorded,
 * or since its source, told as the past, went live.
 */
const text = `
SELECT 'journal' AS name, (SELECT count(*)::int FROM (SELECT FROM journal_pending LIMIT ${most}) x) AS waiting,
  (SELECT j.recorded_at FROM (SELECT cities[1] AS city, case_ids[1] AS case_id, case_seqs[1] AS case_seq FROM journal_pending ORDER BY id LIMIT 1) p
   JOIN journal j USING (city, case_id, case_seq)) AS since
UNION ALL
SELECT 'reactions', (SELECT count(*)::int FROM (SELECT FROM reaction_pending LIMIT ${most}) x),
  (SELECT min(j.recorded_at) FROM (SELECT city, case_id, case_seq FROM reaction_pending LIMIT ${most}) p JOIN journal j USING (city, case_id, case_seq))
UNION ALL
SELECT 'deliveries', count(*)::int, min(next_at) FROM message_delivery WHERE state = 'waiting' AND next_at <= $1::timestamptz
UNION ALL
SELECT 'rungs', count(DISTINCT k.city)::int, min(greatest(k.next_at, s.live_since, (
  SELECT j.recorded_at FROM journal j WHERE j.city = k.city AND j.case_id = k.case_id ORDER BY j.case_seq DESC LIMIT 1)))
FROM city_write c CROSS JOIN LATERAL (
  SELECT city, case_id, source_id, next_at FROM clock WHERE clock.city = c.city AND live AND next_at <= $1::timestamptz
  ORDER BY next_at LIMIT ${front}) k JOIN source s ON s.id = k.source_id
UNION ALL
SELECT 'follower', (SELECT coalesce(sum(n), 0)::int FROM (SELECT n FROM alert_write, message_follower
  WHERE txid >= position AND txid < pg_snapshot_xmin(pg_current_snapshot()) LIMIT ${most}) x), NULL`;

/** What waits in the database. Of `rungs` the number is that of cities. */
export async function readQueues(db: Queries, now: Instant): Promise<QueueReading[]> {
  const { rows } = await db.query<QueueReading>(text, [toRfc3339(now)]);
  return rows;
}

/** The newest checkpoint in the folder of the log: how many leaves it covers and when it was written. */
export async function readCheckpoint(folder: string): Promise<{ size: number; signedAt: Instant } | null> {
  const file = path.join(folder, 'checkpoint');
  const [note, about] = await Promise.all([readFile(file, 'utf8'), stat(file)]).catch(() => [null, null]);
  if (!note || !about) return null;
  const size = Number(note.split('\n')[1]);
  return Number.isSafeInteger(size) ? { size, signedAt: about.mtimeMs } : null;
}

/** Leaves that no checkpoint covers yet, and since when the first of them is in the journal. */
export async function readUnsigned(db: Queries, signed: number): Promise<QueueReading> {
  const { rows } = await db.query<{ size: number; since: Instant | null }>(
    `SELECT size, (SELECT j.recorded_at FROM journal_leaf l JOIN journal j USING (city, case_id, case_seq)
       WHERE l.leaf_index = $1) AS since FROM evidence_tree`,
    [signed],
  );
  const waiting = Math.max(0, (rows[0]?.size ?? 0) - signed);
  return { name: 'checkpoint', waiting, since: waiting > 0 ? (rows[0]?.since ?? null) : null };
}
