import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CaseRow, casesApi, caseStatuses } from '#contract/cases';
import { registerCaseRoutes } from './case-routes.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { tellStory } from '../../../tests/support/province-story.ts';
import { appWith, cloudEventOf, organs, testSpine } from '../../../tests/support/spine.ts';

const { pool } = await testDatabase();
const world = await testSpine(pool);
await tellStory(world, { seed: 2 });
const { spine, query, tell, addSource, present } = world;
const { send } = await appWith(spine, registerCaseRoutes);

// A live source beside the log, with titles that hold what LIKE takes for signs.
await addSource({ code: 'hall', demonstration: true });
const titles = ['五折 50%', 'a_b', 'axb', 'back\\slash', 'O’Brien 100', "it's", '😀', ''];
for (const [n, title] of titles.entries())
  await tell([cloudEventOf('hall', `HALL-${n}`, present.now, { data: { item: 'report', title } })]);
// A log of which nobody has said yet what its present is, as while it is being imported.
await addSource({ code: 'coming', mode: 'replay' });
await tell([cloudEventOf('coming', 'COMING-1', Date.UTC(2020, 5, 1, 2), { data: { item: 'report' } })]);

const list = async (given = '') => {
  const { status, body } = await send('GET', `/api/cases${given}`);
  expect(status).toBe(200);
  return casesApi.listCases.response.parse(body);
};

interface Plain {
  id: string;
  n: number;
  number: string;
  title: string;
  status: string;
  source: string;
  item: string;
  organ: string;
  region: string;
  opened: number;
  ended: number | null;
  due: number | null;
  late: boolean;
  mode: string;
  now: number | null;
}
const plain = await query<Plain>(
  `SELECT c.city || '-' || c.id AS id, c.id AS n, c.number, c.title, c.status, s.code AS source, i.code AS item,
     o.code AS organ, c.region::text AS region, c.opened_at AS opened, c.ended_at AS ended, k.due_at AS due, c.late, s.mode, s.now_at AS now
   FROM cases c JOIN source s ON s.id = c.source_id JOIN item i ON i.id = c.item_id JOIN organ o ON o.id = c.organ_id
   LEFT JOIN clock k ON k.city = c.city AND k.case_id = c.id`,
);
const dayOf = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
const isLate = (one: Plain) => {
  const now = one.mode === 'replay' ? one.now : present.now;
  return one.late || (one.ended === null && one.due !== null && now !== null && one.due < now);
};
const within = (region: string, place: string) =>
  region.startsWith(place.replace(/(0{10}|0{8}|0{6}|000)$/, ''));

interface Filter {
  search?: string;
  region?: string;
  organ?: string;
  item?: string;
  platform?: string;
  source?: string;
  status?: string[];
  open?: 'true' | 'false';
  late?: 'true' | 'false';
  openedFrom?: string;
  openedTo?: string;
  closedFrom?: string;
  closedTo?: string;
  sort?: 'newest' | 'oldest' | 'due';
}

function expected(filter: Filter): string[] {
  const search = filter.search?.trim().toLowerCase();
  const rows = plain.filter(
    (one) =>
      (!search || one.number.toLowerCase().includes(search) || one.title.toLowerCase().includes(search)) &&
      (!filter.region || within(one.region, filter.region)) &&
      (!filter.organ || one.organ === filter.organ) &&
      (!filter.item || one.item === filter.item) &&
      (!filter.platform || (one.item === 'report' ? 'services' : 'powers') === filter.platform) &&
      (!filter.source || one.source === filter.source) &&
      (!filter.status?.length || filter.status.includes(one.status)) &&
      (!filter.open || (one.ended === null) === (filter.open === 'true')) &&
      (!filter.late || isLate(one) === (filter.late === 'true')) &&
      (!filter.openedFrom || dayOf(one.opened) >= filter.openedFrom) &&
      (!filter.openedTo || dayOf(one.opened) <= filter.openedTo) &&
      (!filter.closedFrom || (one.ended !== null && dayOf(one.ended) >= filter.closedFrom)) &&
      (!filter.closedTo || (one.ended !== null && dayOf(one.ended) <= filter.closedTo)),
  );
  const oldest = (a: Plain, b: Plain) => a.opened - b.opened || a.n - b.n;
  const order = {
    oldest,
    newest: (a: Plain, b: Plain) => oldest(b, a),
    due: (a: Plain, b: Plain) => (a.due ?? Infinity) - (b.due ?? Infinity) || a.n - b.n,
  };
  const compare = order[filter.sort ?? 'newest'];
  return rows.toSorted((a, b) => compare(a, b) || a.n - b.n).map((one) => one.id);
}

const optional = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const openedDays = [...new Set(plain.map((one) => dayOf(one.opened)))];
const closedDays = [...new Set(plain.flatMap((one) => (one.ended === null ? [] : [dayOf(one.ended)])))];
const yesNo = ['true', 'false'] as const;
const filters = fc.record({
  search: optional(['s-00', '%', '_', '\\', '%_', '50%', 'a_b', "'", '’', '😀', ' 办件 ', 'HALL', '7% _7']),
  region: optional(['370000000000', '370100000000', '370102000000', '370102001002', '370200000000']),
  organ: optional([...Object.values(organs).map((one) => one.code), 'nobody']),
  item: optional(['report', 'licence']),
  platform: optional(['services', 'powers']),
  source: optional(['log', 'hall', 'coming', 'nobody']),
  status: fc.option(fc.array(fc.constantFrom(...caseStatuses), { maxLength: 4 }), { nil: undefined }),
  open: optional(yesNo),
  late: optional(yesNo),
  openedFrom: optional(openedDays),
  openedTo: optional(openedDays),
  closedFrom: optional(closedDays),
  closedTo: optional(closedDays),
  sort: optional(['newest', 'oldest', 'due'] as const),
});
/** At most three conditions, since more find nothing. */
const few = fc
  .tuple(
    filters,
    fc.shuffledSubarray(
      [
        'search',
        'region',
        'organ',
        'item',
        'platform',
        'source',
        'status',
        'open',
        'late',
        'openedFrom',
        'openedTo',
        'closedFrom',
        'closedTo',
        'sort',
      ] as const,
      { maxLength: 3 },
    ),
  )
  .map(([filter, names]) => Object.fromEntries(names.map((name) => [name, filter[name]])) as Filter);

const addressOf = (filter: Filter) => {
  const search = new URLSearchParams({ pageSize: '200' });
  for (const [name, value] of Object.entries(filter))
    if (value !== undefined) search.set(name, String(value));
  return `?${search}`;
};

describe('the list of cases', () => {
  test('given the story, then there are open and ended, late and timely, paused and closed ones', () => {
    expect(plain.filter(isLate).length).toBeGreaterThan(10);
    expect(plain.filter((one) => !isLate(one)).length).toBeGreaterThan(5);
    expect(new Set(plain.map((one) => one.status)).size).toBeGreaterThan(3);
    expect(plain.some((one) => one.due === null && one.ended === null)).toBe(true);
  });

  test('given any filter, then rows, order and total are what a naive filter says', async () => {
    await fc.assert(
      fc.asyncProperty(few, async (filter) => {
        const wanted = expected(filter);
        const answer = await list(addressOf(filter));
        expect(answer.total).toBe(wanted.length);
        expect(answer.rows.map((row) => row.id)).toEqual(wanted);
      }),
      {
        numRuns: 200,
        examples: [
          ...['50%', '%', '_', 'a_b', '\\', '  ', "'", '😀'].map((search): [Filter] => [{ search }]),
          ...yesNo.flatMap((one): [Filter][] => [[{ late: one }], [{ open: one }]]),
          ...openedDays.slice(0, 6).map((one): [Filter] => [{ openedFrom: one, openedTo: one }]),
          ...closedDays.slice(0, 6).map((one): [Filter] => [{ closedFrom: one, closedTo: one }]),
          [{ status: ['closed', 'closed'] }],
          [{ sort: 'due' }],
        ],
      },
    );
  });

  test('given all, then each row says of itself what is so', async () => {
    const rows = new Map((await list('?pageSize=200')).rows.map((row) => [row.id, row]));
    const lights = await query<{ id: string; light: number }>(
      `SELECT c.city || '-' || c.id AS id, max(a.level) AS light FROM cases c JOIN alert a ON a.city = c.city AND a.case_id = c.id WHERE a.status IN (0, 1) GROUP BY 1`,
    );
    const light = new Map(lights.map((one) => [one.id, ['notice', 'yellow', 'red'][one.light - 1]]));
    for (const one of plain)
      expect(rows.get(one.id)).toMatchObject({
        number: one.number,
        title: one.title,
        status: one.status,
        source: one.source,
        late: isLate(one),
        light: light.get(one.id) ?? null,
        demonstration: one.source === 'hall',
        region: one.region,
      });
  });

  test.each(['newest', 'oldest', 'due'])(
    'given pages in order %s, then together they are the list, nothing twice',
    async (sort) => {
      const pages: CaseRow[] = [];
      for (let page = 1; pages.length < plain.length; page++) {
        const { rows, total } = await list(`?sort=${sort}&pageSize=9&page=${page}`);
        expect(total).toBe(plain.length);
        expect(rows.length).toBeGreaterThan(0);
        pages.push(...rows);
      }
      expect(pages.map((row) => row.id)).toEqual(
        (await list(`?sort=${sort}&pageSize=200`)).rows.map((row) => row.id),
      );
      expect(new Set(pages.map((row) => row.id)).size).toBe(plain.length);
    },
  );

  test.each([
    ['region=3701', 'region'],
    ['status=lost', 'status.0'],
    ['open=yes', 'open'],
    ['late=1', 'late'],
    ['openedFrom=2026-13-01', 'openedFrom'],
    ['openedTo=0000-12-31', 'openedTo'],
    ['closedFrom=x', 'closedFrom'],
    ['closedTo=2026-02-29', 'closedTo'],
    ['sort=number', 'sort'],
  ])('given %s, then 422 names the field', async (given, field) => {
    expect(await send('GET', `/api/cases?${given}`)).toMatchObject({
      status: 422,
      body: { code: 'field-invalid', field },
    });
  });
});
