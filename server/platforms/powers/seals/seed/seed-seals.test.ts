import { describe, expect, test } from 'vitest';
import { sayNothing } from '#base/log';
import { systemNow } from '#base/time';
import type { OrganInput } from '#contract/catalogue';
import { saveOrgans } from '#spine/catalogue/register';
import { replay } from '#spine/journal/replay';
import { testDatabase } from '../../../../../tests/support/database.ts';
import { organs, testSpine } from '../../../../../tests/support/spine.ts';
import { noteSilentDevices } from '../devices/watch.ts';
import { readSealPlan } from './plan.ts';
import { seedSeals } from './seed-seals.ts';

const { pool } = await testDatabase();
const { spine, query } = await testSpine(pool, { now: systemNow(), platforms: true });
const points: OrganInput[] = [organs.village, organs.town, organs.district].map((organ, index) => ({
  ...organ,
  code: `point-${index}`,
  kind: 'village-point',
}));
await saveOrgans(pool, points, true);
await spine.registry.refresh();

const plan = { ...readSealPlan(), silent: 0 };
const count = async (sql: string) =>
  (await query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`))[0]!.n;

describe('the demonstration of seals', () => {
  test('given the plan, then there are seals with devices, and each request has come as far as it says', async () => {
    await seedSeals(spine, sayNothing, plan);
    expect(await count(`part_state WHERE part = 'powers/seals'`)).toBe(3 * plan.seals.length);
    const rows = await query<{ status: string; n: number }>(
      `SELECT state ->> 'status' AS status, count(*)::int AS n FROM part_state WHERE part = 'powers/stampings' GROUP BY 1`,
    );
    const told = Object.fromEntries(rows.map(({ status, n }) => [status, n]));
    expect(told).toEqual({
      agreed: 1,
      approved: 1,
      closed: 15,
      refused: 1,
      requested: 1,
      stamped: 1,
      unasked: 1,
    });
  });

  test('given what is wrong on purpose, then each rule has fired once, and nothing else has', async () => {
    const rows = await query<{ rule: string; n: number }>(
      'SELECT rule, count(*)::int AS n FROM alert GROUP BY 1 ORDER BY 1',
    );
    expect(Object.fromEntries(rows.map(({ rule, n }) => [rule, n]))).toEqual({
      SEAL_AT_NIGHT: 1,
      SEAL_BLANK_PAPER: 1,
      SEAL_DEVICE_OFFLINE: 1,
      SEAL_OUTSIDE_FENCE: 2,
      SEAL_PHOTO_DIFFERS: 1,
      SEAL_TOO_MANY: 1,
      SEAL_UNAUTHORISED: 1,
    });
  });

  test('given devices that were never heard of here, then the watch leaves them alone', async () => {
    expect(await noteSilentDevices(spine)).toBe(0);
  });

  test('given the same again, then nothing is added, and a replay tells the same', async () => {
    const before = await count('journal');
    await seedSeals(spine, sayNothing, plan);
    expect(await count('journal')).toBe(before);
    expect((await replay(spine)).listed).toEqual([]);
  });
});
