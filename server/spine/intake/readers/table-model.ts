import type { RowProblem } from '#contract/import-problem';
import type { CivilTime } from './civil-time.ts';

/** A cell of a table: its text, or the civil time that a workbook keeps in it. */
export type Cell = string | CivilTime;

export interface TableHeader {
  kind: 'header';
  line: number;
  columns: string[];
}

/** A row under the header, as many cells as columns; an empty cell is an empty text. */
export interface TableRow {
  kind: 'row';
  line: number;
  cells: Cell[];
}

export type TableItem = TableHeader | TableRow | { kind: 'problem'; problem: RowProblem };
