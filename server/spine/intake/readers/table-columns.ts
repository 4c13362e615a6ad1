import type { RowProblem } from '#contract/import-problem';
import { problemOf } from './problem.ts';

/** Names of the columns without surrounding spaces, and a remark for each that stands twice. */
export function readColumns(names: string[], line: number): { columns: string[]; remarks: RowProblem[] } {
  const columns = names.map((name) => name.trim());
  const seen = new Set<string>();
  const remarks: RowProblem[] = [];
  for (const name of columns) {
    if (name !== '' && seen.has(name) && remarks.length < 20)
      remarks.push(
        problemOf({
          line,
          code: 'column-duplicate',
          scope: 'nothing',
          field: name,
          expected: 'each name once; the first column of that name is read',
        }),
      );
    seen.add(name);
  }
  return { columns, remarks };
}
