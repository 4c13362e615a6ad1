import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../tests/support/database.ts';
import { openDatabase } from './db.ts';
import { type Migration, migrate } from './migrations.ts';
import { appRole, migratorRole, prepareOwn } from './postgres-roles.ts';

const { ownerUrl } = await testDatabase({ migrated: false });

/** The administrator of the test server, on whose cluster the operator's "own" databases are made. */
const administrator = new URL(ownerUrl);
administrator.search = '';
const admin = new pg.Client({ connectionString: administrator.toString() });
await admin.connect();
const made: string[] = [];

afterAll(async () => {
  for (const name of made) {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.query(`DROP ROLE IF EXISTS ${name}`);
  }
  await admin.end();
});

/** A user with a database of his own, as an operator would give it to Mingjing. */
async function ownUser(attributes = ''): Promise<string> {
  const name = `own_${randomBytes(4).toString('hex')}`;
  made.push(name);
  await admin.query(`CREATE ROLE ${name} LOGIN PASSWORD 'p' ${attributes}`);
  await admin.query(`CREATE DATABASE ${name} OWNER ${name}`);
  const url = new URL(administrator);
  url.username = name;
  url.password = 'p';
  url.pathname = name;
  return url.toString();
}

const ledger: Migration = {
  name: '0001_ledger.sql',
  sql: `CREATE TABLE ledger (id int); GRANT SELECT, INSERT ON ledger TO ${appRole}`,
  sha256: 'a',
};

async function serveFrom(url: string, sql: string): Promise<unknown[]> {
  const { pool, close } = openDatabase(url, { connections: 1 });
  try {
    return (await pool.query(sql)).rows;
  } finally {
    await close();
  }
}

describe("an operator's own PostgreSQL", () => {
  test('given a user granted both roles, when prepared, then tables are owned by the one and served by the other', async () => {
    const url = await ownUser();
    await admin.query(`GRANT ${migratorRole}, ${appRole} TO ${new URL(url).username}`);
    const said: string[] = [];
    const access = await prepareOwn(url, (sentence) => said.push(sentence));
    expect(access.shared).toBe(false);
    expect(said).toEqual([]);
    expect(await migrate(access, [ledger])).toEqual(['0001_ledger.sql']);
    expect(await serveFrom(access.appUrl, 'SELECT current_user AS who')).toEqual([{ who: appRole }]);
    await expect(serveFrom(access.appUrl, 'DELETE FROM ledger')).rejects.toThrow('permission denied');
  });

  test('given a superuser, when prepared, then he acts as the two roles as well', async () => {
    const access = await prepareOwn(await ownUser('SUPERUSER'), () => {});
    await migrate(access, [ledger]);
    await expect(serveFrom(access.appUrl, 'TRUNCATE ledger')).rejects.toThrow('permission denied');
  });

  test('given a user who may make no roles, when prepared, then he does both and is warned', async () => {
    const url = await ownUser();
    const said: string[] = [];
    const access = await prepareOwn(url, (sentence) => said.push(sentence));
    expect(access).toEqual({ ownerUrl: url, appUrl: url, shared: true });
    expect(said.join()).toMatch(/Warning: own_/);
    await migrate(access, [ledger]);
    expect(await serveFrom(access.appUrl, 'SELECT count(*) AS rows FROM ledger')).toEqual([{ rows: 0 }]);
  });

  test('given a user granted the application alone, when prepared, then he serves and cannot migrate', async () => {
    const url = await ownUser();
    await admin.query(`GRANT ${appRole} TO ${new URL(url).username}`);
    const access = await prepareOwn(url, () => {});
    expect(access.ownerUrl).toBeUndefined();
    await expect(migrate(access, [ledger])).rejects.toThrow(/lacks 0001_ledger\.sql/);
  });

  test('given nobody answers, when prepared, then the error says what was expected', async () => {
    await expect(prepareOwn('postgresql://u@127.0.0.1:1/d', () => {})).rejects.toThrow(
      /The database cannot be reached: .*Expected: a running PostgreSQL at DATABASE_URL/,
    );
  });
});
