import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '#base/errors';
import type { ImportReport } from '#contract/services/assets';
import type { TableItem } from '#spine/intake/readers/table-model';
import { type Column, rowsOf } from './columns.ts';

type Entry = Record<string, unknown>;

/** What is done with the rows of a file. */
export interface Taking {
  columns: readonly Column[];
  /** The column that names a row; a row whose name is there already is taken no second time. */
  key: string;
  /** What is there, by its name, as the file would tell it. */
  known: Map<string, Entry>;
  /** Takes one row. @throws Refusal, which names the column */
  take: (entry: Entry) => Promise<void>;
}

/** Rows that are named in the answer. */
const mostRefused = 500;

/** Amounts are the same whatever the number of their places, and numbers whether written as text. */
const plain = (entry: Entry): Entry =>
  Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [
      name,
      typeof value === 'number' || /^\d+\.\d+$/.test(String(value)) ? String(Number(value)) : value,
    ]),
  );

/**
 * Takes the rows of a file one after the other, each for itself. One that is there already is a duplicate when it says the
 * same, and is refused otherwise. Every row is counted; the first 500 refused ones are named.
 */
export async function takeRows(
  items: AsyncIterable<TableItem>,
  { columns, key, known, take }: Taking,
): Promise<ImportReport> {
  const report: ImportReport = { posted: 0, duplicates: 0, refusedRows: 0, refused: [] };
  const refuse = (line: number, field: string, expected: string) => {
    report.refusedRows += 1;
    if (report.refused.length < mostRefused) report.refused.push({ line, field, expected });
  };
  for await (const row of rowsOf(items, columns)) {
    if (!('entry' in row)) {
      refuse(row.line, row.field, row.expected);
      continue;
    }
    const { line, entry } = row;
    const name = typeof entry[key] === 'string' ? (entry[key] as string) : undefined;
    const before = name === undefined ? undefined : known.get(name);
    if (before && isDeepStrictEqual(plain(before), plain(entry))) report.duplicates += 1;
    else if (before) refuse(line, key, `a number that is not there yet; ${name} says something else`);
    else {
      const refusal = await refusalOf(() => take(entry));
      if (refusal) refuse(line, refusal.about.field ?? key, refusal.about.expected ?? refusal.code);
      else {
        report.posted += 1;
        if (name !== undefined) known.set(name, entry);
      }
    }
  }
  return report;
}

async function refusalOf(work: () => Promise<void>): Promise<Refusal | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
