import { DuckDBInstance, type DuckDBConnection, version } from '@duckdb/node-api';
import { countsBy, countsByDay } from './cockpit-counts.ts';
import { caseSelect, factSelects, type Place } from './cockpit-facts.ts';

export const duckVersion = version();

/** Answers of one question: the counters, in their order, by what the question asks for. */
export type Counts = Map<string, number[]>;

const rank = '(red - red_ended) DESC, (yellow - yellow_ended) DESC, closed_late DESC, opened DESC';

/** Cases, alerts and corrections in DuckDB: in memory, columns only, in order of time as they would arrive. */
export async function duckFacts(
  places: Place[],
  today: number,
  cases: string,
  count: number,
): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run('CREATE TABLE place (n BIGINT, region BIGINT, organ_id INTEGER)');
  const rows = places.map((one, n) => `(${n}, ${one.region}, ${one.organId})`);
  await connection.run(`INSERT INTO place VALUES ${rows.join(', ')}`);
  await connection.run(
    `CREATE TABLE generated AS WITH range AS (SELECT range AS i FROM range(${count})) ${cases}`,
  );
  const order = { cases: 'opened', alerts: 'day', corrections: 'issued' };
  const selects = factSelects(today);
  for (const name of ['cases', 'alerts', 'corrections'] as const)
    await connection.run(`CREATE TABLE ${name} AS SELECT * FROM (${selects[name]}) ORDER BY ${order[name]}`);
  await connection.run('DROP TABLE generated');
  return connection;
}

/** The same facts in DuckDB as the cockpit's, and its questions. */
export class DuckCockpit {
  readonly #connection: DuckDBConnection;

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  static async open(places: Place[], count: number, today: number): Promise<DuckCockpit> {
    return new DuckCockpit(await duckFacts(places, today, caseSelect(count, places.length, today), count));
  }

  async #ask(sql: string): Promise<Counts> {
    const rows = await (await this.#connection.runAndReadAll(sql)).getRows();
    return new Map(rows.map(([key, ...counts]) => [String(key), counts as number[]]));
  }

  places = (): Promise<Counts> => this.#ask(countsBy('city'));
  trend = (from: string, to: string): Promise<Counts> => this.#ask(countsByDay('', { from, to }));
  /** Everything that is ranked, or the first twenty as the cockpit shows them. */
  ranking = (key: 'organ_id' | 'item_id', most?: number): Promise<Counts> =>
    this.#ask(most ? `SELECT * FROM (${countsBy(key)}) ORDER BY ${rank} LIMIT ${most}` : countsBy(key));

  close(): void {
    this.#connection.closeSync();
  }
}
