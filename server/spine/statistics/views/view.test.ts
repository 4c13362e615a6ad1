import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Dimension, dimensions, type Statistics, statisticsApi } from '#contract/statistics';
import { registerAlertRoutes } from '#spine/alerts/alert-routes';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import { saveItems } from '#spine/catalogue/register';
import { ownRange, subtreeRange } from '#spine/regions/region-codes';
import { addUp } from '#spine/statistics/add-up';
import { rollUp } from '../periods/roll-up.ts';
import { registerStatisticsRoutes } from '../statistics-routes.ts';
import { testDatabase } from '../../../../tests/support/database.ts';
import { tellStory } from '../../../../tests/support/province-story.ts';
import { appWith, cloudEventOf, items, organs, testSpine } from '../../../../tests/support/spine.ts';

const { pool } = await testDatabase();
const world = await testSpine(pool);
const { spine, query, tell } = world;
// Two organs implement one item: both bear its base code.
const base = '000110001000';
const implementedBy = (n: number) =>
  `1137010200430${n}0001${'X'.repeat(1)}${base}`.slice(-31).padStart(31, '1');
await saveItems(
  pool,
  [
    ...[1, 2].map((n) => ({
      ...items.report,
      code: implementedBy(n),
      organ: n === 1 ? organs.district.code : organs.town.code,
      platform: 'hotline' as const,
    })),
    { ...items.report, code: 'visit', platform: 'hotline' },
    { ...items.licence, code: 'seal' },
  ],
  false,
);
await spine.registry.refresh();
await tellStory(world, { cases: 90, seed: 11 });
await tell(
  [implementedBy(1), implementedBy(2), implementedBy(2), 'visit', 'seal', 'seal'].map((item, i) =>
    cloudEventOf(
      'log',
      `B-${i}`,
      Date.parse('2026-02-01T00:30:00+08:00') - Math.floor(i / 4) * 86_400_000 * 20,
      {
        region: organs.town.region,
        data: { item },
      },
    ),
  ),
);
const { send } = await appWith(spine, registerStatisticsRoutes, registerCaseRoutes, registerAlertRoutes);

const ask = async (given: Record<string, string | number>): Promise<Statistics> => {
  const search = new URLSearchParams(Object.entries(given).map(([key, value]) => [key, String(value)]));
  const { status, body } = await send('GET', `/api/statistics?${search}`);
  expect([status, status === 200 ? '' : body]).toEqual([200, '']);
  return statisticsApi.getStatistics.response.parse(body);
};

/** Everything that counts, from the rows it rests on. */
interface Fact {
  what: string;
  region: string;
  organ: string;
  item: string;
  platform: string;
  day: string;
}
const facts = await query<Fact>(
  `SELECT f.what, f.region::text AS region, o.code AS organ,
     CASE WHEN length(i.code) = 31 THEN right(i.code, 12) ELSE i.code END AS item, v.content ->> 'platform' AS platform,
     to_char(f.at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day
   FROM (
     SELECT 'opened' AS what, region, organ_id, item_id, opened_at AS at FROM cases
     UNION ALL SELECT 'closed', region, organ_id, item_id, ended_at FROM cases WHERE ended_at IS NOT NULL
     UNION ALL SELECT 'closedLate', region, organ_id, item_id, ended_at FROM cases WHERE ended_at IS NOT NULL AND late
     UNION ALL SELECT (ARRAY['notice', 'yellow', 'red'])[level], region, organ_id, item_id, fired_at FROM alert
   ) f JOIN organ o ON o.id = f.organ_id JOIN item i ON i.id = f.item_id
   JOIN item_version v ON v.item_id = i.id AND v.version = 1`,
);

const lies = (region: string, { from, to }: { from: string; to: string }) => region >= from && region <= to;
const quarter = (day: string) => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** The facts that a question counts, before they are told apart. */
function countedBy(given: Record<string, string | number>, measure: string): Fact[] {
  return facts.filter(
    (fact) =>
      (measure === 'alerts'
        ? (given.colour ? [given.colour] : ['notice', 'yellow', 'red']).includes(fact.what)
        : fact.what === measure) &&
      lies(fact.region, subtreeRange(String(given.region ?? '370000000000'))) &&
      (!given.organ || fact.organ === given.organ) &&
      (!given.item || fact.item === given.item) &&
      (!given.platform || fact.platform === given.platform) &&
      (!given.from || fact.day >= given.from) &&
      (!given.to || fact.day <= given.to),
  );
}

/** Whether a fact is of a member. */
function isOf(fact: Fact, dimension: Dimension, key: string, kind: string, period: string): boolean {
  switch (dimension) {
    case 'region':
      return lies(fact.region, (kind === 'residual' ? ownRange : subtreeRange)(key));
    case 'organ':
      return fact.organ === key;
    case 'item':
      return fact.item === key;
    case 'platform':
      return fact.platform === key;
    case 'colour':
      return fact.what === key;
    default:
      if (period === 'quarter') return quarter(fact.day) === key;
      return fact.day.startsWith(key);
  }
}

const sum = (list: readonly { count: number }[]) => list.reduce((all, { count }) => all + count, 0);

/** A view against the rows, one by one, and its sums. */
function check(given: Record<string, string | number>, view: Statistics): void {
  const all = countedBy(given, view.measure);
  const period = String(given.period ?? 'month');
  expect([given, view.total.count]).toEqual([given, all.length]);
  expect([given, sum(view.rows)]).toEqual([given, all.length]);
  if (view.columnsBy) expect([given, sum(view.columns)]).toEqual([given, all.length]);
  for (const row of view.rows) {
    if (view.columnsBy) expect([given, row.key, sum(row.cells)]).toEqual([given, row.key, row.count]);
    if (row.kind === 'rest') continue;
    const ofRow = all.filter((fact) => isOf(fact, view.rowsBy, row.key, row.kind, period));
    expect([given, row.key, row.count]).toEqual([given, row.key, ofRow.length]);
    for (const [i, cell] of row.cells.entries()) {
      const column = view.columns[i]!;
      if (column.kind === 'rest') continue;
      const ofCell = ofRow.filter((fact) => isOf(fact, view.columnsBy!, column.key, column.kind, period));
      expect([given, row.key, column.key, cell.count]).toEqual([given, row.key, column.key, ofCell.length]);
    }
  }
}

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const question = fc
  .record({
    rows: fc.constantFrom(...dimensions),
    columns: fc.constantFrom(...dimensions, 'none'),
    measure: fc.constantFrom('opened', 'closed', 'closedLate', 'alerts'),
    period: fc.constantFrom('day', 'month', 'quarter', 'year'),
    region: optional(
      fc.constantFrom(
        '370000000000',
        '370100000000',
        '370102000000',
        '370102001000',
        '370102001002',
        '370200000000',
      ),
    ),
    organ: optional(fc.constantFrom(...Object.values(organs).map(({ code }) => code))),
    item: optional(fc.constantFrom('report', 'licence', 'visit', base)),
    platform: optional(fc.constantFrom('services', 'powers', 'hotline')),
    colour: optional(fc.constantFrom('notice', 'yellow', 'red')),
    dates: optional(
      fc
        .tuple(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 55 }))
        .map(([first, length]) =>
          [first, first + length].map((day) =>
            new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
          ),
        ),
    ),
    pageSize: fc.constantFrom(2, 50),
  })
  .filter(({ rows, columns }) => rows !== columns)
  .map(({ dates, ...given }) => {
    const colours = given.rows === 'colour' || given.columns === 'colour' || given.colour;
    // Of time without days there would be a window; these are all of the story's.
    const [from, to] =
      dates ?? (given.rows === 'time' || given.columns === 'time' ? ['2026-01-01', '2026-03-02'] : []);
    const all = { ...given, measure: colours ? 'alerts' : given.measure, from, to };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<
      string,
      string | number
    >;
  });

describe('any two dimensions', () => {
  test('given the story, then everything that counts has happened', () => {
    for (const what of ['opened', 'closed', 'closedLate', 'notice', 'yellow', 'red'])
      expect([what, facts.some((fact) => fact.what === what)]).toEqual([what, true]);
  });

  test.each(['while all is pending', 'when all is in periods'])(
    'given any question %s, then each figure is what the rows say, and rows, columns and the rest add up',
    async (when) => {
      if (when === 'when all is in periods') await rollUp(pool);
      else await addUp(pool);
      const pending = await query<{ n: number }>('SELECT count(*)::int AS n FROM tally_pending');
      expect(pending[0]!.n > 0).toBe(when === 'while all is pending');
      await fc.assert(
        fc.asyncProperty(question, async (given) => check(given, await ask(given))),
        { numRuns: 150, seed: 5 },
      );
    },
  );

  test('given more after that, then what is pending is added to the periods once', async () => {
    const before = await ask({ rows: 'region' });
    await tell([cloudEventOf('log', 'P-1', Date.UTC(2026, 1, 3), { data: { item: 'report' } })]);
    expect((await ask({ rows: 'region' })).total.count).toBe(before.total.count + 1);
    await Promise.all([rollUp(pool), rollUp(pool)]);
    expect((await ask({ rows: 'region' })).total.count).toBe(before.total.count + 1);
  });
});

/** The items of each platform, as questions name them. */
const itemsOfPlatform = { services: ['report'], powers: ['licence', 'seal'], hotline: [base, 'visit'] };

/** Each figure of a view by its row and column. */
const figuresOf = (view: Statistics) =>
  view.rows.flatMap((row) => [
    [row.key, row.count] as const,
    ...row.cells.map((cell, i) => [`${row.key} × ${view.columns[i]!.key}`, cell.count] as const),
  ]);

describe('narrowed to a platform', () => {
  test.each([true, false])(
    'given any question, something pending: %s, then each figure is the sum of those of the items of the platform',
    async (pending) => {
      if (pending)
        await tell(
          ['visit', 'seal', base].map((item, i) =>
            cloudEventOf('log', `N-${i}`, Date.UTC(2026, 1, 20), {
              region: organs.town.region,
              data: { item: item === base ? implementedBy(2) : item },
            }),
          ),
        );
      else await rollUp(pool);
      const platforms = fc.constantFrom(
        ...(Object.keys(itemsOfPlatform) as (keyof typeof itemsOfPlatform)[]),
      );
      await fc.assert(
        fc.asyncProperty(question, platforms, async ({ item: _item, ...asked }, platform) => {
          const given = { ...asked, platform, pageSize: 50 };
          const sums = new Map<string, number>();
          for (const item of itemsOfPlatform[platform])
            for (const [key, n] of figuresOf(await ask({ ...given, item })))
              sums.set(key, (sums.get(key) ?? 0) + n);
          const narrowed = figuresOf(await ask(given));
          const counted = (figures: Iterable<readonly [string, number]>) =>
            [...figures].filter(([, n]) => n !== 0).sort(([one], [other]) => (one < other ? -1 : 1));
          expect([given, counted(narrowed)]).toEqual([given, counted(sums)]);
        }),
        { numRuns: 80, seed: 7 },
      );
    },
  );
});

describe('the way down', () => {
  test.each<Record<string, string>>([
    { rows: 'region', columns: 'item' },
    { rows: 'region', columns: 'platform', region: '370100000000' },
    { rows: 'organ', columns: 'time', from: '2026-01-10', to: '2026-02-20', period: 'week' },
    { rows: 'region', columns: 'colour' },
    { rows: 'item', columns: 'time', measure: 'closed', from: '2026-01-10', to: '2026-02-20' },
    { rows: 'region', columns: 'time', measure: 'closedLate', from: '2026-01-01', to: '2026-03-02' },
    { rows: 'organ', columns: 'colour', from: '2026-01-15', to: '2026-02-15', platform: 'services' },
  ])('given %o, then each figure leads to a list of so many', async (given) => {
    const view = await ask(given);
    const cells = [view.total, ...view.columns, ...view.rows, ...view.rows.flatMap((row) => row.cells)];
    const linked = cells.filter(({ link }) => link !== null);
    expect(linked.length).toBe(cells.length);
    for (const { count, link } of linked) {
      const { status, body } = await send('GET', `${link!.replace('/workbench', '/api')}&pageSize=1`);
      expect([link, status, body.total]).toEqual([link, 200, count]);
    }
  });
});

describe('comparison', () => {
  test('given the month before, then each figure stands beside what that month says', async () => {
    const now = await ask({
      rows: 'region',
      columns: 'platform',
      from: '2026-02-01',
      to: '2026-02-28',
      compare: 'previous',
    });
    expect(now.before).toEqual({ from: '2026-01-01', to: '2026-01-31' });
    const before = await ask({ rows: 'region', columns: 'platform', from: '2026-01-01', to: '2026-01-31' });
    expect(now.total.before).toBe(before.total.count);
    for (const row of before.rows)
      expect(now.rows.find(({ key }) => key === row.key)?.before ?? 0).toBe(row.count);
    const sumBefore = now.rows.reduce((all, row) => all + row.before!, 0);
    expect(sumBefore).toBe(before.total.count);
  });

  test('given last year, then nothing was counted then', async () => {
    const view = await ask({ rows: 'time', from: '2026-01-01', to: '2026-02-28', compare: 'last-year' });
    expect(view.before).toEqual({ from: '2025-01-01', to: '2025-02-28' });
    expect(view.rows.map(({ before }) => before)).toEqual([0, 0]);
  });
});

describe('what cannot be asked', () => {
  test.each([
    ['rows=region&columns=region', 'columns'],
    ['rows=region&columns=colour&measure=opened', 'measure'],
    ['rows=region&from=2026-02-02&to=2026-02-01', 'to'],
    ['rows=region&from=2026-02-30', 'from'],
    ['rows=region&compare=previous', 'from'],
    ['rows=region&columns=time&period=day&from=2020-01-01&to=2026-01-01', 'period'],
    ['rows=nothing', 'rows'],
    ['rows=region&region=379999000000', 'region'],
    ['rows=region&organ=nobody', 'organ'],
    ['rows=region&item=nothing', 'item'],
    ['rows=region&pageSize=1000', 'pageSize'],
  ])('given %s, then it is refused by its field', async (given, field) => {
    const { status, body } = await send('GET', `/api/statistics?${given}`);
    expect({ status, field: body.field }).toEqual({ status: 422, field });
  });
});
