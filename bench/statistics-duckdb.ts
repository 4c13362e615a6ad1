import type { Pool } from 'pg';
import type { Statistics } from '#contract/statistics';
import { wholeReach } from '#spine/identity/permission';
import type { Spine } from '#spine/spine';
import type { Question } from '#spine/statistics/views/asked';
import { statisticsOf } from '#spine/statistics/views/view';
import { duckFacts, duckVersion } from './cockpit-duckdb.ts';
import type { Place } from './cockpit-facts.ts';
import { median, type Result } from './result.ts';
import { statisticsCases } from './statistics-facts.ts';

const rounds = 7;

/** A view, and the SELECT of (row, column, count) by which DuckDB answers it from the cases. */
interface Pair {
  name: string;
  question: Partial<Question>;
  sql: string;
}

function pairsOf(day: (ago: number) => string): Pair[] {
  const [from, to] = [day(700), day(243)];
  const between = (column: string, first = from, last = to) =>
    `${column} BETWEEN DATE '${first}' AND DATE '${last}'`;
  const ofServices = `item_id IN (SELECT id FROM item WHERE platform = 'services')`;
  return [
    {
      name: 'organs of a platform over 15 months',
      question: { rows: 'organ', columns: 'none', platform: 'services', from, to },
      sql: `SELECT organ_id, '', count(*) FROM cases WHERE ${ofServices} AND ${between('opened')} GROUP BY 1`,
    },
    {
      name: 'organs of a platform by colour over 30 days',
      question: { rows: 'organ', columns: 'colour', platform: 'services', from: day(29), to: day(0) },
      sql: `SELECT organ_id, CASE level WHEN 1 THEN 'notice' WHEN 2 THEN 'yellow' ELSE 'red' END, count(*) FROM alerts
        WHERE ${ofServices} AND ${between('day', day(29), day(0))} GROUP BY 1, 2`,
    },
    {
      name: 'cities by month over 15 months',
      question: { rows: 'region', columns: 'time', from, to },
      sql: `SELECT city, strftime(opened, '%Y-%m'), count(*) FROM cases WHERE ${between('opened')} GROUP BY 1, 2`,
    },
    {
      name: 'platforms by city of all time',
      question: { rows: 'platform', columns: 'region' },
      sql: `SELECT platform, city, count(*) FROM cases JOIN item ON item.id = item_id GROUP BY 1, 2`,
    },
  ];
}

/** @throws Error naming the first figure that differs; of organs the page alone is compared, and the sum of all */
function compare(
  { name, question }: Pair,
  view: Statistics,
  theirs: ReadonlyMap<string, number>,
  organIds: ReadonlyMap<string, string>,
): void {
  const differs = (what: string, ours: number, other: number) => {
    if (ours !== other) throw new Error(`${name}, ${what}: ${ours}, DuckDB says ${other}`);
  };
  differs(
    'all',
    view.total.count,
    [...theirs.values()].reduce((sum, n) => sum + n, 0),
  );
  for (const row of view.rows.filter(({ kind }) => kind !== 'rest')) {
    const key = question.rows === 'organ' ? organIds.get(row.key)! : row.key;
    if (!view.columnsBy) differs(key, row.count, theirs.get(`${key} `) ?? 0);
    for (const [i, cell] of row.cells.entries()) {
      const column = `${key} ${view.columns[i]!.key}`;
      differs(column, cell.count, theirs.get(column) ?? 0);
    }
  }
}

async function organIdsOf(pool: Pool): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ id: number; code: string }>('SELECT id, code FROM organ');
  return new Map(rows.map(({ id, code }) => [code, String(id)]));
}

/** A few of the views beside DuckDB over the same cases. @throws Error where the answers differ */
export async function besideDuckDb(
  spine: Spine,
  places: Place[],
  count: number,
  today: number,
  base: Question,
): Promise<Result> {
  const connection = await duckFacts(places, today, statisticsCases(count, places.length, today), count);
  try {
    await connection.run('CREATE TABLE item (id INTEGER, platform VARCHAR)');
    const items = spine.registry.items().map(({ id, platform }) => `(${id}, '${platform}')`);
    await connection.run(`INSERT INTO item VALUES ${items.join(', ')}`);
    const organIds = await organIdsOf(spine.pool);
    const ours: number[] = [];
    const others: number[] = [];
    const each: string[] = [];
    for (const pair of pairsOf((ago) => new Date((today - ago) * 86_400_000).toISOString().slice(0, 10))) {
      const [mine, other]: [number[], number[]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        let began = performance.now();
        const view = await statisticsOf(spine, wholeReach, { ...base, ...pair.question });
        mine.push(performance.now() - began);
        began = performance.now();
        const rows = await (await connection.runAndReadAll(pair.sql)).getRows();
        other.push(performance.now() - began);
        const theirs = rows.map(([row, column, n]) => [`${row} ${column}`, Number(n)] as const);
        compare(pair, view, new Map(theirs), organIds);
      }
      ours.push(median(mine));
      others.push(median(other));
      each.push(`${pair.name} ${median(mine).toFixed(1)}/${median(other).toFixed(1)}`);
    }
    const sum = (values: number[]) => values.reduce((all, ms) => all + ms, 0);
    return {
      name: `${each.length} of the views at ${count.toLocaleString('en')} cases`,
      unit: 'ms',
      ours: sum(ours),
      peer: { name: `DuckDB ${duckVersion}`, value: sum(others) },
      limit: { ratio: 1 },
      note: `one after another, answers equal; medians of ${rounds}, ours/DuckDB: ${each.join(', ')}`,
    };
  } finally {
    connection.closeSync();
  }
}
