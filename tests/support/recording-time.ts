import pg from 'pg';
import { afterAll } from 'vitest';
import { openDatabase, withSetting } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import { testDatabase } from './database.ts';

/** `now()` is found in this schema before the built-in one, and the journal's column takes it too. */
const sql = `CREATE SCHEMA test_time;
  CREATE TABLE test_time.present (at timestamptz NOT NULL);
  CREATE FUNCTION test_time.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT at FROM test_time.present';
  INSERT INTO test_time.present VALUES (to_timestamp(0));
  ALTER TABLE journal ALTER COLUMN recorded_at SET DEFAULT test_time.now();
  ALTER TABLE reaction_pending ALTER COLUMN not_before SET DEFAULT test_time.now();
  GRANT USAGE ON SCHEMA test_time TO mingjing_app;
  GRANT SELECT, UPDATE ON test_time.present TO mingjing_app;`;

/**
 * A migrated database of one's own in which what is recorded is recorded at the test's present, which `record` moves: for
 * tests that tell of certain dates. Call at the top of a test file.
 */
export async function datedDatabase(): Promise<{ pool: pg.Pool; record: (now: Instant) => Promise<void> }> {
  const db = await testDatabase<unknown>();
  const owner = new pg.Client({ connectionString: withSetting(db.ownerUrl, 'timezone', 'UTC') });
  await owner.connect();
  await owner.query(sql);
  await owner.end();
  const opened = openDatabase<unknown>(withSetting(db.appUrl, 'search_path', 'test_time,public,pg_catalog'));
  afterAll(() => opened.close());
  return {
    pool: opened.pool,
    record: async (now) => {
      await opened.pool.query('UPDATE test_time.present SET at = $1', [toRfc3339(now)]);
    },
  };
}
