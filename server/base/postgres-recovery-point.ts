import { access } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { ownerOf } from '#base/copy-tree';
import { columnTypes } from '#base/db-types';
import { OperatorError } from '#base/operator-error';
import { copyWal } from '#base/postgres-backup';
import type { Instant } from '#base/time';

/** A point in time to which a database is to be restored, with what was there around it. */
export interface RecoveryPoint {
  target: Instant;
  /** What was counted just before and just after. */
  before: number;
  after: number;
  /** The segment of the log that is needed to get there. */
  wal: string;
  /** Seconds since a segment was archived last, when the point was set; null: none ever was. */
  sinceArchived: number | null;
}

/** How long an archiver is waited for, in milliseconds. */
const archivePatience = 120_000;

/** A superuser's session in which PostgreSQL throws nothing of its log away. */
export class HeldLog {
  readonly #admin: pg.Client;

  private constructor(admin: pg.Client) {
    this.#admin = admin;
  }

  /** Holds the log while work is done. */
  static async during<T>(url: string, work: (held: HeldLog) => Promise<T>): Promise<T> {
    const admin = new pg.Client({
      connectionString: url,
      application_name: 'mingjing-drill',
      types: columnTypes,
    });
    admin.on('error', () => {});
    await admin.connect();
    try {
      // A slot of this session alone, which goes with it.
      await admin.query(
        `SELECT pg_create_physical_replication_slot('mingjing_drill_' || pg_backend_pid(), true, true)`,
      );
      return await work(new HeldLog(admin));
    } finally {
      await admin.end();
    }
  }

  /** Sets a point between two counts, has something committed after it, and ends the segment. @param counting gives one row `n` */
  async setPoint(counting: string): Promise<RecoveryPoint> {
    const count = async () => (await this.#admin.query<{ n: number }>(counting)).rows[0]!.n;
    const archived = await this.#admin.query<{ seconds: number | null }>(
      `SELECT extract(epoch FROM clock_timestamp() - last_archived_time)::float8 AS seconds FROM pg_stat_archiver`,
    );
    const before = await count();
    const { rows } = await this.#admin.query<{ target: Instant }>('SELECT clock_timestamp() AS target');
    // Recovery stops at the first commit after the target: there must be one.
    await pause(2);
    await this.#admin.query('SELECT pg_current_xact_id()');
    const after = await count();
    const end = await this.#admin.query<{ wal: string }>('SELECT pg_walfile_name(pg_switch_wal()) AS wal');
    const seconds = archived.rows[0]?.seconds ?? null;
    return {
      // Microseconds were cut off.
      target: rows[0]!.target + 1,
      before,
      after,
      wal: end.rows[0]!.wal,
      sinceArchived: seconds === null ? null : Number(seconds.toFixed(1)),
    };
  }

  /**
   * The log from a segment up to a point: in the archive, as it would be after a loss, else copied from the running server.
   * @returns the folder that it is in
   * @throws OperatorError where it is not archived in time
   */
  async gather(
    point: RecoveryPoint,
    { from, archive, to }: { from: string; archive: string | undefined; to: string },
  ): Promise<string> {
    if (archive !== undefined) {
      await archivedUpTo(path.join(archive, point.wal));
      return archive;
    }
    const { rows } = await this.#admin.query<{ folder: string }>(
      `SELECT current_setting('data_directory') AS folder`,
    );
    const { folder } = rows[0]!;
    const owner = await ownerOf(path.join(folder, 'PG_VERSION'));
    await copyWal(path.join(folder, 'pg_wal'), to, { from, to: point.wal }, owner);
    return to;
  }
}

async function archivedUpTo(file: string): Promise<void> {
  const began = performance.now();
  for (;;) {
    const there = await access(file).then(
      () => true,
      () => false,
    );
    if (there) return;
    if (performance.now() - began > archivePatience)
      throw new OperatorError(
        `PostgreSQL has not archived ${path.basename(file)} after ${archivePatience / 1_000} s: its log says why (pg_stat_archiver).`,
      );
    await pause(100);
  }
}
