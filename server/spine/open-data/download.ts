import { stringify } from 'csv-stringify/sync';
import type { DataRow } from '#contract/open-data';

/** Spreadsheets take UTF-8 for something else without it. */
const mark = '\uFEFF';

/** Rows as CSV (RFC 4180), as they come. What a spreadsheet would take for a formula is marked as text. */
export async function* toCsv(
  columns: readonly string[],
  pages: AsyncIterable<DataRow[]>,
): AsyncGenerator<string> {
  const options = { columns: [...columns], record_delimiter: 'windows', escape_formulas: true } as const;
  yield mark + stringify([columns], { record_delimiter: 'windows' });
  for await (const rows of pages) yield stringify(rows, options);
}

/** Rows as one JSON array, as they come. */
export async function* toJson(pages: AsyncIterable<DataRow[]>): AsyncGenerator<string> {
  let before = '[';
  for await (const rows of pages)
    for (const row of rows) {
      yield `${before}\n${JSON.stringify(row)}`;
      before = ',';
    }
  yield before === '[' ? '[]\n' : '\n]\n';
}
