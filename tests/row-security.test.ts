import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#base/db';
import { casesApi } from '#contract/cases';
import { type Role } from '#contract/roles';
import { listCases } from '#spine/cases/case-queries';
import { Conditions } from '#spine/conditions';
import { covers } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import { addReach } from '#spine/identity/reach-conditions';
import { reachSetting } from '#spine/identity/reach-setting';
import { readerOf } from '#spine/identity/reader';
import { reachesOf } from '#spine/identity/view';
import { type Place, permissionWorld } from './support/permission-world.ts';
import { principalWith } from './support/principals.ts';

const { spine, database, records, query, send, asked } = await permissionWorld();
const { pool } = spine;

const as = (role: Role, at: Place): Principal =>
  principalWith([{ role, organId: records[at].organId, region: records[at].region }]);
const readerFor = (principal: Principal) => readerOf(pool, reachesOf(principal));
const officer = as('supervision-officer', 'own');

/** Whoever guards rows, in the order of the migration, and what each row's division is. */
const guarded = {
  cases: 'SELECT region FROM cases',
  clock: 'SELECT region FROM clock',
  alert: 'SELECT region FROM alert',
  correction: 'SELECT region FROM correction',
  journal: 'SELECT c.region FROM journal j LEFT JOIN cases c ON c.city = j.city AND c.id = j.case_id',
};
const every = [...Object.entries(guarded), ['import_run', 'SELECT id FROM import_run'] as const];

describe('a query without any WHERE', () => {
  test('given the application itself, then it sees every place', async () => {
    expect(spine.rowSecurity).toBe(true);
    for (const [, sql] of Object.entries(guarded)) {
      const regions = new Set((await query<{ region: number }>(sql)).map((row) => row.region));
      expect(regions.size).toBe(3);
    }
  });

  test.each(Object.entries(guarded))(
    'given supervision of a county, when %s is read, then it sees its county alone',
    async (_, sql) => {
      const { rows } = await readerFor(officer).query<{ region: number }>(sql);
      expect(rows.length).toBeGreaterThan(0);
      expect(new Set(rows.map((row) => row.region))).toEqual(new Set([370102000000]));
      const all = await query<{ region: number }>(sql);
      expect(rows).toHaveLength(all.filter((row) => row.region === 370102000000).length);
    },
  );

  test.each(Object.entries(guarded))(
    'given a handler, when %s is read, then nothing of another organ in the same county is seen',
    async (table, sql) => {
      const reader = readerFor(as('handler', 'own'));
      const { rows } = await reader.query(sql);
      const { rows: own } = await pool.query(
        `${sql} WHERE ${table === 'journal' ? 'c.' : ''}organ_id = ${records.own.organId}`,
      );
      expect(own.length).toBeGreaterThan(0);
      expect(rows).toHaveLength(own.length);
    },
  );

  test.each(every)('given no reach at all, when %s is read, then nothing is seen', async (_, sql) => {
    expect((await readerFor(principalWith([])).query(sql)).rows).toEqual([]);
    expect((await readerFor(as('citizen', 'own')).query(sql)).rows).toEqual([]);
  });

  test.each(every)('given that nobody set a reach, when %s is read, then nothing is seen', async (_, sql) => {
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    try {
      for (const setting of [undefined, '', '{}', '{"cases": {}}']) {
        await client.query('BEGIN');
        if (setting !== undefined)
          await client.query(`SELECT set_config('mingjing.reach', $1, true)`, [setting]);
        await client.query('SET LOCAL ROLE mingjing_reader');
        expect((await client.query(sql)).rows).toEqual([]);
        await client.query('COMMIT');
      }
    } finally {
      await client.end();
    }
  });

  test('given administrators, then they see imports and no case', async () => {
    const reader = readerFor(as('system-administrator', 'above'));
    expect((await reader.query('SELECT id FROM import_run')).rows).toHaveLength(1);
    for (const sql of Object.values(guarded)) expect((await reader.query(sql)).rows).toEqual([]);
  });

  test('given an agent of the hotline, then cases are seen and their alerts are not', async () => {
    const reader = readerFor(as('hotline-agent', 'own'));
    expect((await reader.query(guarded.cases)).rows).toHaveLength(2);
    expect((await reader.query(guarded.alert)).rows).toEqual([]);
    asked.by = as('hotline-agent', 'own');
    expect((await send('GET', `/api/cases/${records.own.caseId}`)).body).toMatchObject({
      alerts: [],
      light: null,
    });
  });
});

test('given any grants, then the database shows exactly what the application would let through', async () => {
  const { rows: all } = await pool.query<{ id: number; organ_id: number; region: number }>(
    'SELECT id, organ_id, region FROM cases',
  );
  const grant = fc.record({
    role: fc.constantFrom<Role>('handler', 'supervision-officer', 'hotline-agent', 'citizen', 'auditor'),
    organId: fc.constantFrom(null, ...Object.values(records).map((one) => one.organId)),
    region: fc.constantFrom(
      370000000000,
      370100000000,
      370102000000,
      370102001000,
      370200000000,
      370202000000,
      0,
    ),
  });
  const filter = casesApi.listCases.query!.parse({});
  await fc.assert(
    fc.asyncProperty(fc.array(grant, { maxLength: 4 }), async (grants) => {
      const principal = principalWith(grants);
      const reaches = reachesOf(principal);
      const within = all.filter((row) =>
        covers(reaches.cases, { organId: row.organ_id, region: row.region }),
      );
      const { rows } = await readerFor(principal).query<{ id: number }>('SELECT id FROM cases');
      const ids = (list: { id: number }[]) => list.map((row) => row.id).sort();
      expect(ids(rows)).toEqual(ids(within));
      // The application's own check, where the database guards nothing.
      expect((await listCases(pool, reaches.cases, filter, Date.now())).total).toBe(within.length);
    }),
    { numRuns: 150, seed: 20_260_302 },
  );
});

describe('whoever reads', () => {
  const single = openDatabase(database.appUrl, { connections: 1, name: 'test' });
  afterAll(() => single.close());
  const reader = readerOf(single.pool, reachesOf(officer));

  test('given a query, then it runs as the reader, and the connection is the application’s again', async () => {
    expect((await reader.query('SELECT current_user AS who')).rows).toEqual([{ who: 'mingjing_reader' }]);
    expect(
      (
        await single.pool.query(
          `SELECT current_user AS who, current_setting('mingjing.reach', true) AS reach`,
        )
      ).rows,
    ).toEqual([{ who: 'mingjing_app', reach: '' }]);
  });

  test('given a query that fails, then its fault is told, and the connection is the application’s again', async () => {
    await expect(reader.query('SELECT 1 / 0')).rejects.toThrow('division by zero');
    expect((await single.pool.query('SELECT current_user AS who')).rows).toEqual([{ who: 'mingjing_app' }]);
  });

  test('given many at once over one connection, then each sees its own reach', async () => {
    const other = readerOf(single.pool, reachesOf(as('supervision-officer', 'elsewhere')));
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        (i % 2 ? reader : other).query<{ region: number }>('SELECT DISTINCT region FROM cases'),
      ),
    );
    expect(answers.map(({ rows }) => rows.map((row) => row.region))).toEqual(
      answers.map((_, i) => [i % 2 ? 370102000000 : 370202000000]),
    );
  });

  test.each([
    ['what it is not for', 'SELECT * FROM actor_pace'],
    ['the keys of the installation', 'SELECT * FROM installation'],
    ['hashes of tokens', 'SELECT token_hash FROM source'],
    ['a write', `UPDATE cases SET title = 'x'`],
    ['a new row', `INSERT INTO import_run (file, status) VALUES ('x', 'done')`],
  ])('given %s, then it is refused', async (_, sql) => {
    await expect(reader.query(sql)).rejects.toThrow(/permission denied|read-only transaction/);
  });
});

describe('plans of what readers ask', () => {
  // Enough rows, in sixteen cities, that a plan is worth something.
  beforeAll(async () => {
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const place = `(3701 + n % 16) AS city, n AS id`;
    const belongs = `1 AS item, 1 + n % 6 AS organ, (3701 + n % 16) * 100000000::bigint + 2000000 AS region`;
    const made = `(SELECT ${place}, ${belongs}, now() AS at FROM generate_series(1000000, 1020000) n) x`;
    await owner.query(`
      INSERT INTO cases (city, id, source_id, number, title, item_id, item_version, organ_id, region, status, seq, opened_at, last_at, state)
        SELECT city, id, 1, 'M-' || id, '', item, 1, organ, region, 'opened', 1, at, at, '{}' FROM ${made};
      INSERT INTO alert (city, case_id, key, rule, level, item_id, organ_id, region, fired_at)
        SELECT city, id, 'k', 'NO_REASON', 1, item, organ, region, at FROM ${made};
      INSERT INTO correction (city, id, case_id, status, level, organ_id, region, issued_at, state)
        SELECT city, id, id, 'issued', 1, organ, region, at, '{}' FROM ${made};
      INSERT INTO journal (city, case_id, case_seq, source_id, historic, event_id, type, occurred_at, data, digest, edition)
        SELECT city, id, 1, 1, false, 'M-' || id, 'case.opened', at, '{}', '', 1 FROM ${made};
      ANALYZE cases; ANALYZE alert; ANALYZE correction; ANALYZE journal`);
    await owner.end();
  });

  async function planOf(sql: string, values: unknown[] = []): Promise<string> {
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query(
        `SELECT set_config('mingjing.reach', $1, true), set_config('role', 'mingjing_reader', true)`,
        [reachSetting(reachesOf(officer))],
      );
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    } finally {
      await client.end();
    }
  }

  test.each(['cases', 'alert', 'correction'])(
    'given one row of %s by its key, then its index finds it',
    async (table) => {
      const plan = await planOf(`SELECT * FROM ${table} WHERE city = 3701 AND id = 1`);
      expect(plan).toContain(`Index Scan using ${table}_pkey`);
      expect(plan).toMatch(/Index Cond: .*id = /);
    },
  );

  test('given the timeline of a case, then the index of the journal finds it', async () => {
    const plan = await planOf('SELECT * FROM journal WHERE city = 3701 AND case_id = 1 ORDER BY case_seq');
    expect(plan).toContain('Index Scan using journal_pkey');
    expect(plan).not.toContain('Sort');
  });

  test('given a list, then the city of the reach leads into the index, and the reach is read once', async () => {
    const where = new Conditions();
    addReach(where, reachesOf(officer).alerts, 'a');
    const plan = await planOf(`SELECT * FROM alert a ${where.where}`, where.values);
    expect(plan).toMatch(/Index Cond: \(.*city = /);
    expect(plan.match(/InitPlan \d+$/gm)).toHaveLength(2);
  });
});
