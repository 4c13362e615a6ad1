import { access, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { ownerOf } from '#base/backup/copy-tree';
import { restoreBackup } from '#base/backup/restore-backup';
import { copyWal, takeBackup } from '#base/backup/take-backup';
import type { Config } from '#base/config';
import { columnTypes } from '#base/db-types';
import { openDatabase } from '#base/db';
import { readKeys } from '#base/keys';
import { createLog, type Say, sayNothing } from '#base/log';
import { OperatorError } from '#base/operator-error';
import { findHome, makeFolder } from '#base/postgres-location';
import { embeddedAccess } from '#base/postgres-roles';
import { startDatabase } from '#base/start-database';
import { type Instant, systemNow, toRfc3339 } from '#base/time';
import { verifyInstallation } from '#spine/evidence/verify';
import { replay } from '#spine/journal/replay';
import { openSpine } from '#spine/spine';
import { besideDatabase } from './commands/backup.ts';
import { installPlatforms } from './install-platforms.ts';

/** What a drill has found and measured. */
export interface DrillReport {
  ok: boolean;
  /** The point in time that was restored to. */
  target: string;
  /** Journal entries of the running database just before and after the target, and of the restored one. */
  events: { before: number; after: number; restored: number };
  replay: { cases: number; differences: number };
  verify: { leaves: number; damaged: number };
  backup: { bytes: number; seconds: number };
  /** From an empty folder to a database that answers; then how long replay and verify took. */
  recovery: { seconds: number; checkSeconds: number };
  /** Since when nothing had been archived when the target was set: what a loss of the disk would have cost. */
  loss: { archived: boolean; seconds: number | null };
}

/** How long an archiver is waited for, in milliseconds. */
const archivePatience = 120_000;
const secondsSince = (began: number) => Number(((performance.now() - began) / 1_000).toFixed(1));

/**
 * Tries on a copy whether the installation could be restored to a point in time: takes a backup, sets the point, restores into a
 * folder of its own with the log up to there, recomputes and verifies everything, and removes the copy. The installation goes on
 * meanwhile and nothing of it is changed. Embedded PostgreSQL alone.
 * @throws OperatorError where it cannot be tried
 */
export async function drillRestore(config: Config, say: Say): Promise<DrillReport> {
  if (config.databaseUrl)
    throw new OperatorError(
      'DATABASE_URL names a PostgreSQL of your own: drill its restore with the tools that back it up, and check what comes back ' +
        'with "./mingjing replay" and "./mingjing verify" (docs/operations.md).',
    );
  const running = await startDatabase(config, say, { connections: 1, name: 'mingjing-drill' });
  const scratch = path.join(path.dirname(await findHome(config.dataFolder)), `drill-${process.pid}`);
  try {
    await makeFolder(scratch);
    return await drill(config, running.access.ownerUrl!, scratch, say);
  } finally {
    await running.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function drill(config: Config, ownerUrl: string, scratch: string, say: Say): Promise<DrillReport> {
  // The superuser himself: the owner's address acts as a lesser role.
  const url = new URL(ownerUrl);
  url.search = '';
  const admin = new pg.Client({
    connectionString: url.href,
    application_name: 'mingjing-drill',
    types: columnTypes,
  });
  admin.on('error', () => {});
  await admin.connect();
  try {
    say('Taking a backup …');
    const backup = path.join(scratch, 'backup');
    const began = performance.now();
    const beside = await besideDatabase(config, await findHome(config.dataFolder));
    const note = await takeBackup(
      url.href,
      backup,
      beside.filter(({ name }) => name !== 'files'),
      systemNow,
    );
    const backupSeconds = secondsSince(began);
    // Held until the log has been copied.
    await admin.query(
      `SELECT pg_create_physical_replication_slot('mingjing_drill_' || pg_backend_pid(), true, true)`,
    );
    const point = await setTarget(admin, config.archive);
    const archive = await gatherLog(admin, {
      config,
      point,
      from: note.stopWal,
      to: path.join(scratch, 'archive'),
    });
    say(`Restoring to ${toRfc3339(point.target)} …`);
    return await restoreAndCheck(
      config,
      { scratch, backup, archive, point, say },
      { bytes: note.bytes, seconds: backupSeconds },
    );
  } finally {
    await admin.end();
  }
}

interface Target {
  target: Instant;
  before: number;
  after: number;
  /** The segment that must have been archived for the target to be reached. */
  wal: string;
  loss: DrillReport['loss'];
}

/** Sets the point in time between two counts, has something committed after it, and ends the segment. */
async function setTarget(admin: pg.Client, archive: string | undefined): Promise<Target> {
  const count = async () =>
    (await admin.query<{ n: number }>('SELECT count(*) AS n FROM journal')).rows[0]!.n;
  const archived = await admin.query<{ seconds: number | null }>(
    `SELECT extract(epoch FROM clock_timestamp() - last_archived_time)::float8 AS seconds FROM pg_stat_archiver`,
  );
  const before = await count();
  const { rows } = await admin.query<{ target: Instant }>('SELECT clock_timestamp() AS target');
  // Recovery stops at the first commit after the target: there must be one.
  await pause(2);
  await admin.query(`SELECT pg_current_xact_id()`);
  const after = await count();
  const end = await admin.query<{ wal: string }>('SELECT pg_walfile_name(pg_switch_wal()) AS wal');
  const seconds = archived.rows[0]?.seconds ?? null;
  return {
    target: rows[0]!.target + 1,
    before,
    after,
    wal: end.rows[0]!.wal,
    loss: {
      archived: archive !== undefined,
      seconds: archive === undefined || seconds === null ? null : Number(seconds.toFixed(1)),
    },
  };
}

interface LogWanted {
  config: Config;
  point: Target;
  from: string;
  to: string;
}

/** The log since the backup: from the archive as it would be after a loss, else from the running server. Gives its folder. */
async function gatherLog(admin: pg.Client, { config, point, from, to }: LogWanted): Promise<string> {
  if (config.archive !== undefined) {
    await archivedUpTo(path.join(config.archive, point.wal));
    return config.archive;
  }
  const { rows } = await admin.query<{ folder: string }>(
    `SELECT current_setting('data_directory') AS folder`,
  );
  const owner = await ownerOf(path.join(rows[0]!.folder, 'PG_VERSION'));
  await copyWal(path.join(rows[0]!.folder, 'pg_wal'), to, { from, to: point.wal }, owner);
  return to;
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

interface Restoring {
  scratch: string;
  backup: string;
  archive: string;
  point: Target;
  say: Say;
}

async function restoreAndCheck(
  config: Config,
  { scratch, backup, archive, point, say }: Restoring,
  taken: DrillReport['backup'],
): Promise<DrillReport> {
  const began = performance.now();
  const dataFolder = path.join(scratch, 'restored');
  const server = await restoreBackup({ backup, dataFolder, to: point.target, archive, say: sayNothing });
  const seconds = secondsSince(began);
  try {
    say('Checking …');
    const checking = performance.now();
    const found = await checkRestored(
      config,
      embeddedAccess(server.adminUrl('mingjing'), server.appPassword).appUrl,
      dataFolder,
    );
    const { restored, replayed, verified } = found;
    const within = restored >= point.before && restored <= point.after;
    return {
      ok: within && replayed.differences === 0 && verified.ok,
      target: toRfc3339(point.target),
      events: { before: point.before, after: point.after, restored },
      replay: { cases: replayed.cases, differences: replayed.differences },
      verify: { leaves: verified.leaves, damaged: verified.damaged.length },
      backup: taken,
      recovery: { seconds, checkSeconds: secondsSince(checking) },
      loss: point.loss,
    };
  } finally {
    await server.stop();
  }
}

/** Nothing is signed: the copy must not become another history of the same log. */
async function checkRestored(config: Config, appUrl: string, dataFolder: string) {
  const database = openDatabase<unknown>(appUrl, { connections: 6, name: 'mingjing-drill', say: sayNothing });
  try {
    const { rows } = await database.pool.query<{ n: number }>('SELECT count(*) AS n FROM journal');
    installPlatforms();
    const spine = await openSpine({
      pool: database.pool,
      log: createLog(),
      say: sayNothing,
      now: systemNow,
      demonstration: config.demo,
      keys: await readKeys(config, sayNothing),
    });
    const verified = await verifyInstallation(spine, path.join(dataFolder, 'evidence'));
    const replayed = await replay(spine);
    return { restored: rows[0]!.n, replayed, verified };
  } finally {
    await database.close();
  }
}
