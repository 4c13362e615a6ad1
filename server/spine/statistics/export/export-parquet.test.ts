import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { wholeReach } from '#spine/identity/permission';
import { importFile } from '#spine/intake/import-file';
import { loadImportMap } from '#spine/intake/mapping/load-map';
import { sqlText, withDuckDb } from '#spine/tables/parquet';
import { rollUp } from '../periods/roll-up.ts';
import { statisticsOf } from '../views/view.ts';
import { exportParquet } from './export-parquet.ts';
import { testDatabase } from '../../../../tests/support/database.ts';
import { tellStory } from '../../../../tests/support/province-story.ts';
import { testSpine } from '../../../../tests/support/spine.ts';

const root = path.join(import.meta.dirname, '../../../..');
const log = path.join(root, '../shared/data/eventlogs/receipt.xes.gz');
const isHere = existsSync(log);

const { pool } = await testDatabase();
const world = await testSpine(pool);
const { spine, query } = world;
await tellStory(world, { cases: 60, seed: 4 });
const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-export-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Asks DuckDB in the folder of the files, as somebody at its prompt would. */
const ask = (sql: string) =>
  withDuckDb(async (duck) => {
    const here = sql.replaceAll(/'(\w+\.parquet)'/g, (_, file: string) => sqlText(path.join(folder, file)));
    const rows = await duck.runAndReadAll(here);
    return rows
      .getRowObjectsJson()
      .map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([key, value]) => [
            key,
            typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value,
          ]),
        ),
      );
  });

/** The worked queries of docs/analysis.md, in their order. */
const worked = [
  ...(await readFile(path.join(root, 'docs/analysis.md'), 'utf8')).matchAll(/```sql\n([\s\S]*?)```/g),
].map(([, sql]) => sql!.trim().replace(/;$/, ''));

const counts = async () =>
  (
    await query(
      `SELECT (SELECT count(*)::int FROM cases) AS cases, (SELECT count(*)::int FROM alert) AS alerts,
         (SELECT count(*)::int FROM journal) AS journal, (SELECT count(*)::int FROM region) AS regions,
         (SELECT count(*)::int FROM organ) AS organs`,
    )
  )[0];

async function compareWorked(): Promise<void> {
  expect(worked).toHaveLength(3);
  expect(await ask(worked[0]!)).toEqual(
    await query(
      `SELECT count(*)::int AS cases, count(ended_at)::int AS closed, (count(*) FILTER (WHERE late AND ended_at IS NOT NULL))::int AS closed_late
       FROM cases`,
    ),
  );
  expect(await ask(worked[1]!)).toEqual(
    await query(
      `SELECT r.name_zh AS city, a.rule, count(*)::int AS given, (count(*) FILTER (WHERE a.status < 2))::int AS standing
       FROM alert a LEFT JOIN region r ON r.code = a.region / 100000000 * 100000000
       GROUP BY 1, 2 ORDER BY 3 DESC, a.rule COLLATE "C", r.name_zh COLLATE "C" LIMIT 20`,
    ),
  );
  expect(await ask(worked[2]!)).toEqual(
    await query(
      `SELECT step, count(*)::int AS times, percentile_cont(0.5) WITHIN GROUP (ORDER BY waited) AS median_seconds FROM (
         SELECT data ->> 'step' AS step, extract(epoch FROM date_trunc('second', occurred_at)
           - lag(date_trunc('second', occurred_at)) OVER (PARTITION BY city, case_id ORDER BY case_seq))::int AS waited FROM journal
       ) j WHERE step IS NOT NULL AND waited IS NOT NULL GROUP BY step ORDER BY 2 DESC, step COLLATE "C"`,
    ),
  );
}

describe('the export', () => {
  test('given the story, then every row is in the files, and the worked queries say what PostgreSQL says', async () => {
    const seen: number[] = [];
    expect(
      await exportParquet(spine, folder, { onProgress: (done, total) => seen.push(done / total) }),
    ).toEqual(await counts());
    expect(seen.at(-1)).toBe(1);
    expect((await readdir(folder)).sort()).toEqual(
      ['alerts', 'cases', 'journal', 'organs', 'regions'].map((name) => `${name}.parquet`),
    );
    await compareWorked();
    expect(await ask(`SELECT min(opened_day)::text AS first FROM 'cases.parquet'`)).toEqual(
      await query(
        `SELECT to_char(min(opened_at) AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS first FROM cases`,
      ),
    );
  });

  test('given days, then what happened on them alone is exported', async () => {
    const days = { from: '2026-01-10', to: '2026-01-20' };
    const { cases } = await exportParquet(spine, folder, days);
    const view = await statisticsOf(spine, wholeReach, {
      rows: 'region',
      columns: 'none',
      period: 'month',
      compare: 'none',
      page: 1,
      pageSize: 50,
      ...days,
    });
    expect(cases).toBeGreaterThan(0);
    expect(cases).toBe(view.total.count);
  });

  test('given the files, then no column holds a person or a free text', async () => {
    const columns = await ask(
      `SELECT DISTINCT column_name FROM (DESCRIBE SELECT * FROM 'cases.parquet') UNION SELECT column_name FROM (DESCRIBE SELECT * FROM 'journal.parquet')`,
    );
    const names = columns.map((row) => Object.values(row)[0]);
    for (const name of ['title', 'number', 'person_id', 'data', 'actor', 'state'])
      expect(names).not.toContain(name);
  });
});

describe.skipIf(!isHere)('the log of permits (needs ../shared/data/eventlogs)', () => {
  test('given it is imported, then views, PostgreSQL and DuckDB say 1,434 cases, 377 of them closed late', async () => {
    const { map, catalogue } = await loadImportMap(path.join(root, 'examples/permits/receipt.map.json'));
    for (const { region } of catalogue!.organs)
      await query(
        `INSERT INTO region (code, parent, level, name_zh, name_en) VALUES ($1, 370100000000, 4, '区', 'District') ON CONFLICT DO NOTHING`,
        [region],
      );
    await spine.registry.refreshRegions();
    const [before] = await query<{ cases: number; late: number }>(
      `SELECT count(*)::int AS cases, (count(*) FILTER (WHERE late AND ended_at IS NOT NULL))::int AS late FROM cases`,
    );
    await importFile(spine, { file: log, map, catalogue, demonstration: true });
    await rollUp(pool);
    await exportParquet(spine, folder);
    await compareWorked();
    expect(
      await ask(
        `SELECT count(*) AS cases, count(*) FILTER (WHERE late AND ended_at IS NOT NULL) AS late FROM 'cases.parquet' WHERE source = ${sqlText(map.source.id)}`,
      ),
    ).toEqual([{ cases: 1_434, late: 377 }]);
    const asked = {
      rows: 'region',
      columns: 'time',
      period: 'year',
      compare: 'none',
      page: 1,
      pageSize: 50,
      from: '2010-01-01',
      to: '2012-12-31',
    } as const;
    const opened = await statisticsOf(spine, wholeReach, asked);
    const late = await statisticsOf(spine, wholeReach, { ...asked, measure: 'closedLate' });
    expect([opened.total.count, late.total.count]).toEqual([1_434, 377]);
    const all = await statisticsOf(spine, wholeReach, {
      ...asked,
      from: undefined,
      to: undefined,
      columns: 'none',
    });
    expect(all.total.count).toBe(before!.cases + 1_434);
  });
});
