import { rm } from 'node:fs/promises';
import path from 'node:path';
import { restoreBackup } from '#base/postgres-restore';
import { takeBackup } from '#base/postgres-backup';
import { HeldLog, type RecoveryPoint } from '#base/postgres-recovery-point';
import type { Config } from '#base/config';
import { openDatabase } from '#base/db';
import { readKeys } from '#base/keys';
import { createLog, type Say, sayNothing } from '#base/log';
import { OperatorError } from '#base/operator-error';
import { findHome, makeFolder } from '#base/postgres-location';
import { embeddedAccess } from '#base/postgres-roles';
import { startDatabase } from '#base/start-database';
import { systemNow, toRfc3339 } from '#base/time';
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
  return HeldLog.during(url.href, async (held) => {
    say('Taking a backup …');
    const backup = path.join(scratch, 'backup');
    const began = performance.now();
    const beside = await besideDatabase(config, await findHome(config.dataFolder));
    const wanted = beside.filter(({ name }) => name !== 'files');
    const note = await takeBackup(url.href, backup, wanted, systemNow);
    const seconds = secondsSince(began);
    const point = await held.setPoint('SELECT count(*) AS n FROM journal');
    const to = path.join(scratch, 'archive');
    const archive = await held.gather(point, { from: note.stopWal, archive: config.archive, to });
    say(`Restoring to ${toRfc3339(point.target)} …`);
    const taken = { bytes: note.bytes, seconds };
    return restoreAndCheck(config, { scratch, backup, archive, point, say }, taken);
  });
}

interface Restoring {
  scratch: string;
  backup: string;
  archive: string;
  point: RecoveryPoint;
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
      loss: {
        archived: config.archive !== undefined,
        seconds: config.archive === undefined ? null : point.sinceArchived,
      },
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
