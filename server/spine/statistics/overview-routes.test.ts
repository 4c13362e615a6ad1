import { afterAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type Counters, overviewApi } from '#contract/overview';
import type { Role } from '#contract/roles';
import { readReceipt } from '#spine/cases/receipt';
import { actOnCorrection, issueCorrection } from '#spine/corrections/correction-commands';
import { readCorrectionLimits } from '#spine/corrections/correction-limits';
import { filled } from '#spine/corrections/correction.fixture';
import type { Principal } from '#spine/identity/principal';
import { registerOverviewRoutes } from './overview-routes.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { everybodysDeputy, principalWith } from '../../../tests/support/principals.ts';
import { tellStory } from '../../../tests/support/province-story.ts';
import { appWith, cloudEventOf, testSpine } from '../../../tests/support/spine.ts';

const { pool } = await testDatabase();
const world = await testSpine(pool);
const { now } = await tellStory(world, { cases: 120, seed: 7 });
const { spine, query, tell, present } = world;
let who: () => Principal | null = () => everybodysDeputy(spine);
const { send } = await appWith(spine, { who: () => who() }, registerOverviewRoutes);

// The last millisecond of a day in Shanghai and the first of the next.
const midnight = Date.parse('2026-02-11T00:00:00+08:00');
await tell([
  cloudEventOf('log', 'M-1', midnight - 1, { data: { item: 'report' } }),
  cloudEventOf('log', 'M-2', midnight, { data: { item: 'report' } }),
]);
// Some red cards are put under correction; of these one is lifted, one cleared.
const reds = await query<{ id: string }>(
  `SELECT city || '-' || id AS id FROM alert WHERE level = 3 AND rule = 'OVERDUE' ORDER BY id LIMIT 5`,
);
for (const { id } of reds) await issueCorrection(spine, id, { demand: '' }, readCorrectionLimits());
for (const action of ['sign', 'appeal', 'uphold'] as const)
  await actOnCorrection(spine, reds[0]!.id, { action, values: filled[action], actor: 'Zhang San' });
for (const action of ['sign', 'rectify', 'answer', 'verify'] as const)
  await actOnCorrection(spine, reds[1]!.id, { action, values: filled[action], actor: 'Zhang San' });
// Corrections are acts of today, whatever day the story is told on.
present.now = Math.max(now, Date.now());

type Overview = z.output<typeof overviewApi.getOverview.response>;
const overview = async (given = ''): Promise<Overview> => {
  const { status, body } = await send('GET', `/api/overview${given}`);
  expect(status).toBe(200);
  return overviewApi.getOverview.response.parse(body);
};

const zero: Counters = {
  opened: 0,
  closed: 0,
  closedLate: 0,
  notice: 0,
  yellow: 0,
  red: 0,
  yellowEnded: 0,
  redEnded: 0,
  correctionsIssued: 0,
  correctionsEnded: 0,
};
const add = (list: Counters[]): Counters =>
  list.reduce(
    (sum, one) =>
      Object.fromEntries(
        Object.keys(zero).map((name) => [name, sum[name as keyof Counters] + one[name as keyof Counters]]),
      ) as Counters,
    zero,
  );

/** Everything that counts, one by one, from the rows it rests on. */
interface Fact {
  what: keyof Counters;
  region: string;
  organ: string;
  item: string;
  day: string | null;
}
const facts = await query<Fact>(
  `SELECT f.what, f.region::text AS region, o.code AS organ, i.code AS item, to_char(f.at + interval '8 hours', 'YYYY-MM-DD') AS day FROM (
     SELECT 'opened' AS what, region, organ_id, item_id, opened_at AS at FROM cases
     UNION ALL SELECT 'closed', region, organ_id, item_id, ended_at FROM cases WHERE ended_at IS NOT NULL
     UNION ALL SELECT 'closedLate', region, organ_id, item_id, ended_at FROM cases WHERE ended_at IS NOT NULL AND late
     UNION ALL SELECT (ARRAY['notice', 'yellow', 'red'])[level], region, organ_id, item_id, fired_at FROM alert
     UNION ALL SELECT (ARRAY['', 'yellowEnded', 'redEnded'])[level], region, organ_id, item_id, NULL FROM alert WHERE status > 1 AND level > 1
     UNION ALL SELECT 'correctionsIssued', x.region, x.organ_id, c.item_id, x.issued_at FROM correction x JOIN cases c USING (city) WHERE c.id = x.case_id
     UNION ALL SELECT 'correctionsEnded', x.region, x.organ_id, c.item_id, x.ended_at FROM correction x JOIN cases c USING (city) WHERE c.id = x.case_id AND x.ended_at IS NOT NULL
   ) f JOIN organ o ON o.id = f.organ_id JOIN item i ON i.id = f.item_id`,
);
const count = (chosen: Fact[]): Counters => {
  const counters = { ...zero };
  for (const fact of chosen) counters[fact.what] += 1;
  return counters;
};
const within = (region: string, place: string) =>
  region.startsWith(place.replace(/(0{10}|0{8}|0{6}|000)$/, ''));

const places = [
  '370000000000',
  '370100000000',
  '370102000000',
  '370102001000',
  '370102001002',
  '370103000000',
  '370200000000',
  '370202000000',
];
const days = 366;

describe('the overview of a division', () => {
  test('given the story, then everything that counts has happened', () => {
    const all = count(facts);
    for (const [name, n] of Object.entries(all)) expect([name, n > 0]).toEqual([name, true]);
  });

  test.each(places)(
    'given %s, then its total is what the rows say, and its children and the rest add up to it',
    async (region) => {
      const { total, children } = await overview(`?region=${region}`);
      expect(total).toEqual(count(facts.filter((fact) => within(fact.region, region))));
      expect(add(children.map((child) => child.counters))).toEqual(children.length ? total : zero);
      for (const child of children) {
        const own = child.kind === 'residual';
        const chosen = facts.filter((fact) =>
          own ? fact.region === region : within(fact.region, child.region),
        );
        expect(child.counters).toEqual(count(chosen));
        expect(Object.values(child.counters).every((n) => n >= 0)).toBe(true);
      }
      const inOrder = children.filter((child) => child.kind === 'region').map((child) => child.region);
      expect(inOrder).toEqual(inOrder.toSorted());
      expect(children.filter((child) => child.kind === 'residual').length).toBeLessThanOrEqual(1);
    },
  );

  test('given the province, then it is the sum of its cities and of what its own organs do', async () => {
    const province = await overview();
    const cities = await Promise.all(
      ['370100000000', '370200000000'].map((region) => overview(`?region=${region}`)),
    );
    const own = count(facts.filter((fact) => fact.region === '370000000000'));
    expect(own.opened).toBeGreaterThan(0);
    expect(add([...cities.map((city) => city.total), own])).toEqual(province.total);
    expect(province.path).toEqual([
      { region: '370000000000', name: { zh: '山东省', en: 'Shandong Province' } },
    ]);
  });

  test.each(places)(
    'given the trend of %s, then it has every day once, in order, and each says what happened on it',
    async (region) => {
      const { trend, today } = await overview(`?region=${region}&days=${days}`);
      const last = Date.parse(`${today}T00:00:00Z`);
      expect(trend.map((one) => one.day)).toEqual(
        Array.from({ length: days }, (_, i) =>
          new Date(last - (days - 1 - i) * 86_400_000).toISOString().slice(0, 10),
        ),
      );
      expect(today).toBe(new Date(present.now + 8 * 3_600_000).toISOString().slice(0, 10));
      const dated = facts.filter((fact) => fact.day !== null && within(fact.region, region));
      for (const { day, counters } of trend) {
        const wanted = count(dated.filter((fact) => fact.day === day));
        // What was settled counts on a day that the rows no longer tell.
        expect([day, { ...counters, yellowEnded: 0, redEnded: 0 }]).toEqual([day, wanted]);
      }
      expect(add(trend.map((one) => one.counters))).toEqual(
        count(facts.filter((fact) => within(fact.region, region))),
      );
    },
  );

  test('given the two sides of midnight in Shanghai, then each is counted on its own day', async () => {
    const { trend } = await overview(`?days=${days}`);
    const opened = (day: string) => trend.find((one) => one.day === day)!.counters.opened;
    await tell([
      cloudEventOf('log', 'M-3', midnight - 1, { data: { item: 'report' } }),
      cloudEventOf('log', 'M-4', midnight, { data: { item: 'report' } }),
      cloudEventOf('log', 'M-5', midnight + 86_399_999, { data: { item: 'report' } }),
    ]);
    const before = [opened('2026-02-10'), opened('2026-02-11')];
    const after = (await overview(`?days=${days}`)).trend;
    expect(
      ['2026-02-10', '2026-02-11'].map((day) => after.find((one) => one.day === day)!.counters.opened),
    ).toEqual([before[0]! + 1, before[1]! + 2]);
  });

  test.each(places)(
    'given the rankings of %s, then they are in order and say what the rows say',
    async (region) => {
      const { organs, items } = await overview(`?region=${region}`);
      const here = facts.filter((fact) => within(fact.region, region));
      const score = ({ counters: c }: { counters: Counters }) => [
        c.red - c.redEnded,
        c.yellow - c.yellowEnded,
        c.closedLate,
        c.opened,
      ];
      for (const ranking of [organs, items])
        for (const [i, one] of ranking.entries())
          if (i > 0) {
            const [above, below] = [score(ranking[i - 1]!), score(one)];
            const first = above.findIndex((n, k) => n !== below[k]);
            if (first >= 0) expect(above[first]).toBeGreaterThan(below[first]!);
            else expect(ranking[i - 1]!.code < one.code).toBe(true);
          }
      // The story's organs lie where their cases do, but for the three cases of the district's own bureau.
      const named = (list: { code: string; counters: Counters }[]) =>
        Object.fromEntries(list.map((one) => [one.code, one.counters]));
      const grouped = (key: 'item') =>
        Object.fromEntries(
          [...new Set(here.map((fact) => fact[key]))].map((code) => [
            code,
            count(here.filter((fact) => fact[key] === code)),
          ]),
        );
      const now = Object.fromEntries(
        Object.entries(named(items)).map(([code, counters]) => [code, { ...counters }]),
      );
      if (within('370102000000', region) && now.report) now.report.opened -= 3;
      expect(now).toEqual(grouped('item'));
    },
  );
});

describe('what cannot be shown', () => {
  test.each([
    ['region=3701', 422, 'field-invalid', 'region'],
    ['region=379999999999', 422, 'region-unknown', 'region'],
    ['region=000000000000', 403, 'forbidden', 'region'],
    ['days=0', 422, 'field-invalid', 'days'],
    ['days=367', 422, 'field-invalid', 'days'],
    ['days=many', 422, 'field-invalid', 'days'],
    ['days=1.5', 422, 'field-invalid', 'days'],
  ])('given %s, then it is refused', async (given, status, code, field) => {
    expect(await send('GET', `/api/overview?${given}`)).toMatchObject({ status, body: { code, field } });
  });
});

describe('who reads it', () => {
  const holding = (role: Role, region: number, organId: number | null = null) => {
    who = () => principalWith([{ role, organId, region }]);
  };
  const asked = async (given = '') => {
    const { status, body } = await send('GET', `/api/overview${given}`);
    return { status, code: body.code, region: body.region, path: body.path?.length };
  };
  afterAll(() => {
    who = () => everybodysDeputy(spine);
  });

  test('given nobody, or somebody without statistics, then it is shut', async () => {
    who = () => null;
    expect(await asked()).toMatchObject({ status: 401, code: 'sign-in-needed' });
    holding('handler', 370100000000, spine.registry.organ('city-bureau')!.id);
    expect(await asked('?region=370100000000')).toMatchObject({ status: 403, code: 'forbidden' });
  });

  test('given supervision of a city, then it begins there, tells what lies below, and nothing beside or above', async () => {
    holding('supervision-officer', 370100000000);
    expect(await asked()).toEqual({ status: 200, region: '370100000000', path: 1 });
    expect(await asked('?region=370102000000')).toEqual({ status: 200, region: '370102000000', path: 2 });
    for (const region of ['370000000000', '370200000000'])
      expect(await asked(`?region=${region}`)).toMatchObject({ status: 403, code: 'forbidden' });
  });

  test('given statistics of one organ alone, then the division of it is not told as a whole', async () => {
    holding('organ-head', 370100000000, spine.registry.organ('city-bureau')!.id);
    for (const given of ['', '?region=370100000000'])
      expect(await asked(given)).toMatchObject({ status: 403, code: 'forbidden' });
  });
});

describe('while others write', () => {
  test('given questions and writers at the same time, then no rest is ever negative and all sums hold', async () => {
    let writing = true;
    const write = async (): Promise<void> => {
      for (let i = 0; i < 40; i++)
        await tell([
          cloudEventOf('log', `W-${i}`, midnight, {
            region: i % 2 ? '370102001002' : '370202000000',
            data: { item: 'report' },
          }),
          cloudEventOf('log', `W-${i}`, midnight, {
            region: i % 2 ? '370102001002' : '370202000000',
            type: 'case.closed',
            data: {},
          }),
        ]);
    };
    const written = write().finally(() => (writing = false));
    while (writing)
      for (const region of ['370000000000', '370100000000', '370102000000']) {
        const { total, children } = await overview(`?region=${region}&days=1`);
        expect(add(children.map((child) => child.counters))).toEqual(total);
        for (const child of children) expect(Object.values(child.counters).every((n) => n >= 0)).toBe(true);
      }
    await written;
  });
});

describe('what this installation is', () => {
  test('given a demonstration, then sizes and receipts that lead to cases', async () => {
    await world.addSource({ code: 'shown', demonstration: true });
    await tell([cloudEventOf('shown', 'D-1', now, { data: { item: 'report' } })]);
    const { body } = await send('GET', '/api/installation');
    const installation = overviewApi.getInstallation.response.parse(body);
    expect(installation).toMatchObject({
      demonstration: true,
      regions: 8,
      organs: 6,
      items: 2,
    });
    expect(installation.sampleReceipts).toHaveLength(1);
    const key = readReceipt(installation.sampleReceipts[0]!, spine.receiptKey)!;
    expect(await query('SELECT number FROM cases WHERE city = $1 AND id = $2', [key.city, key.id])).toEqual([
      { number: 'D-1' },
    ]);
  });

  test('given none, then no receipt is given away and the workbench is said to be closed', async () => {
    const { send: ask } = await appWith({ ...spine, demonstration: false }, registerOverviewRoutes);
    expect((await ask('GET', '/api/installation')).body).toMatchObject({
      demonstration: false,
      sampleReceipts: [],
    });
    expect((await ask('GET', '/api/overview')).body.demonstration).toBe(false);
  });
});
