import type { Pool } from 'pg';
import { toStorable } from '#base/storable-text';
import type { ImportCounts } from '#contract/imports';
import type { RowProblem } from '#contract/import-map';

const heartbeatMs = 10_000;

/** SQL over `import_run`: that it runs by its own account, but has not been heard of for long. */
export const brokenOff = `(status = 'running' AND seen_at < now() - interval '2 minutes')`;

/** Texts of a foreign file may hold what no database holds, also by being cut to length. */
const storable = ({ line, code, field, expected, value }: RowProblem) => ({
  line,
  code,
  field: field && toStorable(field),
  expected: expected && toStorable(expected),
  value: value && toStorable(value),
});

/** The record of one import: how far it is, what it counted, every row that was refused. */
export class ImportRun {
  readonly id: number;
  readonly #pool: Pool;
  readonly #heartbeat: NodeJS.Timeout;
  #refusals = 0;

  private constructor(pool: Pool, id: number) {
    this.#pool = pool;
    this.id = id;
    this.#heartbeat = setInterval(() => {
      void pool.query('UPDATE import_run SET seen_at = now() WHERE id = $1', [id]).catch(() => {});
    }, heartbeatMs).unref();
  }

  static async begin(pool: Pool, file: string, source: string, bytesTotal: number): Promise<ImportRun> {
    const { rows } = await pool.query<{ id: number }>(
      `INSERT INTO import_run (file, source, status, bytes_total, counts) VALUES ($1, $2, 'running', $3, $4) RETURNING id`,
      [toStorable(file), source, bytesTotal, JSON.stringify(noCounts())],
    );
    return new ImportRun(pool, rows[0]!.id);
  }

  async refuse(problems: RowProblem[]): Promise<void> {
    if (problems.length === 0) return;
    const first = this.#refusals;
    this.#refusals += problems.length;
    await this.#pool.query(
      `INSERT INTO import_refusal (run_id, n, line, code, field, expected, value)
       SELECT $1, $2 + i, (p ->> 'line')::int8, p ->> 'code', p ->> 'field', p ->> 'expected', p ->> 'value'
       FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS e (p, i)`,
      [this.id, first, JSON.stringify(problems.map(storable))],
    );
  }

  async progress(bytesDone: number, counts: ImportCounts): Promise<void> {
    await this.#pool.query('UPDATE import_run SET bytes_done = $2, counts = $3 WHERE id = $1', [
      this.id,
      bytesDone,
      JSON.stringify(counts),
    ]);
  }

  async finish(counts: ImportCounts): Promise<void> {
    clearInterval(this.#heartbeat);
    await this.#pool.query(
      `UPDATE import_run SET status = 'done', finished_at = now(), bytes_done = bytes_total, counts = $2 WHERE id = $1`,
      [this.id, JSON.stringify(counts)],
    );
  }

  async fail(counts: ImportCounts, failure: string): Promise<void> {
    clearInterval(this.#heartbeat);
    await this.#pool.query(
      `UPDATE import_run SET status = 'failed', finished_at = now(), counts = $2, failure = $3 WHERE id = $1`,
      [this.id, JSON.stringify(counts), failure],
    );
  }
}

export function noCounts(): ImportCounts {
  return {
    cases: 0,
    events: 0,
    accepted: 0,
    duplicates: 0,
    refused: 0,
    closedLate: 0,
    openLate: 0,
    alerts: { notice: 0, yellow: 0, red: 0 },
  };
}
