import type { ProblemCode, ProblemScope, RowProblem } from '#contract/import-problem';
import { problemOf } from './problem.ts';

interface Found {
  field?: string;
  expected?: string;
  value?: string;
}

/** Collects what is wrong with a log: losses one by one, remarks once for each code and field. */
export class XesReport {
  private readonly told = new Set<string>();
  private readonly most: number;
  private readonly push: (problem: RowProblem) => void;

  constructor(most: number, push: (problem: RowProblem) => void) {
    this.most = most;
    this.push = push;
  }

  loss(line: number, code: ProblemCode, scope: ProblemScope, rows: number, found: Found): void {
    this.push(problemOf({ line, code, scope, rows, ...found }));
  }

  /** Nothing is lost by it, and it may stand on every event of a file: only the first is told. */
  remark(line: number, code: ProblemCode, found: Found): void {
    const key = `${code} ${found.field ?? ''}`;
    if (this.told.has(key) || this.told.size > this.most) return;
    this.told.add(key);
    if (this.told.size > this.most) this.push(problemOf({ line, code: 'more-remarks', scope: 'nothing' }));
    else this.push(problemOf({ line, code, scope: 'nothing', ...found }));
  }
}
