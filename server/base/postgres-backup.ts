import { access, chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { OperatorError } from '#base/operator-error';
import { toRfc3339, type Instant, type Now } from '#base/time';
import { copyTree, give, type Owner, ownerOf } from '#base/copy-tree';

/** What a backup says of itself, in `backup.json`. */
export interface BackupNote {
  format: 1;
  /** Version of the PostgreSQL that it is of. */
  postgres: string;
  startedAt: string;
  endedAt: string;
  /** The log of PostgreSQL that belongs to it, from and to. */
  startWal: string;
  stopWal: string;
  bytes: number;
}

/** What is backed up besides the database. Names are those in the backup. */
export interface Beside {
  name: 'evidence' | 'files' | 'secrets.json';
  from: string;
}

/** Left out of a base backup, as the documentation of PostgreSQL says (Continuous Archiving, 25.3.4.2 “Backing Up the Data Directory”). */
const leftOut =
  /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans|log)\/.|(^|\/)pgsql_tmp|^postmaster\.(pid|opts)$|^pg_internal\.init|^recovery\.signal$|^standby\.signal$/;
export const segment = /^[0-9A-F]{24}$/;

/** The data folder of a server, where this process can read it. @throws OperatorError where it cannot */
async function dataDirectory(admin: pg.Client): Promise<string> {
  const { rows } = await admin.query<{ folder: string }>(
    `SELECT current_setting('data_directory', true) AS folder`,
  );
  const folder = rows[0]?.folder ?? '';
  await access(path.join(folder, 'global', 'pg_control')).catch(() => {
    throw new OperatorError(
      'The files of this PostgreSQL cannot be read from here. Back it up with its own tools (pg_basebackup, pgBackRest) on its machine; ' +
        'docs/operations.md says what belongs to a backup besides.',
    );
  });
  return folder;
}

/**
 * Takes a backup of a running server by the low-level API of PostgreSQL (Continuous Archiving, 25.3.4 “Making a Base Backup
 * Using the Low-Level API”): its files and the part of its log without which they are worth nothing, into a folder that stands
 * whole or not at all.
 * @param url of a superuser; @param folder is made; what lies beside the database is copied before the backup ends, so that a
 *   log of evidence in it is never newer than the database
 * @throws OperatorError where the folder is there already or the server's files cannot be read
 */
export async function takeBackup(
  url: string,
  folder: string,
  beside: readonly Beside[],
  now: Now,
): Promise<BackupNote> {
  await access(folder).then(
    () => {
      throw new OperatorError(`${folder} is there already; a backup is never written over.`);
    },
    () => {},
  );
  const draft = `${folder}.part`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await chmod(draft, 0o700);
  const admin = new pg.Client({ connectionString: url, application_name: 'mingjing-backup' });
  admin.on('error', () => {});
  await admin.connect();
  try {
    const note = await intoDraft(admin, draft, beside, now);
    await writeFile(path.join(draft, 'backup.json'), `${JSON.stringify(note, null, 2)}\n`);
    await rename(draft, folder);
    return note;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  } finally {
    // With the session go the backup that was not ended and the slot.
    await admin.end();
  }
}

async function intoDraft(
  admin: pg.Client,
  draft: string,
  beside: readonly Beside[],
  now: Now,
): Promise<BackupNote> {
  const startedAt: Instant = now();
  const cluster = await dataDirectory(admin);
  const owner = await ownerOf(draft);
  // A slot of this session alone: until it ends, nothing of the log that the backup needs is thrown away.
  await admin.query(
    `SELECT pg_create_physical_replication_slot('mingjing_backup_' || pg_backend_pid(), true, true)`,
  );
  const start = await admin.query<{ wal: string }>(
    `SELECT pg_walfile_name(pg_backup_start('mingjing', fast => true)) AS wal`,
  );
  let bytes = await copyTree(cluster, path.join(draft, 'database'), {
    owner,
    wanted: (one) => !leftOut.test(one),
  });
  bytes += await copyBeside(draft, beside, owner);
  const stop = await admin.query<{ wal: string; label: string; spaces: string; version: string }>(
    `SELECT pg_walfile_name(lsn) AS wal, labelfile AS label, spcmapfile AS spaces, current_setting('server_version') AS version
     FROM pg_backup_stop(wait_for_archive => false)`,
  );
  const { wal, label, spaces, version } = stop.rows[0]!;
  if (spaces.trim() !== '')
    throw new OperatorError(
      'This PostgreSQL has tablespaces outside of its data folder, which this backup does not copy.',
    );
  await writeFile(path.join(draft, 'database', 'backup_label'), label, { mode: 0o600 });
  const startWal = start.rows[0]!.wal;
  bytes += await copyWal(
    path.join(cluster, 'pg_wal'),
    path.join(draft, 'wal'),
    { from: startWal, to: wal },
    owner,
  );
  return {
    format: 1,
    postgres: version,
    startedAt: toRfc3339(startedAt),
    endedAt: toRfc3339(now()),
    startWal,
    stopWal: wal,
    bytes,
  };
}

/** Of the evidence the checkpoint goes first: the tiles beside it then hold at least what it covers. */
async function copyBeside(draft: string, beside: readonly Beside[], owner: Owner): Promise<number> {
  let bytes = 0;
  for (const { name, from } of beside) {
    const to = path.join(draft, name);
    const there = await access(from).then(
      () => true,
      () => false,
    );
    if (!there) continue;
    if (name === 'secrets.json')
      bytes += await copyTree(path.dirname(from), draft, { owner, wanted: (one) => one === name });
    else {
      const first = (one: string) => one === 'checkpoint' || one === 'signer-state';
      bytes += await copyTree(from, to, { owner, wanted: first });
      bytes += await copyTree(from, to, { owner, wanted: (one) => !first(one) });
    }
  }
  return bytes;
}

/**
 * Copies segments of PostgreSQL's own log by their names, which ascend.
 * @throws OperatorError where one that is needed is not there any more
 */
export async function copyWal(
  from: string,
  to: string,
  range: { from: string; to?: string },
  owner: Owner,
): Promise<number> {
  const names = (await readdir(from)).filter(
    (name) => segment.test(name) && name >= range.from && (range.to === undefined || name <= range.to),
  );
  if (!names.includes(range.from) || (range.to !== undefined && !names.includes(range.to)))
    throw new OperatorError(
      `PostgreSQL's log from ${range.from} to ${range.to ?? 'now'} is not there any more.`,
    );
  const wanted = new Set(names);
  const bytes = await copyTree(from, to, { owner, wanted: (one) => wanted.has(one) });
  await give(to, owner);
  return bytes;
}
