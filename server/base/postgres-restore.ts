import { access, appendFile, chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import type { Say } from '#base/log';
import { OperatorError } from '#base/operator-error';
import { packagedMajor } from '#base/postgres-binaries';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#base/postgres-embedded';
import { locate } from '#base/postgres-location';
import { type Instant, toRfc3339 } from '#base/time';
import { copyTree, give } from '#base/copy-tree';

const backupNote = z.object({
  format: z.literal(1),
  postgres: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
});

export interface RestoreOptions {
  /** A folder that `takeBackup` has made. */
  backup: string;
  /** The data folder that it is restored into; nothing may be there yet. */
  dataFolder: string;
  /** Up to when; absent: as far as there is log. */
  to?: Instant | undefined;
  /** Where PostgreSQL's log was archived since the backup. */
  archive?: string | undefined;
  say: Say;
  /** False for tests only. */
  durable?: boolean;
}

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** Names of zones, `Z` too, are not known where this is read: an offset is. */
const targetTime = (at: Instant) => toRfc3339(at).replace('T', ' ').replace('Z', '+00');

/** Text for a value in postgresql.conf. */
const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;

/**
 * Restores a backup into an empty data folder and lets PostgreSQL recover to a point in time (Continuous Archiving, 25.3.5
 * “Recovering Using a Continuous Archive Backup”). Returns the running server, promoted; whoever calls stops it.
 * @throws OperatorError where there is no backup, the folder is not empty, or the point in time cannot be reached
 */
export async function restoreBackup(options: RestoreOptions): Promise<EmbeddedPostgres> {
  const { backup, dataFolder, say, durable = true } = options;
  const note = await readNote(backup);
  if (note.postgres.split('.')[0] !== packagedMajor)
    throw new OperatorError(
      `The backup is of PostgreSQL ${note.postgres}; this Mingjing brings ${packagedMajor}.`,
    );
  if (options.to !== undefined && options.to < Date.parse(note.endedAt))
    throw new OperatorError(`The backup ended at ${note.endedAt}: it can be restored to a later time alone.`);
  await layOut(options);
  say('Recovering …');
  const server = await startEmbeddedPostgres({ dataFolder, say, durable }).catch((cause: Error) => {
    throw new OperatorError(`PostgreSQL does not recover: ${cause.message}`, { cause });
  });
  await promoted(server).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  return server;
}

async function readNote(backup: string) {
  const text = await readFile(path.join(backup, 'backup.json'), 'utf8').catch(() => {
    throw new OperatorError(`${backup} is no backup: it has no backup.json.`);
  });
  return backupNote.parse(JSON.parse(text));
}

async function layOut({ backup, dataFolder, to, archive, say }: RestoreOptions): Promise<void> {
  const { home, cluster, account } = await locate(dataFolder, say);
  for (const place of [cluster, path.join(dataFolder, 'evidence')])
    if (await isThere(place))
      throw new OperatorError(`${place} is there already; restore into an empty data folder.`);
  const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const owner = account ?? self;
  await mkdir(home, { recursive: true });
  await copyTree(path.join(backup, 'database'), cluster, { owner });
  for (const missing of [
    'pg_wal',
    'pg_replslot',
    'pg_dynshmem',
    'pg_notify',
    'pg_serial',
    'pg_snapshots',
    'pg_stat_tmp',
    'pg_subtrans',
    'log',
  ])
    await makeFor(path.join(cluster, missing), owner);
  const wal = path.join(home, 'restore-wal');
  await copyTree(path.join(backup, 'wal'), wal, { owner });
  await copyTree(backup, home, { owner: self, wanted: (one) => one === 'secrets.json' });
  // The owner of the folder of the database is whoever runs this; PostgreSQL's user must get in.
  await chmod(home, 0o755);
  for (const name of ['evidence', 'files'])
    if (await isThere(path.join(backup, name)))
      await copyTree(path.join(backup, name), path.join(dataFolder, name), {
        owner: self,
        modes: { folder: 0o755, file: 0o644 },
      });
  const fetch = [...(archive ? [archive] : []), wal].map((folder) => `cp "${folder}/%f" "%p"`).join(' || ');
  const settings = [
    `restore_command = ${quoted(fetch)}`,
    "recovery_target_action = 'promote'",
    ...(to === undefined ? [] : [`recovery_target_time = ${quoted(targetTime(to))}`]),
  ];
  await appendFile(path.join(cluster, 'postgresql.auto.conf'), `\n${settings.join('\n')}\n`);
  const signal = path.join(cluster, 'recovery.signal');
  await writeFile(signal, '', { mode: 0o600 });
  await give(signal, owner);
}

async function makeFor(folder: string, owner: { uid: number; gid: number }): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await give(folder, owner);
}

/** Waits until recovery has ended. */
async function promoted(server: EmbeddedPostgres): Promise<void> {
  const client = new pg.Client({ connectionString: server.adminUrl('postgres') });
  client.on('error', () => {});
  await client.connect();
  try {
    for (;;) {
      const { rows } = await client.query<{ recovering: boolean }>(
        'SELECT pg_is_in_recovery() AS recovering',
      );
      if (!rows[0]!.recovering) return;
      await pause(50);
    }
  } catch (cause) {
    throw new OperatorError(
      'PostgreSQL ended while it recovered: the point in time cannot be reached with the log that there is.',
      { cause },
    );
  } finally {
    await client.end().catch(() => {});
  }
}
