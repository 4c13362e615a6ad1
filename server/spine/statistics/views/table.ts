import type { Queries } from '#base/db';
import type { AddedUp } from '#spine/statistics/add-up';
import type { Dimension } from '#contract/statistics';
import type { Days } from '../periods/calendar-periods.ts';
import type { Asked } from './asked.ts';
import { count, type CountRow } from './count.ts';
import type { ItemBases } from './item-bases.ts';
import type { Axes } from './source.ts';

/** Counts by the key of a member. */
export type Totals = Map<string, number>;

/** A table of counts by the keys of its members. */
export interface Table {
  /** Of all members, shown or not. */
  rows: Totals;
  /** Null where nothing stands in columns. */
  columns: Totals | null;
  total: number;
  cells: Map<string, Totals>;
}

/** The members that are shown. */
export interface Shown {
  rows: readonly string[];
  columns: readonly string[];
}

/** There may be thousands: the page alone is told apart by the other dimension. */
const isLong = (dimension: Dimension | null): dimension is 'organ' | 'item' =>
  dimension === 'organ' || dimension === 'item';

const axisOf: Partial<Record<Dimension, keyof Axes>> = {
  region: 'place',
  organ: 'organ',
  item: 'item',
  platform: 'platform',
  time: 'period',
};

const add = (totals: Totals, key: string, n: number) => totals.set(key, (totals.get(key) ?? 0) + n);
const sumOf = (totals: Totals) => [...totals.values()].reduce((sum, n) => sum + n, 0);

/** Counts one question at one snapshot. */
export class Counting {
  readonly #added: AddedUp;
  readonly #db: Queries;
  readonly #bases: ItemBases;
  readonly #asked: Asked;
  readonly #days: readonly Days[];

  /** @param move to the days that are counted, where those of a comparison are */
  constructor(
    added: AddedUp,
    db: Queries,
    bases: ItemBases,
    asked: Asked,
    move: (days: Days) => Days = (days) => days,
  ) {
    this.#added = added;
    this.#db = db;
    this.#bases = bases;
    this.#asked = asked;
    this.#days = (asked.periods ?? [asked.counted]).map(move);
  }

  #keyOf(dimension: Dimension | null, row: CountRow, counter: number): string {
    switch (dimension) {
      case 'region':
        return String(row.place);
      case 'organ':
        return String(row.organ);
      case 'item':
        return String(row.item);
      case 'platform':
        return row.platform;
      case 'time':
        return this.#asked.periods![row.period]!.key;
      case 'colour':
        return this.#asked.counters[counter]!;
      default:
        return '';
    }
  }

  /** Rows of counts by dimensions; of the long ones the given members alone. */
  async #count(dimensions: readonly (Dimension | null)[], only: { organ?: number[]; item?: number[] } = {}) {
    const { scope, items, platform, counters, periods } = this.#asked;
    const axes: Axes = {};
    for (const dimension of dimensions) {
      const axis = dimension && axisOf[dimension];
      if (axis) axes[axis] = true;
    }
    // Where periods are not told apart they are one.
    const all = { from: this.#days[0]!.from, to: this.#days.at(-1)!.to };
    return count(this.#added, this.#db, this.#bases, {
      axes,
      region: scope.region,
      organs: only.organ ?? scope.organs,
      items: only.item ?? items,
      platform: only.item || items ? null : (platform ?? null),
      days: axes.period && periods ? this.#days : [all],
      counters,
    });
  }

  async #totals(dimension: Dimension): Promise<Totals> {
    const totals: Totals = new Map();
    for (const row of await this.#count([dimension]))
      row.counts.forEach((n, i) => add(totals, this.#keyOf(dimension, row, i), n));
    return totals;
  }

  /** @param choose which members are shown, of these totals */
  async table(choose: (table: Pick<Table, 'rows' | 'columns'>) => Shown): Promise<Table> {
    const { rows: rowsBy, columns: columnsBy } = this.#asked;
    if (columnsBy === null) {
      const rows = await this.#totals(rowsBy);
      return { rows, columns: null, total: sumOf(rows), cells: new Map() };
    }
    if (!isLong(rowsBy) && !isLong(columnsBy)) return this.#small(rowsBy, columnsBy);
    const rows = await this.#totals(rowsBy);
    const columns = await this.#totals(columnsBy);
    const shown = choose({ rows, columns });
    const only: { organ?: number[]; item?: number[] } = {};
    if (isLong(rowsBy)) only[rowsBy] = shown.rows.map(Number);
    if (isLong(columnsBy)) only[columnsBy] = shown.columns.map(Number);
    const cells = this.#cells(await this.#count([rowsBy, columnsBy], only));
    return { rows, columns, total: sumOf(rows), cells };
  }

  #cells(counted: readonly CountRow[]): Map<string, Totals> {
    const { rows: rowsBy, columns: columnsBy } = this.#asked;
    const cells = new Map<string, Totals>();
    for (const row of counted)
      row.counts.forEach((n, i) => {
        const key = this.#keyOf(rowsBy, row, i);
        const cellsOfRow = cells.get(key) ?? new Map<string, number>();
        cells.set(key, cellsOfRow);
        add(cellsOfRow, this.#keyOf(columnsBy, row, i), n);
      });
    return cells;
  }

  async #small(rowsBy: Dimension, columnsBy: Dimension): Promise<Table> {
    const cells = this.#cells(await this.#count([rowsBy, columnsBy]));
    const rows: Totals = new Map();
    const columns: Totals = new Map();
    for (const [row, cellsOfRow] of cells)
      for (const [column, n] of cellsOfRow) {
        add(rows, row, n);
        add(columns, column, n);
      }
    return { rows, columns, total: sumOf(rows), cells };
  }
}
