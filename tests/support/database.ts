import { randomBytes } from 'node:crypto';
import { chmod } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { type Database, openDatabase } from '#base/db';
import { sayNothing } from '#base/log';
import { migrate, readMigrations } from '#base/migrations';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#base/postgres-embedded';
import { type Access, embeddedAccess, prepareEmbedded } from '#base/postgres-roles';

/** A database of its own for one test file, in its newest form and empty. */
export interface TestDatabase<DB> extends Database<DB> {
  /** As the application: what it was not granted is refused. */
  readonly appUrl: string;
  /** As the owner of every table. */
  readonly ownerUrl: string;
  /** As superuser: what an operator would give as DATABASE_URL. */
  readonly adminUrl: string;
}

export interface TestDatabaseOptions {
  readonly connections?: number;
  /** False: an empty database without any migration. */
  readonly migrated?: boolean;
  /** A copy of what this fills in place of the empty one. */
  readonly template?: Template;
}

/** A database that many files start from; filled once in a run, by whoever needs it first. */
export interface Template {
  readonly name: string;
  /** Identifies the lock under which it is filled. */
  readonly key: number;
  fill(draft: { adminUrl: string; prepare(): Promise<Access> }): Promise<unknown>;
}

const empty: Template = {
  name: 'mingjing_template',
  key: 7_240_119_010,
  fill: async ({ prepare }) => migrate(await prepare(), await readMigrations()),
};

let server: Promise<EmbeddedPostgres> | undefined;

/** The run's server. It is joined and never stopped from here: the run's own teardown does that. */
async function joinServer(): Promise<EmbeddedPostgres> {
  const dataFolder = inject('testDataFolder');
  // The temporary folder is closed to others, and under root PostgreSQL runs as another user.
  await chmod(dataFolder, 0o755);
  return startEmbeddedPostgres({ dataFolder, say: sayNothing, durable: false });
}

/**
 * Makes a fresh database from the migrated template (about 50 ms) and drops it after the file's tests.
 * Call it at the top of a test file: `const db = await testDatabase<Tables>();`
 */
export async function testDatabase<DB>(options: TestDatabaseOptions = {}): Promise<TestDatabase<DB>> {
  const { connections = 5, migrated = true, template = empty } = options;
  server ??= joinServer();
  const { adminUrl, appPassword } = await server;
  const name = `test_${randomBytes(6).toString('hex')}`;
  if (migrated) {
    await ensureTemplate(template, adminUrl, appPassword);
    await asAdmin(adminUrl('postgres'), (admin) =>
      admin.query(`CREATE DATABASE ${name} TEMPLATE ${template.name} OWNER mingjing_migrator`),
    );
  } else await prepareEmbedded(adminUrl, appPassword, name);
  const access = embeddedAccess(adminUrl(name), appPassword);
  const ownerUrl = access.ownerUrl ?? access.appUrl;
  const database = openDatabase<DB>(access.appUrl, { connections, name: 'test', say: sayNothing });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= database.close();
    return closed;
  };
  afterAll(async () => {
    await close();
    await asAdmin(adminUrl('postgres'), (admin) =>
      admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
    );
  });
  return { ...database, close, appUrl: access.appUrl, ownerUrl, adminUrl: adminUrl(name) };
}

/** Filled under another name and then renamed: whoever finds the template finds it whole. */
async function ensureTemplate(
  { name, key, fill }: Template,
  adminUrl: (database: string) => string,
  appPassword: string,
): Promise<void> {
  await asAdmin(adminUrl('postgres'), async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [key]);
    const found = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount) return;
    const draft = `${name}_draft`;
    await admin.query(`DROP DATABASE IF EXISTS ${draft}`);
    const prepare = () => prepareEmbedded(adminUrl, appPassword, draft);
    await fill({ adminUrl: adminUrl(draft), prepare });
    // Its statistics go into every copy, which nothing gathers there.
    await asAdmin(adminUrl(draft), (own) => own.query('VACUUM (ANALYZE)'));
    await admin.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  });
}

async function asAdmin(url: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
