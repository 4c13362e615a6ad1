import type { CivilTime } from '../readers/civil-time.ts';
import type { Cell } from '../readers/table-model.ts';

/** One value of a file: its text, and its time where the format itself says that it is one. */
export interface FieldValue {
  text: string;
  time?: CivilTime;
}

/** Values of a case or event by the name of their column or attribute; empty ones are not there. */
export interface Fields {
  get(name: string): FieldValue | undefined;
}

/** The cells of a row under the names of its table. */
export class RowFields implements Fields {
  private readonly index: ReadonlyMap<string, number>;
  private readonly cells: Cell[];

  constructor(index: ReadonlyMap<string, number>, cells: Cell[]) {
    this.index = index;
    this.cells = cells;
  }

  get(name: string): FieldValue | undefined {
    const column = this.index.get(name);
    const cell = column === undefined ? undefined : this.cells[column];
    if (cell === undefined || cell === '') return undefined;
    if (typeof cell === 'string') return { text: cell };
    return { text: new Date(cell.civil).toISOString().slice(0, 19), time: cell };
  }
}

/** The trimmed text of a field, undefined when there is none. */
export function textOf(fields: Fields, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  return fields.get(name)?.text.trim() || undefined;
}
