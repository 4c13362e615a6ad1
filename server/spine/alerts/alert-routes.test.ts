import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AlertRow, alertLevel, alertsApi, alertStatus } from '#contract/alerts';
import { issueCorrection } from '#spine/corrections/correction-commands';
import { actOnCorrection } from '#spine/corrections/correction-commands';
import { readCorrectionLimits } from '#spine/corrections/correction-limits';
import { filled } from '#spine/corrections/correction.fixture';
import { registerAlertRoutes } from './alert-routes.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { tellStory } from '../../../tests/support/province-story.ts';
import { appWith, organs, testSpine } from '../../../tests/support/spine.ts';

const { pool } = await testDatabase();
const world = await testSpine(pool);
await tellStory(world);
const { spine, query } = world;
const { send } = await appWith(spine, registerAlertRoutes);

const list = async (given = '') => {
  const { status, body } = await send('GET', `/api/alerts${given}`);
  expect(status).toBe(200);
  return alertsApi.listAlerts.response.parse(body);
};

// Alerts in every status: some under correction, one of them lifted and one cleared.
const reds = (await list('?level=red&pageSize=4&sort=oldest')).rows;
for (const { id } of reds) await issueCorrection(spine, id, { demand: '' }, readCorrectionLimits());
await actOnCorrection(spine, reds[0]!.id, { action: 'sign', values: filled.sign, actor: 'Zhang San' });
for (const action of ['appeal', 'uphold'] as const)
  await actOnCorrection(spine, reds[0]!.id, { action, values: filled[action], actor: 'Zhang San' });
for (const action of ['sign', 'rectify', 'answer', 'verify'] as const)
  await actOnCorrection(spine, reds[1]!.id, { action, values: filled[action], actor: 'Zhang San' });

interface Plain {
  id: string;
  level: number;
  status: number;
  rule: string;
  region: string;
  organ: string;
  item: string;
  number: string;
  fired_at: number;
  n: number;
  day: string;
  platform: string;
  source: string;
}
/** Every alert by a statement of its own. */
const plain = await query<Plain>(
  `SELECT a.city || '-' || a.id AS id, a.id AS n, a.level, a.status, a.rule, a.region::text AS region, o.code AS organ, i.code AS item,
     c.number, a.fired_at, to_char(a.fired_at + interval '8 hours', 'YYYY-MM-DD') AS day, CASE i.code WHEN 'report' THEN 'services' ELSE 'powers' END AS platform, s.code AS source
   FROM alert a JOIN organ o ON o.id = a.organ_id JOIN item i ON i.id = a.item_id JOIN cases c ON c.city = a.city AND c.id = a.case_id JOIN source s ON s.id = c.source_id`,
);

const levels = alertLevel.options;
const statuses = alertStatus.options;
const within = (region: string, place: string) =>
  region.startsWith(place.replace(/(0{10}|0{8}|0{6}|000)$/, ''));

interface Filter {
  region?: string;
  organ?: string;
  item?: string;
  platform?: string;
  source?: string;
  rule?: string;
  level?: (typeof levels)[number][];
  status?: (typeof statuses)[number][];
  from?: string;
  to?: string;
  caseNumber?: string;
  sort?: 'newest' | 'oldest' | 'level';
  pageSize?: number;
}

/** The same filter, naively. */
function expected(filter: Filter) {
  const chosen = plain.filter(
    (one) =>
      (!filter.region || within(one.region, filter.region)) &&
      (!filter.organ || one.organ === filter.organ) &&
      (!filter.item || one.item === filter.item) &&
      (!filter.platform || one.platform === filter.platform) &&
      (!filter.source || one.source === filter.source) &&
      (!filter.rule || one.rule === filter.rule) &&
      (!filter.status?.length || filter.status.includes(statuses[one.status]!)) &&
      (!filter.from || one.day >= filter.from) &&
      (!filter.to || one.day <= filter.to) &&
      (!filter.caseNumber || one.number === filter.caseNumber),
  );
  const counts = Object.fromEntries(
    levels.map((level, i) => [level, chosen.filter((one) => one.level === i + 1).length]),
  );
  const rows = chosen.filter((one) => !filter.level?.length || filter.level.includes(levels[one.level - 1]!));
  const newest = (a: Plain, b: Plain) => b.fired_at - a.fired_at || b.n - a.n;
  const order = {
    newest,
    oldest: (a: Plain, b: Plain) => newest(b, a),
    level: (a: Plain, b: Plain) => b.level - a.level || newest(a, b),
  };
  return { counts, ids: rows.toSorted(order[filter.sort ?? 'newest']).map((one) => one.id) };
}

const addressOf = (filter: Filter) => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filter))
    if (value !== undefined) search.set(name, String(value));
  return `?${search}`;
};
const days = [...new Set(plain.map((one) => one.day))];
const optional = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const filters = fc.record({
  region: optional([
    '370000000000',
    '370100000000',
    '370102000000',
    '370102001000',
    '370102001002',
    '370200000000',
    '370300000000',
  ]),
  organ: optional([...Object.values(organs).map((one) => one.code), 'nobody']),
  item: optional(['report', 'licence', 'nothing']),
  platform: optional(['services', 'powers', 'trading']),
  source: optional([...new Set(plain.map((one) => one.source)), 'nobody']),
  rule: optional([...new Set(plain.map((one) => one.rule)), 'NO_RULE']),
  level: fc.option(fc.array(fc.constantFrom(...levels), { maxLength: 4 }), { nil: undefined }),
  status: fc.option(fc.array(fc.constantFrom(...statuses), { maxLength: 4 }), { nil: undefined }),
  from: optional(days),
  to: optional(days),
  caseNumber: optional(['S-0001', 'S-0002', 'S-%']),
  sort: optional(['newest', 'oldest', 'level'] as const),
});

describe('the list of alerts', () => {
  test('given the story, then there are alerts of every level and status, of both items, on many days', () => {
    expect(new Set(plain.map((one) => one.level))).toEqual(new Set([1, 2, 3]));
    expect(new Set(plain.map((one) => one.status))).toEqual(new Set([0, 1, 2, 3]));
    expect(new Set(plain.map((one) => one.item)).size).toBe(2);
    expect(days.length).toBeGreaterThan(20);
    expect(plain.some((one) => new Date(one.fired_at).toISOString().slice(0, 10) !== one.day)).toBe(true);
  });

  test('given any filter, then rows, order, total and counts are what a naive filter says', async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const wanted = expected(filter);
        const answer = await list(addressOf({ ...filter, pageSize: 200 }));
        expect(answer.counts).toEqual(wanted.counts);
        expect(answer.total).toBe(wanted.ids.length);
        expect(answer.rows.map((row) => row.id)).toEqual(wanted.ids.slice(0, 200));
      }),
      {
        numRuns: 150,
        // Sparse filters, since full ones find next to nothing.
        examples: [
          [{}],
          [{ level: ['red', 'red'] }],
          [{ level: [] }],
          ...levels.map((level) => [{ level: [level] }]),
          ...statuses.map((status) => [{ status: [status] }]),
          ...days.slice(0, 8).map((one) => [{ from: one, to: one }]),
          [{ region: '370102001000' }],
          [{ region: '370100000000', sort: 'level' }],
          [{ rule: 'OVERDUE', sort: 'oldest' }],
        ] as [Filter & { region: undefined }][] as never,
      },
    );
  });

  test.each(['newest', 'oldest', 'level'] as const)(
    'given pages in order %s, then together they are the list, nothing twice',
    async (sort) => {
      const { ids } = expected({ sort });
      const pages: AlertRow[] = [];
      for (let page = 1; pages.length < ids.length; page++) {
        const answer = await list(`?sort=${sort}&pageSize=7&page=${page}`);
        expect(answer).toMatchObject({ page, pageSize: 7, total: ids.length });
        expect(answer.rows.length).toBeGreaterThan(0);
        pages.push(...answer.rows);
      }
      expect(pages.map((row) => row.id)).toEqual(ids);
      expect((await list(`?sort=${sort}&pageSize=7&page=999`)).rows).toEqual([]);
    },
  );

  test('given a repeated parameter instead of commas, then it means the same', async () => {
    expect((await list('?level=red&level=notice')).total).toBe((await list('?level=red,notice')).total);
  });

  test.each([
    ['region=3701', 'region'],
    ['region=37010000000x', 'region'],
    ['level=orange', 'level.0'],
    ['level=red,orange', 'level.1'],
    ['status=gone', 'status.0'],
    ['sort=best', 'sort'],
    ['from=2026-02-30', 'from'],
    ['to=tomorrow', 'to'],
    ['from=0000-01-01', 'from'],
    ['from=2026-01-01T00:00:00Z', 'from'],
  ])('given %s, then 422 names the field', async (given, field) => {
    expect(await send('GET', `/api/alerts?${given}`)).toMatchObject({
      status: 422,
      body: { code: 'field-invalid', field },
    });
  });
});

describe('one alert', () => {
  test('given each alert, then it comes back whole, with rule, basis, evidence and what would clear it', async () => {
    for (const { id, rule } of plain.slice(0, 40)) {
      const { status, body } = await send('GET', `/api/alerts/${id}`);
      expect(status).toBe(200);
      const detail = alertsApi.getAlert.response.parse(body);
      expect(detail).toMatchObject({ id, rule });
      expect(detail.basis).toMatch(/\S/);
      expect(detail.clears.zh).toMatch(/\S/);
      expect(detail.evidence.length).toBeGreaterThan(0);
      for (const { label, value } of detail.evidence)
        expect(`${label.zh}|${label.en}|${value}`).not.toMatch(/undefined|null|NaN/);
    }
  });

  test('given one under correction, then it names the correction', async () => {
    const [one] = (await list('?status=correcting')).rows;
    expect(one!.correctionId).toBe(one!.id);
  });

  test.each([
    '3701-999999',
    '3702-1',
    '1',
    'x',
    '3701-',
    '3701-1-1',
    '-1',
    '37010-1',
    '3701-9999999999999999999',
  ])('given the key %s, then 404', async (key) => {
    expect(await send('GET', `/api/alerts/${key}`)).toMatchObject({
      status: 404,
      body: { code: 'not-found', field: 'id' },
    });
  });
});

test('given the rules, then each says how often it fired, and together they are all alerts', async () => {
  const { body } = await send('GET', '/api/rules');
  const rules = alertsApi.listRules.response.parse(body);
  expect(rules.reduce((sum, rule) => sum + rule.fired, 0)).toBe(plain.length);
  expect(new Set(rules.map((rule) => rule.code)).size).toBe(rules.length);
  for (const rule of rules) expect(rule.fired).toBe(plain.filter((one) => one.rule === rule.code).length);
});
