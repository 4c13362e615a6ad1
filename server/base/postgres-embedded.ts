import { chown, mkdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Say } from '#base/log';
import { OperatorError } from '#base/operator-error';
import { canEnter } from '#base/postgres-account';
import { type Binaries, findBinaries } from '#base/postgres-binaries';
import { adminRole, ensureCluster } from '#base/postgres-cluster';
import { holdLease, openSession, type Reach } from '#base/postgres-lease';
import { type Location, locate } from '#base/postgres-location';
import { freePort, launch, readPostmaster, removeLockFile, servesCluster } from '#base/postgres-process';
import { serverArguments, type Tuning } from '#base/postgres-settings';
import { systemNow } from '#base/time';

/** A running embedded PostgreSQL that this process may use until it calls `stop`. */
export interface EmbeddedPostgres {
  readonly port: number;
  /** The cluster's superuser, on the given database. */
  adminUrl(database: string): string;
  /** Password of the login role that the application's pools use. */
  readonly appPassword: string;
  /** Gives this process's use up; the last process that does so stops the server. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataFolder: string;
  readonly say: Say;
  /** False for tests only: a crash may then lose everything. */
  readonly durable?: boolean;
  /** Where the server archives its own log, for restoring to a point in time; absent: nowhere. */
  readonly archive?: string | undefined;
}

/**
 * Joins the PostgreSQL that already runs on this data folder, or makes and starts it: as root under another
 * user, elsewhere if that user cannot enter the folder, after a crash by recovering or taking over what is left.
 * Any number of processes may call this at the same moment: PostgreSQL's own lock file decides who starts it.
 * @throws OperatorError saying what stands in the way and what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataFolder, say, durable = true, archive } = options;
  const location = await locate(dataFolder, say);
  const binaries = await findBinaries(location.account, location.account ? location.refuge : dataFolder, say);
  const secrets = await ensureCluster(location, binaries, durable, say);
  if (archive) await openArchive(archive, location);
  const reach: Reach = (port) =>
    joinOrStart({ location, binaries, durable, archive, password: secrets.admin, port, say });
  const lease = await holdLease(location.cluster, reach, say);
  return {
    port: lease.port,
    adminUrl: (database) =>
      `postgresql://${adminRole}:${secrets.admin}@127.0.0.1:${lease.port}/${encodeURIComponent(database)}`,
    appPassword: secrets.app,
    stop: () => lease.end(),
  };
}

interface Start {
  readonly location: Location;
  readonly binaries: Binaries;
  readonly durable: boolean;
  readonly archive: string | undefined;
  readonly password: string;
  /** The port that pools of this process already use; none at the first start. */
  readonly port: number | undefined;
  readonly say: Say;
}

async function joinOrStart(start: Start): Promise<{ session: pg.Client; port: number }> {
  const { cluster } = start.location;
  const tuning: { -readonly [key in keyof Tuning]: Tuning[key] } = { durable: start.durable, modest: false };
  let patienceSaid = systemNow() + 5000;
  for (;;) {
    const found = await openSession(cluster, start.password);
    if (typeof found === 'object') return found;
    if (found === 'later') {
      if (systemNow() > patienceSaid) {
        start.say('The database is recovering from an unclean end; waiting for it …');
        patienceSaid = systemNow() + 60_000;
      }
      await pause(50);
      continue;
    }
    const words = await startServer(start, tuning);
    if (words === 'started') continue;
    if (/Cannot allocate memory|could not map anonymous shared memory/.test(words) && !tuning.modest) {
      start.say('The system does not grant the memory for a fast database; starting it smaller.');
      tuning.modest = true;
      continue;
    }
    if (!(await maySolveItself(words, cluster))) {
      throw new OperatorError(`The database server in ${cluster} does not start:\n${words.trim()}`);
    }
    await pause(100);
  }
}

/** Makes the folder of the archive, and gives it to the user that PostgreSQL runs as. @throws OperatorError if that user cannot enter it */
async function openArchive(archive: string, { account }: Location): Promise<void> {
  const made = await mkdir(archive, { recursive: true, mode: 0o700 });
  if (!account) return;
  if (made) await chown(archive, account.uid, account.gid);
  if (!canEnter(account, archive))
    throw new OperatorError(
      `${account.name}, who PostgreSQL runs as, cannot enter the archive ${archive}. Give it to that user, or open the folders above it.`,
    );
}

/** Gives `started` once the new server has written its lock file, or its last words if it ended. */
async function startServer({ location, binaries, port, archive }: Start, tuning: Tuning): Promise<string> {
  const { home, cluster, account } = location;
  const args = await serverArguments(cluster, port ?? (await freePort()), { ...tuning, archive });
  const server = await launch(binaries, home, cluster, args, account);
  let words: string | undefined;
  server.ended.then(
    (said) => {
      words = said;
    },
    (error: Error) => {
      words = error.message;
    },
  );
  while (words === undefined) {
    const running = await readPostmaster(cluster);
    if (running?.port && (await servesCluster(running.pid, cluster))) {
      await server.settled();
      return 'started';
    }
    await pause(20);
  }
  return words;
}

/** Whether the next try may succeed: somebody else was first, a crash is being cleared, a port was taken. */
async function maySolveItself(words: string, cluster: string): Promise<boolean> {
  if (/could not create any TCP\/IP sockets|pre-existing shared memory block/.test(words)) return true;
  if (!/lock file .* already exists/.test(words)) return false;
  const noted = await readPostmaster(cluster);
  if (noted && !(await servesCluster(noted.pid, cluster))) await removeLockFile(cluster);
  return true;
}
