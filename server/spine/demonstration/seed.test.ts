import { describe, expect, test } from 'vitest';
import { sayNothing } from '#base/log';
import { replay } from '#spine/journal/replay';
import type { Spine } from '#spine/spine';
import { addUp } from '#spine/statistics/add-up';
import { smallProvince } from './demonstration.fixture.ts';
import { demonstrationSource, seedDemonstration } from './seed.ts';
import { streamDemonstration } from './stream.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { type TestSpine, testSpine } from '../../../tests/support/spine.ts';

const world = await smallProvince();
const cases = 150;
const now = Date.now();

const open = async (): Promise<TestSpine> =>
  testSpine((await testDatabase({ connections: 8 })).pool, { now, divisions: 'all', catalogue: false });
const seed = (spine: Spine) => seedDemonstration(spine, sayNothing, { cases, world });

/** Everything that the demonstration shows, without the numbers that the database hands out. */
async function shown({ query, spine }: TestSpine) {
  await addUp(spine.pool);
  const alerts = await query<{ id: string; place: string; key: string }>(
    `SELECT a.id::text AS id, c.number AS place, a.key, a.level, a.status, a.rule, a.fired_at, a.region FROM alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id`,
  );
  const nameOf = new Map(alerts.map((one) => [one.id, `${one.place} ${one.key}`]));
  const named = (key: string): string =>
    key.replace(/^correction:(\d+)/, (_, id: string) => `correction of ${nameOf.get(id)}`);
  const rows = <T extends object>(list: T[]) => list.map((one) => JSON.stringify(one)).toSorted();
  return {
    cases: rows(await query('SELECT number, status, late, state, region, opened_at, ended_at FROM cases')),
    alerts: rows(alerts.map((one) => ({ ...one, id: undefined, key: named(one.key) }))),
    corrections: rows(
      (
        await query<{ id: number; status: string; ended: number }>(
          'SELECT id, status, level, issued_at, ended_at FROM correction',
        )
      ).map(({ id, ...one }) => ({ of: nameOf.get(String(id)), ...one })),
    ),
    events: rows(
      await query(
        'SELECT c.number, j.case_seq, j.type, j.occurred_at FROM journal j JOIN cases c ON c.city = j.city AND c.id = j.case_id',
      ),
    ),
    tallies: rows(await query('SELECT * FROM tally_place')),
    source: rows(
      await query(`SELECT code, mode, demonstration, now_at FROM source WHERE code = 'demonstration'`),
    ),
  };
}

const once = await open();
const made = await seed(once.spine);
const whole = await shown(once);

describe('the demonstration province', () => {
  test('given an empty installation, when seeded, then cases, alerts of every level and corrections are there, all marked', async () => {
    expect(made!.cases).toBe(whole.cases.length);
    expect(made!.cases).toBeGreaterThanOrEqual(cases);
    expect(made!.events).toBeLessThanOrEqual(whole.events.length);
    const [alerts] = await once.query<{ levels: number }>(
      'SELECT count(DISTINCT level)::int AS levels FROM alert',
    );
    expect(alerts!.levels).toBe(3);
    expect(whole.corrections.length).toBeGreaterThan(3);
    const unmarked = await once.query(
      `SELECT code FROM organ WHERE NOT demonstration UNION ALL SELECT code FROM item WHERE NOT demonstration
       UNION ALL SELECT s.code FROM source s JOIN cases c ON c.source_id = s.id WHERE NOT s.demonstration`,
    );
    expect(unmarked).toEqual([]);
  });

  test('given it is there, when seeded again, then nothing happens', async () => {
    expect(await seed(once.spine)).toBeNull();
    expect(await shown(once)).toEqual(whole);
  });

  test('given all alerts, then the roll-ups of the cities hold exactly as many, and those of the organs, items and days too', async () => {
    const [alerts] = await once.query(
      `SELECT count(*) FILTER (WHERE level = 1)::int AS notice, count(*) FILTER (WHERE level = 2)::int AS yellow, count(*) FILTER (WHERE level = 3)::int AS red FROM alert`,
    );
    const sums = 'sum(notice)::int AS notice, sum(yellow)::int AS yellow, sum(red)::int AS red';
    for (const from of [
      'tally_place WHERE region % 100000000 = 0',
      'tally_day WHERE region % 100000000 = 0',
      'tally_city_item',
      'tally_organ',
      'tally_cube',
    ])
      expect([from, (await once.query(`SELECT ${sums} FROM ${from}`))[0]]).toEqual([from, alerts]);
  });

  test('given its journal, when told anew, then nothing differs', async () => {
    const report = await replay(once.spine);
    expect(report.listed).toEqual([]);
    expect(report).toMatchObject({ differences: 0, cases: made!.cases });
  });

  test('given it is there, then its source is live and its stream goes on until it is stopped', async () => {
    const { spine, query, present } = once;
    expect(spine.registry.source(demonstrationSource.code)!.mode).toBe('live');
    const count = async () => (await query<{ n: number }>('SELECT count(*)::int AS n FROM journal'))[0]!.n;
    const before = await count();
    const stop = await streamDemonstration(spine, world);
    while ((await count()) < before + 4) present.now += 60_000;
    await stop();
    const after = await count();
    const refused = await query(
      `SELECT 1 FROM journal WHERE historic IS FALSE AND source_id = (SELECT id FROM source WHERE code = 'demonstration')`,
    );
    expect(refused.length).toBe(after - before);
    await new Promise(setImmediate);
    expect(await count()).toBe(after);
  });
});

describe('a seeding that is broken off', () => {
  /** The spine whose journal gives up after so many calls. */
  const failing = (spine: Spine, calls: number): Spine => {
    let left = calls;
    const journal = new Proxy(spine.journal, {
      get: (target, name) => {
        if (name === 'append' && left-- <= 0) return () => Promise.reject(new Error('broken off'));
        const value = Reflect.get(target, name) as unknown;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    return { ...spine, journal };
  };
  /** The spine whose clocks stand still. */
  const stopped = (spine: Spine): Spine => ({
    ...spine,
    ticker: { tickReplay: () => Promise.reject(new Error('broken off')) } as unknown as Spine['ticker'],
  });

  test.each<[string, (spine: Spine) => Spine]>([
    ['before the first case', (spine) => failing(spine, 0)],
    ['among the cases', (spine) => failing(spine, 2)],
    ['before time passes', stopped],
    ['before the corrections', (spine) => failing(spine, 4)],
    ['among the corrections', (spine) => failing(spine, 6)],
  ])(
    'given it broke off %s, when it is run again, later, then the province is the same as in one go',
    async (_, broken) => {
      const test = await open();
      await expect(seed(broken(test.spine))).rejects.toThrow('broken off');
      expect(await test.query(`SELECT 1 FROM installation WHERE key = 'demonstration-seeded'`)).toEqual([]);
      test.present.now += 3 * 3_600_000;
      expect(await seed(test.spine)).toEqual(made);
      expect(await shown(test)).toEqual(whole);
      expect((await replay(test.spine)).listed).toEqual([]);
    },
  );

  test('given two processes seed at the same time, then the province is there once', async () => {
    const test = await open();
    const [one, other] = await Promise.all([seed(test.spine), seed(test.spine)]);
    expect([one, other].toSorted()).toEqual([made, null].toSorted());
    expect(await shown(test)).toEqual(whole);
  });
});
