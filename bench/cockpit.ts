import type { Pool } from 'pg';
import { saveItems, saveOrgans } from '#spine/catalogue/register';
import { addUp } from '#spine/statistics/add-up';
import { answersOf, itemRanking, organRanking, placesUnder, trendOf } from '#spine/statistics/overview';
import { counterNames, dayOf } from '#spine/statistics/tally';
import type { Counters } from '#contract/overview';
import { fillTallies, items, type Place } from './cockpit-facts.ts';
import { type Counts, DuckCockpit, duckVersion } from './cockpit-duckdb.ts';
import { median, type Result } from './result.ts';
import { benchItem, openWorkbench } from './workbench-database.ts';

const province = '370000000000';
const cases = 5_000_000;
const trendDays = 30;
const rounds = 9;
/** Asked this many times a round, since once takes about as long as the clock can tell. */
const repeats = 20;
const organsPerCity = 40;
const organsPerCounty = 30;

/** Organs as a province has them, some five thousand, and the divisions that each of them serves. */
export async function makePlaces(pool: Pool): Promise<Place[]> {
  const { rows } = await pool.query<{ code: number; level: number; children: number[] }>(
    `SELECT r.code, r.level, array(SELECT c.code FROM region c WHERE c.parent = r.code ORDER BY c.code LIMIT 3) AS children
     FROM region r WHERE r.level IN (3, 4) ORDER BY r.code`,
  );
  const organs = rows.flatMap(({ code, level }) =>
    Array.from({ length: level === 3 ? organsPerCity : organsPerCounty }, (_, n) => ({
      code: `bench.${code}.${n}`,
      name: { zh: `${code} ${n}`, en: `${code} ${n}` },
      region: String(code),
      workPeriods: [{ from: '09:00', to: '17:00' }],
    })),
  );
  await saveOrgans(pool, organs, true);
  const ids = await pool.query<{ id: number; region: number }>(
    `SELECT id, region FROM organ WHERE code LIKE 'bench.%.%'`,
  );
  const served = new Map(
    rows.map(({ code, level, children }) => [code, level === 3 ? [code] : [code, ...children]]),
  );
  return ids.rows.flatMap(({ id, region }) =>
    served.get(region)!.map((one) => ({ region: one, organId: id })),
  );
}

/**
 * Items with the numbers that the generated cases name.
 * @param platformOf of the nth after the first, which is of `services`
 * @throws Error if the database numbers them otherwise
 */
export async function makeItems(
  pool: Pool,
  platformOf: (n: number) => string = () => benchItem.platform,
): Promise<Map<string, string>> {
  const organ = (await pool.query<{ code: string }>('SELECT code FROM organ ORDER BY id LIMIT 1')).rows[0]!;
  const more = Array.from({ length: items - 1 }, (_, n) => ({
    ...benchItem,
    code: `${benchItem.code}.${n}`,
    platform: platformOf(n),
    organ: organ.code,
  }));
  await saveItems(pool, more, true);
  const { rows } = await pool.query<{ id: number; code: string }>('SELECT id, code FROM item ORDER BY id');
  if (rows.length !== items || rows.at(-1)!.id !== items)
    throw new Error(`expected items 1 to ${items}, found ${rows.length} up to ${rows.at(-1)!.id}`);
  return new Map(rows.map((row) => [row.code, String(row.id)]));
}

const inOrder = (counters: Counters): number[] =>
  counterNames.map(
    (name) =>
      counters[name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) as keyof Counters],
  );

/** @throws Error naming the first number that differs. */
function compare(question: string, ours: [string, Counters][], theirs: Counts): void {
  for (const [key, counters] of ours) {
    const mine = inOrder(counters).join(' ');
    const other = (theirs.get(key) ?? counterNames.map(() => 0)).join(' ');
    if (mine !== other) throw new Error(`${question}, ${key}: ${mine}, DuckDB says ${other}`);
  }
}

const standing = (counts: number[]) =>
  [counts[5]! - counts[8]!, counts[4]! - counts[6]!, counts[2]!, counts[0]!].join(' ');

/** Every number of the four answers against DuckDB's; of equal ranks either may come first. */
async function checkAnswers(
  pool: Pool,
  duck: DuckCockpit,
  itemIds: Map<string, string>,
  lastDay: number,
): Promise<void> {
  const [from, to] = trendRange(lastDay);
  const added = await addUp(pool);
  const places = await placesUnder(added, pool, province);
  const theirs = await duck.places();
  compare(
    'places',
    places.children.map((one) => [one.region, one.counters]),
    theirs,
  );
  const sum = counterNames.map((_, i) =>
    [...theirs.values()].reduce((total, counts) => total + counts[i]!, 0),
  );
  compare('places', [['total', places.total]], new Map([['total', sum]]));
  compare(
    'trend',
    (await trendOf(added, pool, province, lastDay, trendDays)).map((one) => [one.day, one.counters]),
    await duck.trend(from, to),
  );
  const organs = await organRanking(added, pool, province);
  const organIds = await pool.query<{ id: number; code: string }>(
    'SELECT id, code FROM organ WHERE code = ANY($1)',
    [organs.map((one) => one.code)],
  );
  const idOf = new Map(organIds.rows.map((row) => [row.code, String(row.id)]));
  compare(
    'organs',
    organs.map((one) => [idOf.get(one.code)!, one.counters]),
    await duck.ranking('organ_id'),
  );
  const ranked = await itemRanking(added, pool, names, province);
  compare(
    'items',
    ranked.map((one) => [itemIds.get(one.code)!, one.counters]),
    await duck.ranking('item_id'),
  );
  for (const [key, ours] of [
    ['organ_id', organs],
    ['item_id', ranked],
  ] as const) {
    const first = [...(await duck.ranking(key, ours.length)).values()].map(standing);
    ours.forEach((one, i) => {
      if (standing(inOrder(one.counters)) !== first[i]) throw new Error(`${key} of rank ${i + 1} differs`);
    });
  }
}

/** Stands in for the registry, which looks names up in memory. */
const names: Parameters<typeof itemRanking>[2] = {
  newestById: (id) => ({ code: String(id), name: { zh: String(id), en: String(id) } }),
};
const dateOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const trendRange = (lastDay: number): [string, string] => [dateOf(lastDay - trendDays + 1), dateOf(lastDay)];

async function took(work: () => Promise<unknown>, times = 1): Promise<number> {
  const began = performance.now();
  for (let n = 0; n < times; n++) await work();
  return (performance.now() - began) / times;
}

/**
 * What the cockpit asks on its first page (map by city and total, trend of thirty days, ranking of organs and of items), at
 * five million cases, against DuckDB over the same cases. Milliseconds for the four together; all answers are compared.
 */
export async function benchCockpit(count = cases): Promise<Result[]> {
  const bench = await openWorkbench();
  const { pool } = bench.database;
  const lastDay = dayOf(bench.spine.now());
  try {
    const itemIds = await makeItems(pool);
    const places = await makePlaces(pool);
    const client = await bench.owner.connect();
    try {
      await fillTallies(client, places, count, lastDay);
    } finally {
      client.release(true);
    }
    const duck = await DuckCockpit.open(places, count, lastDay);
    await checkAnswers(pool, duck, itemIds, lastDay);
    const [from, to] = trendRange(lastDay);
    const added = await addUp(pool);
    const ours = [
      () => placesUnder(added, pool, province),
      () => trendOf(added, pool, province, lastDay, trendDays),
      () => organRanking(added, pool, province),
      () => itemRanking(added, pool, names, province),
    ];
    const theirs = [
      () => duck.places(),
      () => duck.trend(from, to),
      () => duck.ranking('organ_id', 20),
      () => duck.ranking('item_id', 20),
    ];
    // At once, each side as it does best: ours as the page asks them; DuckDB spreads each over all cores.
    const asked = () => answersOf(pool, names, province, lastDay, trendDays);
    const askedDuck = () => Promise.all(theirs.map((ask) => ask()));
    const [mine, other]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      mine.push(await took(asked, repeats));
      other.push(await took(askedDuck));
    }
    const each: string[] = [];
    for (const [i, name] of ['map', 'trend', 'organs', 'items'].entries())
      each.push(
        `${name} ${(await took(ours[i]!, repeats)).toFixed(2)}/${(await took(theirs[i]!)).toFixed(1)}`,
      );
    duck.close();
    return [
      {
        name: `the cockpit's questions at ${count.toLocaleString('en')} cases`,
        unit: 'ms',
        ours: median(mine),
        peer: { name: `DuckDB ${duckVersion}`, value: median(other) },
        limit: { ratio: 40 },
        note: `the four of its first page at once, answers equal; ms each alone, ours/DuckDB: ${each.join(', ')}`,
      },
    ];
  } finally {
    await bench.close();
  }
}
