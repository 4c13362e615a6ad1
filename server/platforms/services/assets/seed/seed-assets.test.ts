import { describe, expect, test } from 'vitest';
import { sayNothing } from '#base/log';
import { systemNow } from '#base/time';
import type { OrganInput } from '#contract/catalogue';
import { saveOrgans } from '#spine/catalogue/register';
import { replay } from '#spine/journal/replay';
import { testDatabase } from '../../../../../tests/support/database.ts';
import { organs, testSpine } from '../../../../../tests/support/spine.ts';
import { readAssetPlan } from './plan.ts';
import { seedAssets } from './seed-assets.ts';

const { pool } = await testDatabase();
const { spine, query } = await testSpine(pool, { now: systemNow(), platforms: true });
const point: OrganInput = { ...organs.village, code: 'point', kind: 'village-point' };
await saveOrgans(pool, [point], true);
await spine.registry.refresh();

const plan = readAssetPlan();
const always = {
  ...plan,
  counties: ['370102'],
  shares: { ...plan.shares, unapproved: 1, largeCash: 1, split: 1 },
};
const count = async (sql: string) =>
  (await query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`))[0]!.n;

describe('the demonstration of villages’ assets', () => {
  test('given a small plan, then a village has a book with vouchers, contracts and assets', async () => {
    await seedAssets(spine, sayNothing, always);
    expect(await count(`part_state WHERE part = 'services/books'`)).toBe(1);
    expect(await count(`part_state WHERE part = 'services/contracts'`)).toBe(4);
    expect(await count(`part_state WHERE part = 'services/holdings'`)).toBe(4);
    expect(await count(`journal WHERE type = 'services.voucher-posted'`)).toBeGreaterThan(5);
  });

  test('given a book in which much is wrong, then each rule of payments has noticed it', async () => {
    const rules = await query<{ rule: string }>('SELECT DISTINCT rule FROM alert ORDER BY rule');
    expect(rules.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['CASH_PAYMENT', 'EXPENSE_NOT_APPROVED', 'SPLIT_PAYMENT']),
    );
  });

  test('given the same again, then nothing is added', async () => {
    const before = await count('journal');
    await seedAssets(spine, sayNothing, always);
    expect(await count('journal')).toBe(before);
  });

  test('given all of this, then a replay tells the same', async () => {
    expect((await replay(spine)).listed).toEqual([]);
  });
});
