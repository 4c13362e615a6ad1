import pg from 'pg';
import { withSetting } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import type { TestDatabase } from './database.ts';

const sql = `CREATE SCHEMA test_recording;
  CREATE TABLE test_recording.present (at timestamptz NOT NULL);
  CREATE FUNCTION test_recording.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT at FROM test_recording.present';
  INSERT INTO test_recording.present VALUES (to_timestamp(0));
  ALTER TABLE journal ALTER COLUMN recorded_at SET DEFAULT test_recording.now();
  GRANT USAGE ON SCHEMA test_recording TO mingjing_app;
  GRANT SELECT, UPDATE ON test_recording.present TO mingjing_app;`;

/** Lets what is recorded be recorded at the test's present, which the answer moves: for tests that tell of certain dates. */
export async function recordingTime(db: TestDatabase<unknown>): Promise<(now: Instant) => Promise<void>> {
  const owner = new pg.Client({ connectionString: withSetting(db.ownerUrl, 'timezone', 'UTC') });
  await owner.connect();
  await owner.query(sql);
  await owner.end();
  return async (now) => {
    await db.pool.query('UPDATE test_recording.present SET at = $1', [toRfc3339(now)]);
  };
}
