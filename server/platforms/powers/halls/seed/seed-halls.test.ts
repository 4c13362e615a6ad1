import { describe, expect, test } from 'vitest';
import { sayNothing } from '#base/log';
import { systemNow } from '#base/time';
import { saveOrgans } from '#spine/catalogue/register';
import { replay } from '#spine/journal/replay';
import { testDatabase } from '../../../../../tests/support/database.ts';
import { organs, testSpine } from '../../../../../tests/support/spine.ts';
import { readHallPlan } from './plan.ts';
import { seedHalls } from './seed-halls.ts';

const { pool } = await testDatabase();
const { spine, query } = await testSpine(pool, { now: systemNow(), platforms: true });
await saveOrgans(
  pool,
  ['370100000000', '370200000000'].map((region) => ({
    ...organs.city,
    code: `centre-${region}`,
    region,
    kind: 'service-centre',
  })),
  true,
);
await spine.registry.refresh();
const plan = readHallPlan();
const count = async (sql: string) =>
  (await query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`))[0]!.n;

describe('the demonstration of halls', () => {
  test('given two service centres, then each has its cameras, one waits, and what was marked gave its cards', async () => {
    await seedHalls(spine, sayNothing, plan);
    const inUse = `part_state WHERE part = 'powers/cameras' AND state ->> 'status' =`;
    expect(await count(`${inUse} 'in-use'`)).toBe(plan.homeCameras.length + plan.otherCameras.length);
    expect(await count(`${inUse} 'proposed'`)).toBe(1);
    const rows = await query<{ rule: string; level: number }>(
      'SELECT rule, level FROM alert ORDER BY rule, level',
    );
    expect(rows.map(({ rule, level }) => [rule, level])).toEqual([
      ['HALL_MOMENT', 1],
      ['HALL_POST_UNATTENDED', 1],
      ['HALL_POST_UNATTENDED', 2],
    ]);
  });

  test('given the same again, then nothing is added, and a replay tells the same', async () => {
    const before = await count('journal');
    await seedHalls(spine, sayNothing, plan);
    expect(await count('journal')).toBe(before);
    expect((await replay(spine)).listed).toEqual([]);
  });
});
