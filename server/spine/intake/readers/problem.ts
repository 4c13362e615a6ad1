import type { ProblemCode, ProblemScope, RowProblem } from '#contract/import-problem';
import { ownText } from './own-text.ts';

/** Reading cannot go on: bounds, malformed markup, undecodable bytes. Becomes a problem of scope `file`. */
export class ReadStop extends Error {
  readonly code: ProblemCode;
  readonly expected: string;
  /** Line, where the thrower knows it better than the parser above. */
  readonly line: number | undefined;

  constructor(code: ProblemCode, expected: string, line?: number) {
    super(`${code}: ${expected}`);
    this.name = 'ReadStop';
    this.code = code;
    this.expected = expected;
    this.line = line;
  }
}

interface About {
  line: number;
  code: ProblemCode;
  scope: ProblemScope;
  rows?: number;
  field?: string;
  expected?: string;
  value?: string;
}

/** A problem as the report holds it: what stood in the file is cut to 80 characters, field names to 120. */
export function problemOf({ value, field, rows = 0, ...about }: About): RowProblem {
  const problem: RowProblem = { ...about, rows };
  if (field !== undefined) problem.field = shorten(field, 120);
  if (value !== undefined) problem.value = shorten(value, 80);
  return problem;
}

/** The stop as the last problem of a file; anything else is a fault of this program or of the disk. */
export function stopOf(error: unknown, line: number): RowProblem {
  if (!(error instanceof ReadStop)) throw error;
  return problemOf({ line: error.line ?? line, code: error.code, scope: 'file', expected: error.expected });
}

function shorten(text: string, most: number): string {
  return ownText(text.length <= most ? text : `${text.slice(0, most - 1)}…`);
}
