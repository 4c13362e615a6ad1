import { describe, expect, test } from 'vitest';
import { addUp } from '#spine/statistics/add-up';
import { counterNames } from '#spine/statistics/tally';
import { openLibrary, opening, type Told } from '../../../tests/support/library-loans.ts';

const library = await openLibrary();
const { query, spine } = library;
await library.setNow(opening);

const tables = ['tally_cube', 'tally_place', 'tally_day', 'tally_organ', 'tally_item', 'tally_city_item'];
const sums = counterNames.map((name) => `coalesce(sum(${name}), 0)::int AS ${name}`).join(', ');

/** The sums of each table; of divisions those of the cities alone, each of which holds all below it. */
const added = async () =>
  Object.fromEntries(
    await Promise.all(
      tables.map(async (table) => {
        const where = ['tally_place', 'tally_day'].includes(table) ? 'WHERE region % 100000000 = 0' : '';
        return [table, (await query<Record<string, number>>(`SELECT ${sums} FROM ${table} ${where}`))[0]!];
      }),
    ),
  );
const inEach = (counts: Record<string, number>) =>
  Object.fromEntries(tables.map((table) => [table, expect.objectContaining(counts)]));
const noted = async () => (await query<{ n: number }>('SELECT count(*)::int AS n FROM tally_change'))[0]!.n;

const loans = (run: string, n: number): Told[] =>
  Array.from({ length: n }, (_, i) => ({
    id: `${run}-${i}`,
    number: `${run}-${i}`,
    type: 'case.opened',
    at: opening,
    region: '370102001002',
    data: { item: 'loan', organ: 'van-1' },
  }));
const tell = async (events: Told[]) => {
  for (const answer of await library.tell(events)) expect(answer).toMatchObject({ outcome: 'accepted' });
};

describe('what is counted', () => {
  test('given a batch, then it is noted with it, and stands in no roll-up before it is added', async () => {
    await tell(loans('A', 3));
    expect(await noted()).toBe(1);
    expect(await added()).toEqual(inEach({ opened: 0 }));
    await addUp(spine.pool);
    expect(await noted()).toBe(0);
    expect(await added()).toEqual(inEach({ opened: 3, closed: 0, red: 0 }));
  });

  test('given several who add at once, while others write, then everything is added once', async () => {
    const telling = Promise.all([tell(loans('B', 20)), tell(loans('C', 20))]);
    await Promise.all(Array.from({ length: 8 }, () => addUp(spine.pool)));
    await telling;
    await Promise.all(Array.from({ length: 8 }, () => addUp(spine.pool)));
    expect(await added()).toEqual(inEach({ opened: 43 }));
    expect(await noted()).toBe(0);
  });

  test('given cards that clocks give and that end, then they are noted as well', async () => {
    const later = Date.UTC(2026, 3, 30);
    await library.setNow(later);
    await spine.ticker.catchUp(later);
    expect(await noted()).toBeGreaterThan(0);
    await addUp(spine.pool);
    const [cards] = await query<Record<string, number>>(
      `SELECT count(*) FILTER (WHERE level = 1)::int AS notice, count(*) FILTER (WHERE level = 2)::int AS yellow,
         count(*) FILTER (WHERE level = 3)::int AS red, count(*) FILTER (WHERE level = 2 AND status > 1)::int AS yellow_ended FROM alert`,
    );
    for (const n of Object.values(cards!)) expect(n).toBeGreaterThan(0);
    expect(await added()).toEqual(inEach(cards!));
  });

  test('given more than one transaction takes, then all of it is added', async () => {
    const before = (await added())['tally_cube']!['opened']!;
    await tell(loans('D', 1));
    await query(
      `INSERT INTO tally_change (days, regions, organ_ids, item_ids, counters, ns)
       SELECT days, regions, organ_ids, item_ids, counters, ns FROM tally_change, generate_series(1, 1100)`,
    );
    await addUp(spine.pool);
    expect(await noted()).toBe(0);
    expect(await added()).toEqual(inEach({ opened: before + 1_101 }));
  });
});
