import { describe, expect, test } from 'vitest';
import { addUp } from '#spine/statistics/add-up';
import { counterNames } from '#spine/statistics/tally';
import { placesUnder } from '#spine/statistics/overview';
import { day, hour, openLibrary, opening, type Told } from '../../../tests/support/library-loans.ts';

const library = await openLibrary();
const { query, spine } = library;

/** Places of every level, the city's and the county's own included, with the library of each. */
const places = [
  ['370100000000', 'city-library-1'],
  ['370102000000', 'branch-1'],
  ['370102001000', 'van-1'],
  ['370102001002', 'van-1'],
  ['370103000000', 'branch-1'],
  ['370200000000', 'city-library-2'],
  ['370202001002', 'van-2'],
  ['370203000000', 'branch-2'],
] as const;

/** Cases of several days in all places: some closed, some late, some still open, with warnings of all levels. */
const events: Told[] = places.flatMap(([region, organ], place) =>
  Array.from({ length: place + 2 }, (_, i): Told[] => {
    const number = `${region}-${i}`;
    const at = opening - 60 * day + i * 3 * day + place * hour;
    const told = (type: Told['type'], when: number, data: Record<string, unknown> = {}): Told => ({
      source: 'archive',
      id: `${number}:${type}`,
      number,
      region,
      type,
      at: when,
      data,
    });
    const item = i % 3 === 2 ? 'card' : 'loan';
    const opened = told('case.opened', at, { item, organ });
    if (i % 4 === 3) return [opened];
    return [opened, told('case.closed', at + (i % 2 ? 2 : 25) * day, { contents: ['slip'] })];
  }).flat(),
);

for (const answer of await library.tell(events)) expect(answer.outcome).toBe('accepted');
await spine.ticker.tickReplay(spine.registry.source('archive')!.id, opening);
const addedUp = await addUp(spine.pool);

/** Counted from cases and alerts themselves. */
const counted = async (condition: string) => {
  const [row] = await query<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM cases WHERE ${condition}) AS opened,
       (SELECT count(*)::int FROM cases WHERE ended_at IS NOT NULL AND ${condition}) AS closed,
       (SELECT count(*)::int FROM cases WHERE ended_at IS NOT NULL AND late AND ${condition}) AS closed_late,
       (SELECT count(*)::int FROM alert WHERE level = 1 AND ${condition}) AS notice,
       (SELECT count(*)::int FROM alert WHERE level = 2 AND ${condition}) AS yellow,
       (SELECT count(*)::int FROM alert WHERE level = 3 AND ${condition}) AS red,
       (SELECT count(*)::int FROM alert WHERE level = 2 AND status > 1 AND ${condition}) AS yellow_ended`,
  );
  return row!;
};
const sums = counterNames.map((name) => `coalesce(sum(${name}), 0)::int AS ${name}`).join(', ');
const stored = async (table: string, condition: string) =>
  (await query<Record<string, number>>(`SELECT ${sums} FROM ${table} WHERE ${condition}`))[0]!;

describe('roll-ups', () => {
  test('given cases of every kind, then there is something of each to count', async () => {
    const all = await counted('true');
    for (const name of ['opened', 'closed', 'closed_late', 'notice', 'yellow', 'red', 'yellow_ended'])
      expect(all[name], name).toBeGreaterThan(0);
  });

  const subtrees = [
    [370100000000, 99_999_999],
    [370102000000, 999_999],
    [370102001000, 999],
    [370102001002, 0],
    [370103000000, 999_999],
    [370200000000, 99_999_999],
    [370202000000, 999_999],
    [370203000000, 999_999],
  ] as const;
  test.each(subtrees)(
    'given division %i, then its row counts what lies in it and below',
    async (region, below) => {
      const lies = `region BETWEEN ${region} AND ${region + below}`;
      const expected = await counted(lies);
      expect(await stored('tally_place', `region = ${region}`)).toMatchObject(expected);
      expect(await stored('tally_cube', lies)).toMatchObject(expected);
    },
  );

  test.each([370100000000, 370102000000, 370200000000])(
    'given division %i, then its days and its items sum up to it',
    async (region) => {
      const place = await stored('tally_place', `region = ${region}`);
      expect(await stored('tally_day', `region = ${region}`)).toEqual(place);
      const ofItems = region % 100_000_000 === 0 ? 'tally_city_item' : 'tally_item';
      const where = region % 100_000_000 === 0 ? `city = ${region / 100_000_000}` : `region = ${region}`;
      expect(await stored(ofItems, where)).toEqual(place);
    },
  );

  test('given the organs of a city, then they sum up to it', async () => {
    for (const city of [3701, 3702])
      expect(await stored('tally_organ', `city = ${city}`)).toEqual(
        await stored('tally_place', `region = ${city}00000000`),
      );
  });

  test.each(['370000000000', '370100000000', '370102000000', '370102001000'])(
    'given division %s, then its children and what is its own add up to its total, each counter exactly',
    async (region) => {
      const { total, children } = await placesUnder(addedUp, spine.pool, region);
      const added = Object.fromEntries(
        Object.keys(total).map((name) => [
          name,
          children.reduce((sum, child) => sum + child.counters[name as keyof typeof total], 0),
        ]),
      );
      expect(added).toEqual(total);
      expect(total.opened).toBeGreaterThan(0);
      for (const child of children)
        for (const count of Object.values(child.counters)) expect(count).toBeGreaterThanOrEqual(0);
    },
  );

  test('given the province, then it is the sum of its cities', async () => {
    const { total } = await placesUnder(addedUp, spine.pool, '370000000000');
    expect(total.opened).toBe(events.filter((event) => event.type === 'case.opened').length);
  });
});
