import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ClientBase } from 'pg';
import { inTransaction } from '#base/db';
import { addDays, Conditions } from '#spine/conditions';
import type { Spine } from '#spine/spine';
import { createTable, insertRows, type ParquetRow, sqlText, withDuckDb } from '#spine/tables/parquet';
import { type ExportTable, exportTables } from './export-tables.ts';

export interface ExportOptions {
  /** First and last civil day in Asia/Shanghai, of what happened. */
  from?: string;
  to?: string;
  onProgress?: (done: number, total: number) => void;
}

/** Rows that are read and handed on at once. */
const rowsAtOnce = 20_000;

function conditionsOf({ at }: ExportTable, { from, to }: ExportOptions): Conditions {
  const where = new Conditions();
  if (at) addDays(where, at, from, to);
  return where;
}

/** Rows in order of their key, page by page. */
async function* pagesOf(client: ClientBase, table: ExportTable, options: ExportOptions) {
  let after: unknown[] | null = null;
  const { key, select, from } = table;
  const names = Object.keys(table.columns);
  while (true) {
    const where = conditionsOf(table, options);
    const last: unknown[] | null = after;
    if (last)
      where.add((p) => `(${key.join(', ')}) > (${last.map((value) => `${p(value)}::int8`).join(', ')})`);
    const { rows }: { rows: unknown[][] } = await client.query({
      text: `SELECT ${select}, ${key.join(', ')} FROM ${from} ${where.where} ORDER BY ${key.join(', ')} LIMIT ${rowsAtOnce}`,
      values: where.values,
      rowMode: 'array',
    });
    if (rows.length > 0) yield rows.map((row) => row.slice(0, names.length) as unknown as ParquetRow);
    if (rows.length < rowsAtOnce) return;
    after = rows.at(-1)!.slice(names.length);
  }
}

async function countRows(client: ClientBase, options: ExportOptions): Promise<number> {
  let total = 0;
  for (const table of exportTables) {
    const where = conditionsOf(table, options);
    const { rows } = await client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table.counted} ${where.where}`,
      where.values,
    );
    total += rows[0]!.n;
  }
  return total;
}

/**
 * Writes cases, alerts, journal, divisions and organs of one snapshot into Parquet files of a folder, in place of those that are
 * there. Memory holds some thousand rows; DuckDB spills into the folder. Returns the rows of each file.
 */
export async function exportParquet(
  spine: Pick<Spine, 'pool'>,
  folder: string,
  options: ExportOptions = {},
): Promise<Record<string, number>> {
  await mkdir(folder, { recursive: true });
  const spill = path.join(folder, '.duckdb');
  const written: Record<string, number> = {};
  const work = async (client: ClientBase) => {
    const total = await countRows(client, options);
    let done = 0;
    for (const table of exportTables)
      await withDuckDb(async (duck) => {
        await duck.run(`ATTACH ${sqlText(path.join(spill, `${table.name}.db`))} AS spill; USE spill`);
        await duck.run(createTable('rows', table.columns));
        written[table.name] = 0;
        for await (const rows of pagesOf(client, table, options)) {
          await insertRows(duck, 'rows', table.columns, rows);
          written[table.name]! += rows.length;
          done += rows.length;
          options.onProgress?.(done, total);
        }
        const file = path.join(folder, `${table.name}.parquet`);
        await duck.run(`COPY rows TO ${sqlText(`${file}.part`)} (FORMAT parquet, COMPRESSION zstd)`);
        await rename(`${file}.part`, file);
      });
  };
  await rm(spill, { recursive: true, force: true });
  await mkdir(spill, { recursive: true, mode: 0o700 });
  try {
    await inTransaction(spine.pool, work, 'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  } finally {
    await rm(spill, { recursive: true, force: true });
  }
  return written;
}
