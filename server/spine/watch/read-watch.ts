import type { Queries } from '#base/db';
import type { Instant } from '#base/time';
import type { ProcessReading, Readings } from './judge.ts';
import { readCheckpoint, readQueues, readUnsigned } from './queues.ts';

/** A process with everything that it said of itself. */
export interface ProcessRow extends ProcessReading {
  version: string;
  schema: string;
  node: string;
  streams: number;
  connections: number;
  connectionsWaitedFor: number;
}

/** Everything that is known of the system's own running. */
export interface WatchReadings extends Readings {
  processes: readonly ProcessRow[];
  checkpoint: { size: number; signedAt: Instant } | null;
  importsRunning: number;
  /** The newest migration of the database. */
  schema: string;
}

/** An import that has not moved for this long has died. */
const importSilentMs = 600_000;

/** Reads it. @param logFolder folder of the log, for its newest checkpoint */
export async function readWatch(db: Queries, logFolder: string | null, now: Instant): Promise<WatchReadings> {
  const checkpoint = logFolder === null ? null : await readCheckpoint(logFolder);
  const [processes, loops, queues, unsigned, others] = [
    await db.query<ProcessRow>(
      `SELECT name, version, schema, node, started_at AS "startedAt", seen_at AS "seenAt", stopped_at AS "stoppedAt",
         disk_free AS "diskFree", disk_total AS "diskTotal", streams, connections, connections_waited_for AS "connectionsWaitedFor"
       FROM server_process ORDER BY name`,
    ),
    await db.query<Readings['loops'][number]>(
      `SELECT h.name, max(succeeded_at) AS "succeededAt",
         coalesce(min(failures) FILTER (WHERE p.stopped_at IS NULL), 0)::int AS failures
       FROM watch_heartbeat h JOIN server_process p ON p.name = h.process GROUP BY h.name`,
    ),
    await readQueues(db, now),
    await readUnsigned(db, checkpoint?.size ?? 0),
    await db.query<{ imports: number; schema: string }>(
      `SELECT (SELECT count(*)::int FROM import_run WHERE status = 'running' AND seen_at > $1::timestamptz) AS imports,
         (SELECT max(name) FROM schema_migration) AS schema`,
      [new Date(now - importSilentMs).toISOString()],
    ),
  ];
  return {
    now,
    processes: processes.rows,
    loops: loops.rows,
    queues: [...queues, unsigned],
    checkpoint,
    importsRunning: others.rows[0]!.imports,
    schema: others.rows[0]!.schema,
  };
}
