import { statfs } from 'node:fs/promises';
import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import { version } from '#base/version';

/** What a server process says of itself. */
export interface Self {
  /** Host and port. */
  readonly name: string;
  /** The newest migration that it knows. */
  readonly schema: string;
  readonly dataFolder: string;
  /** What moves: open live streams, connections of the pool. */
  figures(): { streams: number; connections: number; waitedFor: number };
}

/** Bytes of the disk that a folder lies on. */
export async function diskOf(folder: string): Promise<{ free: number; total: number }> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, total: blocks * bsize };
}

/** Says that a process is there and since when its loops run; one that was started again takes over its row. */
export async function sayPresent(
  db: Queries,
  self: Self,
  { startedAt, now }: { startedAt: Instant; now: Instant },
): Promise<void> {
  const disk = await diskOf(self.dataFolder);
  const { streams, connections, waitedFor } = self.figures();
  await db.query(
    `INSERT INTO server_process (name, version, schema, node, started_at, seen_at, disk_free, disk_total, streams, connections, connections_waited_for)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (name) DO UPDATE SET version = excluded.version, schema = excluded.schema, node = excluded.node,
       started_at = excluded.started_at, seen_at = excluded.seen_at, stopped_at = NULL, disk_free = excluded.disk_free,
       disk_total = excluded.disk_total, streams = excluded.streams, connections = excluded.connections,
       connections_waited_for = excluded.connections_waited_for`,
    [
      self.name,
      version,
      self.schema,
      process.version,
      toRfc3339(startedAt),
      toRfc3339(now),
      disk.free,
      disk.total,
      streams,
      connections,
      waitedFor,
    ],
  );
}

/** Says that a process ends in order. */
export async function sayGone(db: Queries, name: string, now: Instant): Promise<void> {
  await db.query('UPDATE server_process SET stopped_at = $2, seen_at = $2 WHERE name = $1', [
    name,
    toRfc3339(now),
  ]);
}

/** Forgets processes that were not seen for long. */
export async function forgetProcesses(db: Queries, before: Instant): Promise<void> {
  await db.query('DELETE FROM server_process WHERE seen_at < $1', [toRfc3339(before)]);
}

/** When any process was last there; null: none ever was. */
export async function lastSeen(db: Queries): Promise<Instant | null> {
  const { rows } = await db.query<{ at: Instant | null }>('SELECT max(seen_at) AS at FROM server_process');
  return rows[0]?.at ?? null;
}
