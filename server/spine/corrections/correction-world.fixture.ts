import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll } from 'vitest';
import { openDatabase, withSetting } from '#base/db';
import { passingKeys } from '#base/keys';
import { createLog, sayNothing } from '#base/log';
import { type Instant, toRfc3339 } from '#base/time';
import { saveItems, saveOrgans } from '#spine/catalogue/register';
import { incoming, type IncomingEvent } from '#spine/journal/incoming';
import { openSpine, type Spine } from '#spine/spine';

const named = (name: string) => ({ zh: name, en: name });
const regions: [code: number, parent: number | null, level: number][] = [
  [370000000000, null, 2],
  [370100000000, 370000000000, 3],
  [370102000000, 370100000000, 4],
  [370102001000, 370102000000, 5],
];
export const district = 370102000000;

/** A spine on a database of its own whose present is told by the test; one bureau, one item of two working days. */
export interface World {
  spine: Spine;
  /** Moves the present of server and database. */
  setNow(now: Instant): Promise<void>;
  /** Opens a case that nobody handles; returns its key. */
  openCase(
    number: string,
    source?: 'department' | 'log',
    at?: Instant,
  ): Promise<{ id: number; region: number }>;
  append(events: IncomingEvent[]): ReturnType<Spine['journal']['append']>;
  query<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
}

/**
 * The database's own present, too, must be the test's: `now()` is found in this schema before the built-in one.
 * Column defaults keep the built-in one, so only what asks by name is moved.
 */
async function installTime(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`CREATE SCHEMA test_time;
    CREATE TABLE test_time.present (at timestamptz NOT NULL);
    INSERT INTO test_time.present VALUES (pg_catalog.now());
    CREATE FUNCTION test_time.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT at FROM test_time.present';
    GRANT USAGE ON SCHEMA test_time TO mingjing_app;
    GRANT SELECT, UPDATE ON test_time.present TO mingjing_app`);
  await owner.end();
}

async function prepare(spine: Spine): Promise<void> {
  await saveOrgans(spine.pool, [{ code: 'bureau', name: named('bureau'), region: String(district) }], false);
  const item = {
    code: 'licence',
    platform: 'services',
    name: named('licence'),
    type: '20' as const,
    level: 4,
    organ: 'bureau',
    basis: [{ law: 'A law' }],
    limits: { promised: { n: 2, unit: 'working-day' as const } },
    flow: { version: 1, steps: [{ code: 'handle', name: named('handle') }] },
    effectiveFrom: '2020-01-01',
  };
  await saveItems(spine.pool, [item], false);
  await spine.pool.query(
    `INSERT INTO source (code, name, mode) VALUES ('department', 'department', 'live'), ('log', 'log', 'replay')`,
  );
  await spine.registry.refresh();
}

export async function createWorld(db: { appUrl: string; ownerUrl: string }, start: Instant): Promise<World> {
  await installTime(db.ownerUrl);
  const url = withSetting(db.appUrl, 'search_path', 'test_time,public,pg_catalog');
  const { pool, close } = openDatabase(url, { connections: 6, name: 'test', say: sayNothing });
  afterAll(close);
  await pool.query(
    'INSERT INTO region (code, parent, level, name_zh, name_en) SELECT * FROM unnest($1::int8[], $2::int8[], $3::int2[], $4::text[], $4::text[])',
    [
      regions.map(([code]) => code),
      regions.map(([, parent]) => parent),
      regions.map(([, , level]) => level),
      regions.map(([code]) => `division ${code}`),
    ],
  );
  let present = start;
  const setNow = async (now: Instant): Promise<void> => {
    present = now;
    await pool.query('UPDATE test_time.present SET at = $1', [toRfc3339(now)]);
  };
  await setNow(start);
  const log = createLog(() => {});
  const spine = await openSpine({
    pool,
    log,
    say: sayNothing,
    now: () => present,
    demonstration: true,
    keys: passingKeys(),
  });
  await prepare(spine);
  const query = async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
    (await pool.query<T>(text, values)).rows;
  const append = (events: IncomingEvent[]) => spine.journal.append(events);
  const openCase: World['openCase'] = async (number, source = 'department', at = present) => {
    const opening = incoming(spine.registry.source(source)!, {
      id: randomUUID(),
      type: 'case.opened',
      region: district,
      occurredAt: at,
      data: { item: 'licence' },
      reference: { number },
    });
    await append([opening]);
    const [row] = await query<{ id: number }>('SELECT id FROM cases WHERE number = $1', [number]);
    return { id: row!.id, region: district };
  };
  return { spine, setNow, openCase, append, query };
}
