import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../../tests/support/database.ts';
import { type Migration, migrate, pending, readMigrations } from './migrations.ts';
import type { Access } from './postgres-roles.ts';

const { pool, appUrl, ownerUrl } = await testDatabase({ migrated: false });
const access: Access = { appUrl, ownerUrl, shared: false };

let folder: string;
beforeEach(async () => {
  folder = `${await mkdtemp(path.join(os.tmpdir(), 'migrations-'))}/`;
});
afterEach(() => rm(folder, { recursive: true }));

async function written(files: Record<string, string>): Promise<Migration[]> {
  for (const [name, sql] of Object.entries(files)) await writeFile(path.join(folder, name), sql);
  return readMigrations(folder);
}

const file = (name: string, sha256 = 'same'): Migration => ({ name, sql: '', sha256 });

describe('which migrations are pending', () => {
  test('given some applied, when asked, then the rest is pending in order', () => {
    const files = [file('0001_a.sql'), file('0002_b.sql'), file('0003_c.sql')];
    expect(pending(files, new Map([['0001_a.sql', 'same']])).map(({ name }) => name)).toEqual([
      '0002_b.sql',
      '0003_c.sql',
    ]);
  });

  test('given an applied one was edited, when asked, then it is refused by name', () => {
    expect(() => pending([file('0001_a.sql', 'edited')], new Map([['0001_a.sql', 'same']]))).toThrow(
      /0001_a\.sql was edited after it had been applied/,
    );
  });

  test('given an applied one is gone, when asked, then the database is newer than this Mingjing', () => {
    expect(() => pending([file('0001_a.sql')], new Map([['0002_b.sql', 'same']]))).toThrow(
      /0002_b\.sql, which this Mingjing does not know/,
    );
  });

  test('given one was slipped in before an applied one, when asked, then it is refused', () => {
    const files = [file('0001_a.sql'), file('0002_b.sql')];
    expect(() => pending(files, new Map([['0002_b.sql', 'same']]))).toThrow(
      /0001_a\.sql comes before 0002_b\.sql/,
    );
  });
});

describe('the files', () => {
  test('given a wrong name, when read, then it is refused', async () => {
    await expect(written({ 'journal.sql': '' })).rejects.toThrow(/expected a name like 0001_journal\.sql/);
  });

  test('given two of one number, when read, then both are named', async () => {
    await expect(written({ '0001_a.sql': '', '0001_b.sql': '' })).rejects.toThrow(
      /0001_a\.sql and 0001_b\.sql/,
    );
  });
});

describe('applying', () => {
  test('given two starters at once, when both migrate, then each migration is applied once', async () => {
    const files = await written({
      '0001_ledger.sql': 'CREATE TABLE ledger (id int); GRANT SELECT, INSERT ON ledger TO mingjing_app',
      '0002_more.sql': 'ALTER TABLE ledger ADD note text',
    });
    const applied = await Promise.all([
      migrate(access, files),
      migrate(access, files),
      migrate(access, files),
    ]);
    expect(applied.flat()).toEqual(['0001_ledger.sql', '0002_more.sql']);
    await pool.query("INSERT INTO ledger VALUES (1, 'n')");
    await expect(pool.query('DELETE FROM ledger')).rejects.toThrow('permission denied');
    await expect(pool.query('DROP TABLE ledger')).rejects.toThrow('must be owner');
  });

  test('given one that fails, when applied, then its line is named and nothing of it stays', async () => {
    const files = await written({
      '0001_ledger.sql': 'CREATE TABLE ledger (id int); GRANT SELECT, INSERT ON ledger TO mingjing_app',
      '0002_more.sql': 'ALTER TABLE ledger ADD note text',
      '0003_broken.sql': 'CREATE TABLE half (id int);\nSELECT nonsense;\n',
    });
    await expect(migrate(access, files)).rejects.toThrow(/0003_broken\.sql, line 2, failed: .*nonsense/);
    const { rows } = await pool.query("SELECT to_regclass('half') AS half");
    expect(rows).toEqual([{ half: null }]);
  });

  test('given a user who may not migrate, when something is pending, then it is told what to run', async () => {
    const files = await written({ '0009_new.sql': 'SELECT 1' });
    const known = (
      await pool.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM schema_migration')
    ).rows;
    const all = [...known.map(({ name, sha256 }) => file(name, sha256)), ...files];
    await expect(migrate({ ...access, ownerUrl: undefined }, all)).rejects.toThrow(
      /Run \.\/mingjing migrate/,
    );
  });
});
