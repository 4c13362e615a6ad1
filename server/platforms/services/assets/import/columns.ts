import { dateText } from '#spine/calendar/civil-date';
import type { Cell, TableItem } from '#spine/intake/readers/table-model';

/** A column of a file: what it is called there, whether a file must have it, and an example for the template. */
export interface Column {
  field: string;
  /** The first is the template's; the others are understood too. */
  names: readonly [string, ...string[]];
  required: boolean;
  example: string;
  /** From the text of a cell, which is not empty; the text itself when absent. */
  read?: (text: string) => unknown;
}

/** A row of a file, its columns by their own names, or what is wrong with it. */
export type RowRead =
  | { line: number; entry: Record<string, unknown> }
  | { line: number; field: string; expected: string };

const dayMs = 86_400_000;

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell.trim() : dateText(Math.floor(cell.civil / dayMs));
}

/** `2026/11/3` and `2026年11月3日` as people write them, as a civil date. */
export const isoDate = (text: string): string => {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  return match ? `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}` : text;
};

/** Amounts as a workbook writes them: thousands set apart, the sign of the yuan. */
export const plainAmount = (text: string): string => text.replaceAll(/[,，￥¥元\s]/g, '');

/** Reads words of people as codes; what is none of them stays as it is, for the check to name. */
export const codeOf =
  (codes: ReadonlyMap<string, string>) =>
  (text: string): string =>
    codes.get(text) ?? text;

/** Codes by their Chinese names. */
export const byName = (choices: readonly { code: string; name: { zh: string } }[]): Map<string, string> =>
  new Map(choices.map(({ code, name }) => [name.zh, code]));

/**
 * Rows of a table by their columns, which go by Chinese or English names in any order; others are ignored. A file without
 * a column that must be there has no rows.
 */
export async function* rowsOf(
  items: AsyncIterable<TableItem>,
  columns: readonly Column[],
): AsyncGenerator<RowRead> {
  const known = new Map(columns.flatMap((one) => [one.field, ...one.names].map((name) => [name, one])));
  let header: (Column | undefined)[] = [];
  for await (const item of items) {
    if (item.kind === 'problem') {
      const { line, field = item.problem.code, expected = item.problem.code } = item.problem;
      yield { line, field, expected };
    } else if (item.kind === 'header') {
      header = item.columns.map((name) => known.get(name.trim()));
      const missing = columns.filter((one) => one.required && !header.includes(one));
      for (const { field, names } of missing)
        yield { line: item.line, field, expected: `a column ${names[0]} (${field})` };
      if (missing.length > 0) return;
    } else {
      const entry: Record<string, unknown> = {};
      for (const [at, column] of header.entries()) {
        const text = textOf(item.cells[at] ?? '');
        if (column && text !== '') entry[column.field] = column.read ? column.read(text) : text;
      }
      yield { line: item.line, entry };
    }
  }
}
