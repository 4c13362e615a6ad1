import {
  boolArray,
  dateArray,
  type Get,
  int2Array,
  int4Array,
  int8Array,
  jsonArray,
  textArray,
  timestamptzArray,
} from '#base/pg-binary';
import type { Instant } from '#base/time';

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

  /** Columns of rows, each by its type. */
  int2<R>(rows: readonly R[], get: Get<R, number>): string {
    return this.add('int2', int2Array(rows, get));
  }
  int4<R>(rows: readonly R[], get: Get<R, number>): string {
    return this.add('int4', int4Array(rows, get));
  }
  int8<R>(rows: readonly R[], get: Get<R, number>): string {
    return this.add('int8', int8Array(rows, get));
  }
  bool<R>(rows: readonly R[], get: Get<R, boolean>): string {
    return this.add('bool', boolArray(rows, get));
  }
  date<R>(rows: readonly R[], get: Get<R, number>): string {
    return this.add('date', dateArray(rows, get));
  }
  timestamptz<R>(rows: readonly R[], get: Get<R, Instant>): string {
    return this.add('timestamptz', timestamptzArray(rows, get));
  }
  text<R>(rows: readonly R[], get: Get<R, string>): string {
    return this.add('text', textArray(rows, get));
  }
  json<R>(rows: readonly R[], get: Get<R, string>): string {
    return this.add('json', jsonArray(rows, get));
  }
}

/** Columns of a select list with their names. */
export const named = (columns: readonly string[], names: readonly string[]): string =>
  columns.map((column, i) => `${column} AS ${names[i]}`).join(', ');

/** The cities of rows, ascending. */
export const citiesOf = (rows: readonly { city: number }[]): number[] =>
  [...new Set(rows.map(({ city }) => city))].toSorted((a, b) => a - b);

/** The column of cities. */
export const cities = (rows: readonly { city: number }[], v: Values) => v.int2(rows, ({ city }) => city);
