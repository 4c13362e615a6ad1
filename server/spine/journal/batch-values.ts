import { int2Array } from '#base/pg-binary';

/**
 * The values of one statement; each is named in the text by its place. Arrays are laid out by `unnest` in a select list:
 * as a table, `unnest(a, b, …)` writes each column to a store of its own first and takes nearly twice as long.
 */
export class Values {
  /** The first is the edition of the reference data. */
  readonly list: unknown[];

  constructor(edition: number) {
    this.list = [edition];
  }

  /** `$n::type[]` for an array in PostgreSQL's binary form. */
  array(type: string, array: Buffer): string {
    return `$${this.list.push(array)}::${type}[]`;
  }

  /** The same as rows. */
  add(type: string, array: Buffer): string {
    return `unnest(${this.array(type, array)})`;
  }
}

/** Columns of a select list with their names. */
export const named = (columns: readonly string[], names: readonly string[]): string =>
  columns.map((column, i) => `${column} AS ${names[i]}`).join(', ');

/** The cities of rows, ascending. */
export const citiesOf = (rows: readonly { city: number }[]): number[] =>
  [...new Set(rows.map(({ city }) => city))].toSorted((a, b) => a - b);

/** The column of cities. */
export const cities = (rows: readonly { city: number }[], v: Values) =>
  v.add(
    'int2',
    int2Array(rows, ({ city }) => city),
  );
