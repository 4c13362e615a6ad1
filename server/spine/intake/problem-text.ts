import type { RowProblem } from '#contract/import-map';

/** A refused row as answers carry it; a problem of the file as a whole has no line. */
export function problemText(problem: RowProblem) {
  const { line, code, field, expected, value } = problem;
  return {
    line: line > 0 ? line : null,
    code,
    field: field ?? null,
    expected: expected ?? null,
    value: value ?? null,
  };
}
