import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { passingKeys } from '#base/keys';
import { createLog } from '#base/log';
import { type RunningDatabase, startDatabase } from '#base/start-database';
import { systemNow } from '#base/time';
import { saveItems, saveOrgans, ensureSource } from '#spine/catalogue/register';
import { openSpine, type Spine } from '#spine/spine';

/** A durable database of its own (fsync on), as an installation has it, with a small catalogue. */
export interface Workbench {
  spine: Spine;
  database: RunningDatabase<unknown>;
  /** Connects as the owner of the tables. */
  owner: pg.Pool;
  /** Makes an empty database on the same server and returns its address, as the server's administrator. */
  createDatabase(name: string): Promise<string>;
  close(): Promise<void>;
}

/** What was counted, at every stage on its way. */
export const tallyTables =
  'tally_change, tally_pending, tally_cube, tally_place, tally_day, tally_organ, tally_item, tally_city_item';

const step = (code: string, after: string[], extra: object = {}) => ({
  code,
  name: { zh: code, en: code },
  after,
  mandatory: true,
  ...extra,
});

/** One organ in each county of each city, and an item with promised and legal limits and a flow of four steps. */
export const benchItem = {
  code: 'bench.licence',
  platform: 'services',
  name: { zh: '基准许可', en: 'Bench licence' },
  type: '20' as const,
  level: 4,
  basis: [{ law: '行政许可法', article: '第四十二条' }],
  limits: {
    promised: { n: 10, unit: 'working-day' as const },
    legal: { n: 20, unit: 'working-day' as const },
  },
  flow: {
    version: 1,
    steps: [
      step('receive', []),
      step('review', ['receive']),
      step('check', ['review']),
      step('decide', ['check']),
    ],
  },
  effectiveFrom: '2007-01-01',
};

async function createDatabase(ownerUrl: string, name: string): Promise<string> {
  const url = new URL(ownerUrl);
  // Without the owner's role: the administrator alone may make databases.
  url.search = '';
  const admin = new pg.Client({ connectionString: url.toString() });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } finally {
    await admin.end();
  }
  url.pathname = `/${name}`;
  return url.toString();
}

/**
 * What was written goes to the disk, and its log is free to be used again: a server that has run for a while need not make new files
 * of it, which stops everybody.
 */
export async function checkpoint(owner: pg.Pool): Promise<void> {
  const administrator = await owner.connect();
  try {
    // The owner of the tables may not: the administrator who logged in may.
    await administrator.query('SET ROLE NONE');
    await administrator.query('CHECKPOINT');
  } finally {
    // Not given back to the pool in another role.
    administrator.release(true);
  }
}

export async function openWorkbench(): Promise<Workbench> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mingjing-bench-'));
  // PostgreSQL's own user has to enter it where the bench is run by root.
  await chmod(folder, 0o755);
  const database = await startDatabase({ dataFolder: folder, databaseUrl: undefined }, () => {}, {
    connections: 12,
    name: 'bench',
  });
  await openSpine({
    pool: database.pool,
    log: createLog(),
    say: () => {},
    now: systemNow,
    demonstration: true,
    keys: passingKeys(),
  });
  const { rows } = await database.pool.query<{ code: string }>(
    'SELECT code::text FROM region WHERE level = 3 ORDER BY code',
  );
  const organs = rows.map((row) => ({
    code: `bench.${row.code}`,
    name: { zh: row.code, en: row.code },
    region: row.code,
    workPeriods: [
      { from: '09:00', to: '12:00' },
      { from: '13:30', to: '17:30' },
    ],
  }));
  await saveOrgans(database.pool, organs, true);
  await saveItems(database.pool, [{ ...benchItem, organ: organs[0]!.code }], true);
  await ensureSource(database.pool, {
    code: 'bench',
    name: 'bench',
    mode: 'replay',
    demonstration: true,
  });
  const spine = await openSpine({
    pool: database.pool,
    log: createLog(),
    say: () => {},
    now: systemNow,
    demonstration: true,
    keys: passingKeys(),
  });
  const owner = new pg.Pool({ connectionString: database.access.ownerUrl ?? database.access.appUrl, max: 2 });
  // Ending a pool does not wait for its sockets; the server's farewell to them is no error.
  owner.on('error', () => {});
  return {
    spine,
    database,
    owner,
    createDatabase: (name) => createDatabase(database.access.ownerUrl!, name),
    async close() {
      await owner.end();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
