import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../tests/support/database.ts';
import {
  boolArray,
  byteaArray,
  dateArray,
  int2Array,
  int4Array,
  int8Array,
  jsonArray,
  textArray,
  timestamptzArray,
} from './pg-binary.ts';

const db = await testDatabase();

/** What PostgreSQL makes of an encoded array, as text. */
async function read(type: string, encoded: Buffer): Promise<(string | null)[]> {
  const { rows } = await db.pool.query<{ v: string | null }>(
    `SELECT u::text AS v FROM unnest($1::${type}[]) WITH ORDINALITY AS x (u, i) ORDER BY i`,
    [encoded],
  );
  return rows.map((row) => row.v);
}

describe('given columns encoded as binary arrays, when PostgreSQL reads them', () => {
  test.each([
    ['int2', int2Array([0, -1, 32_767, null]), ['0', '-1', '32767', null]],
    ['int4', int4Array([0, -2_147_483_648, null, 7]), ['0', '-2147483648', null, '7']],
    [
      'int8',
      int8Array([0, -1, 370_102_001_001, -9_007_199_254_740_991, null]),
      ['0', '-1', '370102001001', '-9007199254740991', null],
    ],
    ['bool', boolArray([true, false, null]), ['true', 'false', null]],
    ['text', textArray(['', '明镜', 'a"b{,}\\', null, '🚩']), ['', '明镜', 'a"b{,}\\', null, '🚩']],
    ['json', jsonArray(['{"b": 1, "a":2}', null]), ['{"b": 1, "a":2}', null]],
    ['bytea', byteaArray(['00ff', 'abcd']), ['\\x00ff', '\\xabcd']],
    ['date', dateArray([0, -1, 20_000]), ['1970-01-01', '1969-12-31', '2024-10-04']],
    [
      'timestamptz',
      timestamptzArray([0, Date.UTC(2026, 1, 10, 1, 2, 3, 456), null, Date.UTC(1950, 0, 1)]),
      ['1970-01-01 00:00:00+00', '2026-02-10 01:02:03.456+00', null, '1950-01-01 00:00:00+00'],
    ],
  ])('then %s comes out as it went in', async (type, encoded, expected) => {
    expect(await read(type, encoded)).toEqual(expected);
  });

  test.each([
    ['int8', int8Array([])],
    ['text', textArray([])],
    ['bytea', byteaArray([])],
  ])('then an empty %s array is empty', async (type, encoded) => {
    expect(await read(type, encoded)).toEqual([]);
  });
});
