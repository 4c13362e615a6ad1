import { describe, expect, test } from 'vitest';
import type { ItemInput, OrganInput } from '#contract/catalogue';
import type { CloudEventInput } from '#contract/events';
import { saveItems, saveOrgans } from '#spine/catalogue/register';
import { replay } from '#spine/journal/replay';
import { datedDatabase } from '../../../../tests/support/recording-time.ts';
import { cloudEventOf, items, testSpine } from '../../../../tests/support/spine.ts';
import { percentileOf } from './compare.ts';
import { compareMonth } from './compare-month.ts';
import { boundsOf, lastMonth } from './read-month.ts';

const at = (text: string) => Date.parse(`${text}:00+08:00`);

describe('months', () => {
  test('given the second of November, then October waits for late entries; on the fourth it is compared', () => {
    expect(lastMonth(at('2026-11-02T10:00'), 3)).toBe('2026-09');
    expect(lastMonth(at('2026-11-04T00:00'), 3)).toBe('2026-10');
    expect(lastMonth(at('2027-01-05T10:00'), 3)).toBe('2026-12');
  });

  test('given a month, then it begins and ends at midnight in China', () => {
    expect(boundsOf('2026-12')).toEqual({ from: at('2026-12-01T00:00'), to: at('2027-01-01T00:00') });
  });

  test('given a hundred times, then the first percentile is the smallest of them', () => {
    const rising = Array.from({ length: 100 }, (_, i) => i + 1);
    expect(percentileOf(rising, 1)).toBe(1);
    expect(percentileOf([...rising, 101], 1)).toBe(2);
  });
});

describe('compareMonth', async () => {
  const { pool, record } = await datedDatabase();
  await record(at('2026-03-10T10:00'));
  const world = await testSpine(pool, { now: at('2026-03-10T10:00'), platforms: true });
  const organs = Array.from(
    { length: 7 },
    (_, i): OrganInput => ({
      code: `county-${i}`,
      name: { zh: `区局${i}`, en: `Bureau ${i}` },
      region: '370102000000',
    }),
  );
  const ofOrgan = (one: OrganInput): ItemInput => ({
    ...items.licence,
    code: `licence-${one.code}`,
    baseCode: '123456789012',
    level: 4,
    organ: one.code,
  });
  await saveOrgans(pool, organs, false);
  await saveItems(pool, organs.map(ofOrgan), false);
  await world.spine.registry.refresh();
  await world.addSource({ code: 'past', mode: 'replay' });

  /** Twenty-five cases of one organ in February, of which some were denied. */
  const month = (organ: string, denied: number): CloudEventInput[] =>
    Array.from({ length: 25 }, (_, i) => {
      const tell = (time: string, type: string, data: object = {}) =>
        cloudEventOf('past', `${organ}-${i}`, at(time), { type, data: { ...data }, region: '370102000000' });
      return [
        tell('2026-02-03T10:00', 'case.opened', { item: `licence-${organ}` }),
        tell('2026-02-03T11:00', 'case.accepted'),
        tell('2026-02-05T10:00', 'case.decided', {
          outcome: i < denied ? 'denied' : 'granted',
          reason: '经审查不符合法定条件，不予许可。',
        }),
      ];
    }).flat();
  const compare = async () => {
    await world.spine.registry.refresh();
    return compareMonth(world.spine, '2026-02');
  };
  const alerts = () =>
    world.query<{ rule: string; organ: string; evidence: Record<string, unknown> }>(
      `SELECT a.rule, o.code AS organ, a.evidence FROM alert a JOIN organ o ON o.id = a.organ_id WHERE a.rule LIKE 'RATE_%'`,
    );

  test('given one organ that denies far more than six others, then it alone is noticed, with the figures of its peers', async () => {
    for (const [index, organ] of organs.entries())
      await world.tell(month(organ.code, index === 0 ? 6 : index % 2));
    expect(await compare()).toBe(7);
    expect(await alerts()).toEqual([
      {
        rule: 'RATE_REFUSAL',
        organ: 'county-0',
        evidence: {
          item: '123456789012',
          month: '2026-02',
          count: 6,
          of: 25,
          rate: 24,
          peerOrgans: 6,
          peerCases: 150,
          mean: 2,
          sd: 2,
          bound: 6,
        },
      },
    ]);
  });

  test('given the comparisons themselves, then they are noticed by no rule of the spine', async () => {
    const rows = await world.query<{ rule: string }>(
      `SELECT DISTINCT a.rule FROM alert a JOIN item i ON i.id = a.item_id WHERE i.code = 'powers-peer-comparison'`,
    );
    expect(rows).toEqual([{ rule: 'RATE_REFUSAL' }]);
  });

  test('given it is compared again, also after more was told, then nothing is added', async () => {
    await world.tell(month('county-0', 20).map((event) => ({ ...event, subject: `${event.subject}-more` })));
    expect(await compare()).toBe(0);
    expect(await alerts()).toHaveLength(1);
  });

  test('given the journal is replayed, then it says the same', async () => {
    const report = await replay(world.spine);
    expect(report.listed).toEqual([]);
    expect(report.differences).toBe(0);
  });
});
