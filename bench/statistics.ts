import type pg from 'pg';
import { dimensions, type Statistics } from '#contract/statistics';
import { wholeReach } from '#spine/identity/permission';
import type { Spine } from '#spine/spine';
import { rollUp } from '#spine/statistics/periods/roll-up';
import { dayOf } from '#spine/statistics/tally';
import type { Question } from '#spine/statistics/views/asked';
import { statisticsOf } from '#spine/statistics/views/view';
import { makeItems, makePlaces } from './cockpit.ts';
import { processorClock } from './processor-time.ts';
import type { Result } from './result.ts';
import { besideDuckDb } from './statistics-duckdb.ts';
import { fillPeriods, platformOf } from './statistics-facts.ts';
import { openWorkbench } from './workbench-database.ts';

const cases = 10_000_000;
const limit = 200;
const rounds = 2;

const dateOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);

const base: Question = {
  rows: 'region',
  columns: 'none',
  period: 'month',
  compare: 'none',
  page: 1,
  pageSize: 50,
};

/** Each dimension by each other and alone, over different days, narrowed in every way. */
function questions(
  today: number,
  organ: string,
  item: string,
): { pair: string; kind: string; question: Question }[] {
  const days: Record<string, Partial<Question>> = {
    'all time': {},
    'the year so far': { from: `${dateOf(today).slice(0, 4)}-01-01`, to: dateOf(today) },
    'any 15 months': { from: dateOf(today - 700), to: dateOf(today - 243) },
    'the last 30 days': { from: dateOf(today - 29), to: dateOf(today) },
    'any 15 months, compared': { from: dateOf(today - 500), to: dateOf(today - 43), compare: 'last-year' },
  };
  const narrowed: Record<string, Partial<Question>> = {
    province: {},
    city: { region: '370200000000' },
    county: { region: '370202000000' },
    platform: { platform: 'services' },
    'platform in a city': { platform: 'services', region: '370200000000' },
    organ: { organ },
    item: { item },
  };
  const pairs = dimensions.flatMap((rows) =>
    [...dimensions, 'none' as const]
      .filter((columns) => columns !== rows)
      .map((columns) => ({ rows, columns })),
  );
  return pairs.flatMap((pair) =>
    Object.entries(days).flatMap(([when, range]) =>
      Object.entries(narrowed).map(([where, filter]) => ({
        pair: `${pair.rows} × ${pair.columns}`,
        kind: `${where}, ${when}`,
        question: { ...base, ...pair, ...range, ...filter },
      })),
    ),
  );
}

const quantile = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;

/** @throws Error where the sums of a view are not its total */
function checkSums(view: Statistics, kind: string): void {
  const sum = (list: readonly { count: number }[]) => list.reduce((all, one) => all + one.count, 0);
  const wrong =
    sum(view.rows) !== view.total.count ||
    (view.columnsBy !== null && sum(view.columns) !== view.total.count) ||
    (view.columnsBy !== null && view.rows.some((row) => sum(row.cells) !== row.count));
  if (wrong) throw new Error(`the sums do not hold: ${view.rowsBy} × ${view.columnsBy ?? 'none'}, ${kind}`);
}

/** Questions whose answer the cube gives directly, slowly. @throws Error where it gives another */
async function checkTotals(spine: Spine, client: pg.ClientBase, today: number): Promise<void> {
  const { rows } = await client.query<{ opened: number; organ: number; n: number }>(
    `SELECT (SELECT sum(opened)::int FROM tally_cube WHERE day BETWEEN $1 AND $2) AS opened, organ_id AS organ, sum(red)::int AS n
     FROM tally_cube WHERE day BETWEEN $1 AND $2 AND region BETWEEN 370200000000 AND 370299999999 GROUP BY organ_id`,
    [dateOf(today - 700), dateOf(today - 243)],
  );
  const range = { from: dateOf(today - 700), to: dateOf(today - 243) };
  const all = await statisticsOf(spine, wholeReach, { ...base, ...range });
  const red = await statisticsOf(spine, wholeReach, {
    ...base,
    ...range,
    rows: 'organ',
    columns: 'colour',
    region: '370200000000',
    pageSize: 200,
  });
  const reds = rows.reduce((sum, { n }) => sum + n, 0);
  const shown = red.columns.find(({ key }) => key === 'red')?.count;
  if (all.total.count !== rows[0]!.opened || shown !== reds)
    throw new Error(
      `the cube says ${rows[0]!.opened} and ${reds}, the views ${all.total.count} and ${shown}`,
    );
}

/** How long what is pending takes to be added: rows per second. */
async function rollUpSpeed(spine: Spine, client: pg.ClientBase, today: number): Promise<number> {
  const n = 40_000;
  await client.query(
    `INSERT INTO tally_pending SELECT day, region, organ_id, item_id, opened, closed, closed_late, notice, yellow, red, yellow_ended,
       red_ended, corrections_issued, corrections_ended FROM tally_cube WHERE day <= $1 ORDER BY day DESC LIMIT $2`,
    [dateOf(today), n],
  );
  const began = performance.now();
  await rollUp(spine.pool);
  return n / ((performance.now() - began) / 1000);
}

/** Every pair of dimensions at ten million cases: milliseconds of a view, as the server makes it. */
export async function benchStatistics(count = cases): Promise<Result[]> {
  const bench = await openWorkbench();
  const { spine, owner } = bench;
  const today = dayOf(spine.now());
  try {
    await makeItems(spine.pool, platformOf);
    const places = await makePlaces(spine.pool);
    await spine.registry.refresh();
    const client = await owner.connect();
    try {
      const size = await fillPeriods(client, places, count, today);
      await checkTotals(spine, client, today);
      const organ = spine.registry.organById(places[5_000]!.organId).code;
      const item = spine.registry.newestById(7).code;
      const asked = questions(today, organ, item);
      const times = new Map<string, number[]>();
      const kinds = new Map<string, number[]>();
      const all: number[] = [];
      const onProcessor: number[] = [];
      /** The longest of each question, by the clock and on the processor. */
      const longest = asked.map(() => ({ clock: 0, processor: 0 }));
      const processor = await processorClock(spine.pool);
      for (let round = 0; round < rounds; round++)
        for (const [n, { pair, kind, question }] of asked.entries()) {
          const before = await processor();
          const began = performance.now();
          const view = await statisticsOf(spine, wholeReach, question);
          const ms = performance.now() - began;
          const spent = (await processor()) - before;
          checkSums(view, kind);
          onProcessor.push(spent);
          const most = longest[n]!;
          longest[n] = { clock: Math.max(most.clock, ms), processor: Math.max(most.processor, spent) };
          all.push(ms);
          times.set(pair, [...(times.get(pair) ?? []), ms]);
          kinds.set(kind, [...(kinds.get(kind) ?? []), ms]);
        }
      const worst = (groups: Map<string, number[]>, n: number) =>
        [...groups]
          .map(([name, values]) => [name, quantile(values, 0.95)] as const)
          .sort(([, a], [, b]) => b - a)
          .slice(0, n)
          .map(([name, p95]) => `${name} ${p95.toFixed(0)}`)
          .join(', ');
      const duck = await besideDuckDb(spine, places, count, today, base);
      // It counts twice what it adds, and so comes last.
      const speed = await rollUpSpeed(spine, client, today);
      const under = (of: 'clock' | 'processor') => longest.filter((one) => one[of] < limit).length;
      const ofPairs = [...times.values()].map((values) => quantile(values, 0.95));
      const note = [
        `p95 of ${all.length} views (${asked.length} questions, ${under('clock')} under ${limit} ms each time), median ${quantile(all, 0.5).toFixed(0)}, slowest ${Math.max(...all).toFixed(0)}`,
        `on the processors, of both processes: p95 ${quantile(onProcessor, 0.95).toFixed(0)}, ${under('processor')} under ${limit}, slowest ${Math.max(...onProcessor).toFixed(0)}`,
        `${size.cube.toLocaleString('en')} rows of the cube, ${size.periods.toLocaleString('en')} of periods (${(size.bytes / 2 ** 30).toFixed(1)} GiB)`,
        `periods take up ${speed.toFixed(0)} rows a second`,
      ].join('; ');
      return [
        {
          name: `views by any two dimensions at ${count.toLocaleString('en')} cases`,
          unit: 'ms',
          ours: quantile(all, 0.95),
          limit: { most: limit },
          note,
        },
        {
          name: 'the slowest pair of dimensions, p95',
          unit: 'ms',
          ours: Math.max(...ofPairs),
          limit: { most: limit },
          note: `each pair: ${worst(times, 40)}; by filter: ${worst(kinds, 30)}`,
        },
        duck,
      ];
    } finally {
      client.release(true);
    }
  } finally {
    await bench.close();
  }
}
