import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { columnTypes } from '#base/db-types';
import { type Say, sayOnTerminal } from '#base/log';

/** An open database: Kysely for typed queries, the pool for set-based SQL, COPY and LISTEN. */
export interface Database<DB> {
  readonly kysely: Kysely<DB>;
  readonly pool: pg.Pool;
  /** Waits for running queries and closes every connection. */
  close(): Promise<void>;
}

/** Where rows are read from: a pool, or whoever stands before it. */
export interface Queries {
  query<T extends pg.QueryResultRow>(
    query: string | pg.QueryConfig,
    values?: unknown[],
  ): Promise<pg.QueryResult<T>>;
}

export interface OpenOptions {
  /** Connections of this pool at most; the server has 100 for all processes. */
  readonly connections?: number;
  /** Shown in pg_stat_activity. */
  readonly name?: string;
  /** Told when an idle connection breaks; the pool replaces it by itself. */
  readonly say?: Say;
}

/**
 * Opens a pool on the given address; nothing is connected until the first query.
 * Sessions run in UTC: a civil date of an instant must name its zone (`AT TIME ZONE 'Asia/Shanghai'`).
 */
export function openDatabase<DB>(url: string, options: OpenOptions = {}): Database<DB> {
  const { connections = 10, name = 'mingjing', say = sayOnTerminal } = options;
  const pool = new pg.Pool({
    connectionString: withSetting(url, 'timezone', 'UTC'),
    max: connections,
    application_name: name,
    types: columnTypes,
    keepAlive: true,
    // A client's statements may follow each other without waiting for the answers between; who awaits each notices nothing.
    // Cursors and COPY need a connection without it.
    pipeline: true,
  });
  // A connection that breaks while it is lent out fails its query; with nobody listening it would end the process too.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('error', (error) => say(`A database connection broke: ${error.message}`));
  return {
    kysely: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }),
    pool,
    // Ended through the pool: Kysely closes it only if it ever opened it.
    close: () => pool.end(),
  };
}

/** Adds a setting that every session on this address starts with (and falls back to), such as its role. */
export function withSetting(url: string, name: string, value: string): string {
  const address = new URL(url);
  const before = address.searchParams.get('options');
  address.searchParams.set('options', [before, `-c ${name}=${value}`].filter(Boolean).join(' '));
  // pg reads `+` literally where URLSearchParams means a space.
  address.search = address.searchParams.toString().replaceAll('+', '%20');
  return address.toString();
}

/**
 * What `work` asks of a client before it waits for anything leaves in one piece: each piece costs both sides a call of the system.
 * Only for a client that sends without waiting (`pipeline`).
 */
export function sendTogether<T>(client: pg.ClientBase, work: () => T): T {
  const { stream } = (client as pg.Client).connection;
  stream.cork();
  try {
    return work();
  } finally {
    stream.uncork();
  }
}

/**
 * Does work in one transaction: committed when it returns, rolled back when it throws.
 * @param begin the statement it begins with, for another isolation
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.ClientBase) => Promise<T>,
  begin = 'BEGIN',
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
