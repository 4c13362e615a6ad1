import type { RowProblem } from '#contract/import-problem';
import { type CivilTime, parseIso } from './civil-time.ts';
import type { ReadLimits } from './limits.ts';
import { problemOf } from './problem.ts';
import type { Cell } from './table-model.ts';
import { fromSerial } from './xlsx-dates.ts';
import type { PartHandler } from './xlsx-part.ts';
import type { Workbook } from './xlsx-workbook.ts';

export interface SheetRow {
  line: number;
  /** By column, counted from 0; columns without a cell are holes. */
  cells: Cell[];
}

/** Gathers the rows of a sheet; formulas give the result that was stored with them. */
export class SheetRows implements PartHandler {
  found: (SheetRow | RowProblem)[] = [];
  /** Number of the row that is being read. */
  line = 0;
  private cells: Cell[] = [];
  private column = -1;
  private characters = 0;
  private type = 'n';
  private style = 0;
  private value = '';
  private capturing = false;
  private inPhonetic = false;
  private readonly book: Workbook;
  private readonly limits: ReadLimits;

  constructor(book: Workbook, limits: ReadLimits) {
    this.book = book;
    this.limits = limits;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') this.openRow(attributes.r);
    else if (name === 'c') this.openCell(attributes);
    else if (name === 'v') this.capturing = true;
    else if (name === 'rPh') this.inPhonetic = true;
    else if (name === 't') this.capturing = !this.inPhonetic;
  }

  text(text: string): void {
    if (this.capturing && this.fits(text.length)) this.value += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.capturing = false;
    else if (name === 'rPh') this.inPhonetic = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') this.closeRow();
  }

  private openRow(number: string | undefined): void {
    // Row and cell references may be left out; each then follows the one before.
    const line = number === undefined ? this.line + 1 : Number(number);
    this.line = Number.isInteger(line) && line > 0 ? line : this.line + 1;
    this.cells = [];
    this.column = -1;
    this.characters = 0;
  }

  private openCell({ r, t, s }: Record<string, string>): void {
    const column = r === undefined ? this.column + 1 : columnOf(r);
    this.column = column >= 0 ? column : this.column + 1;
    this.type = t ?? 'n';
    this.style = Number(s ?? 0);
    this.value = '';
  }

  private fits(more: number): boolean {
    this.characters += more;
    return this.characters <= this.limits.row;
  }

  private closeCell(): void {
    const cell = this.cellOf(this.value);
    this.value = '';
    if (cell === '' || this.column >= this.limits.columns) return;
    if (this.fits(typeof cell === 'string' ? cell.length : 8)) this.cells[this.column] = cell;
  }

  private closeRow(): void {
    const { line, cells } = this;
    this.cells = [];
    if (this.characters > this.limits.row)
      this.tell({
        code: 'row-too-long',
        scope: 'event',
        rows: 1,
        expected: 'a row of at most a million characters',
      });
    else if (cells.length > 0) this.found.push({ line, cells });
  }

  private cellOf(value: string): Cell {
    if (value === '') return '';
    switch (this.type) {
      case 's':
        return this.book.sharedTexts[Number(value)] ?? '';
      case 'str':
      case 'inlineStr':
        return value;
      case 'b':
        return value.trim() === '1' ? 'true' : 'false';
      case 'd':
        return parseIso(value.trim()) ?? value;
      case 'e':
        this.tell({ code: 'cell-error', scope: 'attribute', field: columnName(this.column), value });
        return '';
      default:
        return this.numberOf(value);
    }
  }

  private numberOf(text: string): string | CivilTime {
    const number = Number(text);
    if (!Number.isFinite(number)) return text;
    if (this.book.dateStyles.isDate(this.style) && number >= 0 && number < afterYear9999)
      return fromSerial(number, this.book.from1904);
    // A workbook keeps 15 digits: a longer number in a cell that is no text has been changed already.
    if (Number.isInteger(number) && Math.abs(number) >= 1e15)
      this.tell({ code: 'number-imprecise', scope: 'nothing', field: columnName(this.column), value: text });
    return Number.isInteger(number) && Math.abs(number) < 1e21 ? BigInt(number).toString() : String(number);
  }

  private tell(about: Omit<Parameters<typeof problemOf>[0], 'line'>): void {
    this.found.push(problemOf({ line: this.line, ...about }));
  }
}

/** Serial numbers end with the year 9999; beyond it a date style does not make a number a date. */
const afterYear9999 = 2_958_466;

/** Column of a reference like `AB12`, counted from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 0x40;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(0x41 + ((rest - 1) % 26)) + name;
  return name;
}
