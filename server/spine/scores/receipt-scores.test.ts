import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadImportMap } from '#spine/intake/mapping/load-map';
import { importFile } from '#spine/intake/import-file';
import { testDatabase } from '../../../tests/support/database.ts';
import { testSpine } from '../../../tests/support/spine.ts';
import { casesBehind } from './case-lines.ts';
import { computeScores } from './compute.ts';
import { monthsOf } from './periods.ts';
import { bytesOf } from './score-bytes.ts';
import { linesOf, schemeIn } from './schemes.ts';

const root = path.join(import.meta.dirname, '../../..');
const file = path.join(root, '../shared/data/eventlogs/receipt.xes.gz');
const years = ['2010', '2011', '2012'];

describe.skipIf(!existsSync(file))('given the receipt log (needs ../shared/data/eventlogs)', async () => {
  if (!existsSync(file)) return;
  const { pool } = await testDatabase();
  const { spine, query } = await testSpine(pool, { divisions: 'all', catalogue: false });
  const { map, catalogue } = await loadImportMap(path.join(root, 'examples/permits/receipt.map.json'));
  const { counts } = await importFile(spine, { file, map, catalogue: catalogue! });
  await spine.registry.refresh();

  const lateCases = await query<{ number: string; organ: string; month: string }>(
    `SELECT c.number, o.code AS organ, to_char(c.ended_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month
     FROM cases c JOIN organ o ON o.id = c.organ_id WHERE c.late AND c.ended_at IS NOT NULL`,
  );

  test('when every department is scored, then its score opens to the late cases of the department: 377, each once, in its month', async () => {
    expect({ cases: counts.cases, late: counts.closedLate }).toEqual({ cases: 1_434, late: 377 });
    const opened: { number: string; organ: string; month: string }[] = [];
    for (const year of years)
      for (const one of await computeScores(pool, spine.registry, monthsOf(year))) {
        const line = linesOf(schemeIn(one.scheme, `${year}-01`)).find(({ code }) => code === 'late')!;
        const said = one.months.reduce(
          (sum, { parts }) =>
            sum + parts.flatMap(({ lines }) => lines).find(({ code }) => code === 'late')!.n,
          0,
        );
        const behind = await casesBehind(
          pool,
          monthsOf(year),
          { organId: one.organId, counts: line.counts },
          { page: 1, pageSize: 1_000 },
        );
        expect(behind.total).toBe(said);
        expect(behind.rows.length).toBe(said);
        for (const { city, id, month } of behind.rows) {
          const [found] = await query<{ number: string }>(
            'SELECT number FROM cases WHERE city = $1 AND id = $2',
            [city, id],
          );
          opened.push({ number: found!.number, organ: one.organ, month });
        }
      }
    const inOrder = (rows: typeof opened) => rows.map((row) => Object.values(row).join(' ')).sort();
    expect(opened.length).toBe(377);
    expect(new Set(opened.map(({ number }) => number)).size).toBe(377);
    expect(inOrder(opened)).toEqual(
      inOrder(lateCases.map(({ number, organ, month }) => ({ number, organ, month }))),
    );
  });

  test('when any line of any month is opened, then there are as many cases as it says', async () => {
    for (const one of await computeScores(pool, spine.registry, monthsOf('2011')))
      for (const month of one.months)
        for (const line of linesOf(schemeIn(one.scheme, month.month))) {
          const said = [
            ...month.parts.flatMap(({ lines }) => lines),
            ...month.bonuses,
            ...month.deductions,
          ].find(({ code }) => code === line.code)!;
          if (said.n === 0) continue;
          const { total } = await casesBehind(
            pool,
            [month.month],
            { organId: one.organId, counts: line.counts },
            { page: 1, pageSize: 1 },
          );
          expect([line.code, total]).toEqual([line.code, said.n]);
        }
  });

  test('when the year is computed again, for all or for one organ, then it is the same to the byte', async () => {
    const bytes = (scores: Awaited<ReturnType<typeof computeScores>>) =>
      scores.flatMap(({ organ, months }) => months.map((month) => bytesOf(organ, month)));
    const first = await computeScores(pool, spine.registry, monthsOf('2011'));
    expect(bytes(await computeScores(pool, spine.registry, monthsOf('2011')))).toEqual(bytes(first));
    const alone = await Promise.all(
      first.map(({ organId }) => computeScores(pool, spine.registry, monthsOf('2011'), organId)),
    );
    expect(bytes(alone.flat())).toEqual(bytes(first));
  });
});
