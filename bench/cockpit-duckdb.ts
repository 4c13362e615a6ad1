import { DuckDBInstance, type DuckDBConnection, version } from '@duckdb/node-api';
import { counterNames } from '#spine/statistics/tally';
import { caseSelect, factSelects, type Place } from './cockpit-facts.ts';

export const duckVersion = version();

/** Answers of one question: the counters, in their order, by what the question asks for. */
export type Counts = Map<string, number[]>;

const zeros = (n: number) => Array.from({ length: n }, () => '0').join(', ');
const sums = counterNames.map((name) => `CAST(sum(${name}) AS INTEGER) AS ${name}`).join(', ');
const rank = '(red - red_ended) DESC, (yellow - yellow_ended) DESC, closed_late DESC, opened DESC';

/** The ten counters by a dimension of all three tables. */
const byDimension = (key: string) => `SELECT ${key} AS k, ${sums} FROM (
    SELECT ${key}, count(*) AS opened, count(closed) AS closed, count(*) FILTER (late) AS closed_late, 0 AS notice, 0 AS yellow, 0 AS red,
      0 AS yellow_ended, 0 AS red_ended, 0 AS corrections_issued, 0 AS corrections_ended FROM cases GROUP BY 1
    UNION ALL SELECT ${key}, ${zeros(3)}, count(*) FILTER (level = 1), count(*) FILTER (level = 2), count(*) FILTER (level = 3),
      count(ended) FILTER (level = 2), count(ended) FILTER (level = 3), 0, 0 FROM alerts GROUP BY 1
    UNION ALL SELECT ${key}, ${zeros(8)}, count(*), count(ended) FROM corrections GROUP BY 1
  ) GROUP BY 1`;

/** The ten counters by day, each fact on its own day. */
const byDay = (from: string, to: string) => {
  const between = (column: string) => `${column} BETWEEN DATE '${from}' AND DATE '${to}'`;
  return `SELECT k, ${sums} FROM (
    SELECT opened AS k, count(*) AS opened, 0 AS closed, 0 AS closed_late, 0 AS notice, 0 AS yellow, 0 AS red,
      0 AS yellow_ended, 0 AS red_ended, 0 AS corrections_issued, 0 AS corrections_ended FROM cases WHERE ${between('opened')} GROUP BY 1
    UNION ALL SELECT closed, 0, count(*), count(*) FILTER (late), ${zeros(7)} FROM cases WHERE ${between('closed')} GROUP BY 1
    UNION ALL SELECT day, ${zeros(3)}, count(*) FILTER (level = 1), count(*) FILTER (level = 2), count(*) FILTER (level = 3),
      count(ended) FILTER (level = 2), ${zeros(3)} FROM alerts WHERE ${between('day')} GROUP BY 1
    UNION ALL SELECT ended, ${zeros(7)}, count(*), 0, 0 FROM alerts WHERE level = 3 AND ${between('ended')} GROUP BY 1
    UNION ALL SELECT issued, ${zeros(8)}, count(*), 0 FROM corrections WHERE ${between('issued')} GROUP BY 1
    UNION ALL SELECT ended, ${zeros(9)}, count(*) FROM corrections WHERE ${between('ended')} GROUP BY 1
  ) GROUP BY 1`;
};

/** The same cases, alerts and corrections in DuckDB: in memory, columns only, in order of time as they would arrive. */
export class DuckCockpit {
  readonly #connection: DuckDBConnection;

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  static async open(places: Place[], count: number, today: number): Promise<DuckCockpit> {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run('CREATE TABLE place (n BIGINT, region BIGINT, organ_id INTEGER)');
    const rows = places.map((one, n) => `(${n}, ${one.region}, ${one.organId})`);
    await connection.run(`INSERT INTO place VALUES ${rows.join(', ')}`);
    await connection.run(
      `CREATE TABLE generated AS WITH range AS (SELECT range AS i FROM range(${count})) ${caseSelect(count, places.length, today)}`,
    );
    const order = { cases: 'opened', alerts: 'day', corrections: 'issued' };
    const selects = factSelects(today);
    for (const name of ['cases', 'alerts', 'corrections'] as const)
      await connection.run(
        `CREATE TABLE ${name} AS SELECT * FROM (${selects[name]}) ORDER BY ${order[name]}`,
      );
    await connection.run('DROP TABLE generated');
    return new DuckCockpit(connection);
  }

  async #ask(sql: string): Promise<Counts> {
    const rows = await (await this.#connection.runAndReadAll(sql)).getRows();
    return new Map(rows.map(([key, ...counts]) => [String(key), counts as number[]]));
  }

  places = (): Promise<Counts> => this.#ask(byDimension('city'));
  trend = (from: string, to: string): Promise<Counts> => this.#ask(byDay(from, to));
  /** Everything that is ranked, or the first twenty as the cockpit shows them. */
  ranking = (key: 'organ_id' | 'item_id', most?: number): Promise<Counts> =>
    this.#ask(most ? `SELECT * FROM (${byDimension(key)}) ORDER BY ${rank} LIMIT ${most}` : byDimension(key));

  close(): void {
    this.#connection.closeSync();
  }
}
