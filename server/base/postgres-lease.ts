import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Say } from '#base/log';
import { readPostmaster, servesCluster, shutDown } from '#base/postgres-process';

/** Any number: all processes that use one embedded server agree on it. */
const leaseKey = 7_240_119_003;

/** Finds the running server or starts it, and gives an administrator's session on it. */
export type Reach = (port: number | undefined) => Promise<{ session: pg.Client; port: number }>;

/** One process's use of a shared embedded server. */
export interface Lease {
  readonly port: number;
  /** Gives the use up; whoever is last stops the server. */
  end(): Promise<void>;
}

/**
 * Every process that uses the server holds a shared advisory lock in a session of its own, which PostgreSQL
 * itself forgets when the process dies, however it dies. The last to leave gets the lock exclusively, and stops
 * the server; a starter that comes in that moment is turned away by the server and starts it again.
 * While the lease is held, a server that dies is started again on the same port, where the pools expect it.
 */
export async function holdLease(cluster: string, reach: Reach, say: Say): Promise<Lease> {
  let ending = false;
  let { session, port } = await take(reach, undefined);
  let recovery: Promise<void> = Promise.resolve();

  const watch = () =>
    session.once('end', () => {
      if (!ending) recovery = recover();
    });
  const recover = async () => {
    say('The database server is gone; starting it again …');
    while (!ending) {
      try {
        ({ session, port } = await take(reach, port));
        watch();
        say('The database server is back.');
        return;
      } catch (error) {
        say(`The database server could not be started yet: ${(error as Error).message}`);
        await pause(1000);
      }
    }
  };
  watch();

  return {
    port,
    async end() {
      ending = true;
      await recovery;
      const last = await isLast(session);
      if (last) await shutDown(cluster);
      await session.end().catch(() => {});
    },
  };
}

async function take(reach: Reach, port: number | undefined): Promise<{ session: pg.Client; port: number }> {
  for (;;) {
    const reached = await reach(port);
    reached.session.on('error', () => {});
    try {
      // Waits while the last user is leaving, and then ends together with the server.
      await reached.session.query('SELECT pg_advisory_lock_shared($1)', [leaseKey]);
      return reached;
    } catch {
      await reached.session.end().catch(() => {});
    }
  }
}

async function isLast(session: pg.Client): Promise<boolean> {
  try {
    await session.query('SELECT pg_advisory_unlock_shared($1)', [leaseKey]);
    const tried = await session.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [
      leaseKey,
    ]);
    return tried.rows[0]?.alone === true;
  } catch {
    return false;
  }
}

/** An administrator's session; `later` while the server starts, recovers or stops; `absent` if there is none. */
export async function openSession(
  cluster: string,
  password: string,
): Promise<{ session: pg.Client; port: number } | 'later' | 'absent'> {
  const running = await readPostmaster(cluster);
  if (!running) return 'absent';
  if (running.port) {
    const session = new pg.Client({
      host: '127.0.0.1',
      port: running.port,
      user: 'postgres',
      password,
      database: 'postgres',
      application_name: 'mingjing lease',
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    session.on('error', () => {});
    try {
      await session.connect();
      return { session, port: running.port };
    } catch {
      await session.end().catch(() => {});
    }
  }
  return (await servesCluster(running.pid, cluster)) ? 'later' : 'absent';
}
