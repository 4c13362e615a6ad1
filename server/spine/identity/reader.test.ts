import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '#base/db';
import { migrate, readMigrations } from '#base/migrations';
import { prepareOwn } from '#base/postgres-roles';
import { guardsRows } from './reader.ts';
import { testDatabase } from '../../../tests/support/database.ts';

const { adminUrl, pool } = await testDatabase();
const admin = new pg.Client({ connectionString: adminUrl });
await admin.connect();
const user = `own_${randomBytes(4).toString('hex')}`;
afterAll(async () => {
  await admin.query(`DROP DATABASE IF EXISTS ${user} WITH (FORCE)`);
  await admin.query(`REVOKE mingjing_reader FROM ${user}`);
  await admin.query(`DROP ROLE IF EXISTS ${user}`);
  await admin.end();
});

test('given the database of an installation, then it guards rows', async () => {
  expect(await guardsRows(pool)).toBe(true);
});

test("given an operator's user who may make no roles, then nothing guards rows, until he may act as the reader", async () => {
  await admin.query(`CREATE ROLE ${user} LOGIN PASSWORD 'p'`);
  await admin.query(`CREATE DATABASE ${user} OWNER ${user}`);
  const url = new URL(adminUrl);
  Object.assign(url, { username: user, password: 'p', pathname: user, search: '' });
  const access = await prepareOwn(url.toString(), () => {});
  expect(access.shared).toBe(true);
  await migrate(access, await readMigrations());
  const own = openDatabase(access.appUrl, { connections: 1, name: 'test' });
  try {
    expect(await guardsRows(own.pool)).toBe(false);
    // What goes on without the reader is as before.
    expect((await own.pool.query('SELECT count(*)::int AS n FROM cases')).rows).toEqual([{ n: 0 }]);
    await admin.query(`GRANT mingjing_reader TO ${user}`);
    expect((await own.pool.query('SELECT guard_rows() AS done')).rows).toEqual([{ done: true }]);
    expect(await guardsRows(own.pool)).toBe(true);
  } finally {
    await own.close();
  }
});
