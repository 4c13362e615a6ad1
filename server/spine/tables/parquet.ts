import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';

/** Columns of a file: DuckDB's name of each type. */
export type ParquetColumns = Readonly<
  Record<string, 'VARCHAR' | 'INTEGER' | 'BIGINT' | 'BOOLEAN' | 'DATE' | 'TIMESTAMPTZ'>
>;
export type ParquetRow = readonly (string | number | boolean | null)[];

/** A text as SQL; names of files come from the operator. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A database in memory for the time of some work. DuckDB is loaded by whoever needs it alone. */
export async function withDuckDb<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Rows are gathered in memory up to this many, then they are one row group of the file's input. */
const together = 2_000;

/** Puts rows into a table of DuckDB; times as RFC 3339 and dates as YYYY-MM-DD are cast by it. */
export async function insertRows(
  connection: DuckDBConnection,
  table: string,
  columns: ParquetColumns,
  rows: readonly ParquetRow[],
): Promise<void> {
  const { LIST, VARCHAR, listValue } = await import('@duckdb/node-api');
  const types = Object.values(columns);
  for (let first = 0; first < rows.length; first += together) {
    const some = rows.slice(first, first + together);
    const prepared = await connection.prepare(
      `INSERT INTO ${table} SELECT ${types.map((type, n) => `unnest($${n + 1})::${type}`).join(', ')}`,
    );
    types.forEach((_, n) =>
      prepared.bindList(
        n + 1,
        listValue(some.map((row) => (row[n] === null || row[n] === undefined ? null : String(row[n])))),
        LIST(VARCHAR),
      ),
    );
    await prepared.run();
  }
}

/** Makes a table for columns. */
export const createTable = (name: string, columns: ParquetColumns): string =>
  `CREATE TABLE ${name} (${Object.entries(columns)
    .map(([column, type]) => `${column} ${type}`)
    .join(', ')})`;

/** A small table as a Parquet file. */
export async function parquetOf(columns: ParquetColumns, rows: readonly ParquetRow[]): Promise<Buffer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-parquet-'));
  const file = path.join(folder, 'table.parquet');
  try {
    await withDuckDb(async (connection) => {
      await connection.run(createTable('rows', columns));
      await insertRows(connection, 'rows', columns, rows);
      await connection.run(`COPY rows TO ${sqlText(file)} (FORMAT parquet, COMPRESSION zstd)`);
    });
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
