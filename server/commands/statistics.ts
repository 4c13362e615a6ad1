import { writeFile } from 'node:fs/promises';
import type { Config } from '#base/config';
import { Refusal } from '#base/errors';
import { sayOnTerminal } from '#base/log';
import { type Statistics, viewQuery } from '#contract/statistics';
import { wholeReach } from '#spine/identity/permission';
import { tableOf } from '#spine/statistics/views/file';
import { statisticsOf } from '#spine/statistics/views/view';
import { csvOf } from '#spine/tables/csv';
import { printJson, withSpine } from './with-spine.ts';

type Options = Record<string, string | boolean | undefined>;

/** Rows that are counted at most; the others stand together. */
const mostRows = 10_000;
/** Rows that are printed for people. */
const printed = 40;

/** Counts by two dimensions and prints the table; writes nothing but the file that is asked for. Refusal: field-invalid, … */
export async function statisticsCommand(config: Config, { csv, json, ...given }: Options): Promise<void> {
  const read = viewQuery.safeParse(given);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Refusal('field-invalid', { field: issue!.path.join('.'), expected: issue!.message });
  }
  const view = await withSpine(
    config,
    sayOnTerminal,
    (spine) => statisticsOf(spine, wholeReach, { ...read.data, page: 1, pageSize: mostRows }),
    { writes: false },
  );
  if (typeof csv === 'string') {
    const { columns, rows } = tableOf(view);
    await writeFile(csv, csvOf(columns, rows));
    sayOnTerminal(`${csv}: ${rows.length} rows`);
  } else if (!json) printTable(view);
  if (json) printJson(view);
}

/** How many cells a text takes on a terminal: a Chinese character takes two. */
const cellsOf = (text: string) =>
  [...text].reduce(
    (sum, letter) => sum + (/[\u1100-\u115f\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/.test(letter) ? 2 : 1),
    0,
  );

function printTable(view: Statistics): void {
  const { columns, rows } = tableOf(view);
  const shown = rows.length > printed + 1 ? [...rows.slice(0, printed), rows.at(-1)!] : rows;
  const texts = [columns, ...shown.map((row) => row.map((cell) => String(cell ?? '')))];
  const widths = columns.map((_, i) => Math.max(...texts.map((row) => cellsOf(row[i]!))));
  for (const row of texts)
    sayOnTerminal(
      row
        .map((text, i) => {
          const fill = ' '.repeat(widths[i]! - cellsOf(text));
          return i === 0 ? text + fill : fill + text;
        })
        .join('  '),
    );
  if (shown.length < rows.length) sayOnTerminal(`… ${rows.length - shown.length} more rows: --csv FILE`);
}
