import { expect, test } from 'vitest';
import { sayNothing } from '#base/log';
import { pointContent } from '#contract/services/points';
import { saveItems, saveOrgans } from '#spine/catalogue/register';
import { readWorld } from '#spine/demonstration/seed';
import { readMissionFigures } from '#spine/demonstration/mission-figures';
import { testDatabase } from '../../../../tests/support/database.ts';
import { testSpine } from '../../../../tests/support/spine.ts';
import { coverageOf, statedFigures } from './coverage.ts';
import { seedPoints } from './seed.ts';
import { countCoverage, countDivisions, listChildren } from './store.ts';

const { pool } = await testDatabase();
const { spine } = await testSpine(pool, { divisions: 'all', catalogue: false });
const world = await readWorld();
await saveOrgans(
  pool,
  world.organs.map((one) => one.organ),
  true,
);
await saveItems(
  pool,
  world.items.map((one) => one.item),
  true,
);
await spine.registry.refresh();
const province = '370000000000';
const board = async (region: string) =>
  coverageOf(
    region,
    await countCoverage(pool, region, '2026-03-02'),
    await countDivisions(pool, region),
    await listChildren(pool, region),
    { zh: '本级', en: 'At this level' },
  );

test('given the demonstration province, then its points are as many as the mission says, as far as there are divisions', async () => {
  const points = await seedPoints(spine, sayNothing);
  const { levels } = await board(province);
  const there = Object.fromEntries(levels.map(({ level, there: n }) => [level, n]));
  expect(there).toEqual({ 2: 43, 3: 16, 4: 130, 5: 1516, 6: 34844 });
  expect(points).toBe(43 + 16 + 130 + 1516 + 34844);
  const stated = statedFigures(levels, readMissionFigures());
  const differing = stated.filter((one) => one.stated !== one.counted);
  expect(differing.map(({ level, stated: said, counted }) => [level, said, counted])).toEqual([[3, 17, 16]]);
  expect(differing[0]!.note?.zh).toContain('莱芜');
});

test('given the board of a place at any level, then its children and what lies at this level add up to it', async () => {
  for (const region of [province, '370100000000', '370102000000', '371300000000', '371302000000']) {
    const { levels, children } = await board(region);
    for (const { level, there, working, suspended } of levels) {
      const below = children.map((child) => child.levels.find((one) => one.level === level)!);
      const sum = (of: (one: (typeof below)[number]) => number) => below.reduce((n, one) => n + of(one), 0);
      expect([sum((one) => one.there), sum((one) => one.working), sum((one) => one.suspended)]).toEqual([
        there,
        working,
        suspended,
      ]);
      expect(working + suspended).toBe(there);
    }
  }
});

test('given points that are there, when seeded again, then nothing is added', async () => {
  expect(await seedPoints(spine, sayNothing)).toBeNull();
});

test('given what was made in bulk, then each kind of it is what the contract says', async () => {
  const { rows } = await pool.query<{ level: number; content: unknown }>(
    `SELECT DISTINCT ON (p.level, p.suspended) p.level, v.content FROM services_point p
     JOIN services_point_version v ON v.city = p.city AND v.point_id = p.id ORDER BY p.level, p.suspended, p.id`,
  );
  for (const { content } of rows) expect(pointContent.parse(content)).toEqual(content);
  expect(new Set(rows.map(({ level }) => level)).size).toBe(5);
});
