import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isStorable, toStorable, unstorablePath } from '#base/storable-text';
import { testDatabase } from '../../tests/support/database.ts';

const { pool } = await testDatabase({ migrated: false });

describe('text that the database can hold', () => {
  test('given any text, then it is storable exactly when PostgreSQL gives it back from JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 20 }), async (text) => {
        const stored = await pool
          .query<{ text: string }>('SELECT $1::json ->> 0 AS text', [JSON.stringify([text])])
          .then(({ rows }) => rows[0]!.text)
          .catch(() => undefined);
        expect(stored === text).toBe(isStorable(text));
      }),
      { numRuns: 300, examples: [['\0'], ['\ud83d'], ['\ude00'], ['😀'], ['\ude00\ud83d'], ['\\u0000']] },
    );
  });

  test('given any text, when made storable, then it is, and what was stays as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const made = toStorable(text);
        expect(isStorable(made)).toBe(true);
        if (isStorable(text)) expect(made).toBe(text);
        expect(made).toHaveLength(text.length);
      }),
      { examples: [['a\0b\ud83dc😀']] },
    );
  });

  test.each([
    [{ a: 'x', b: [1, null, { c: 'ok' }] }, undefined],
    ['\0', []],
    [{ a: { b: ['x', '\ud83d'] } }, ['a', 'b', '1']],
    [{ a: { 'n\0': 1 } }, ['a']],
  ])('given %j, then the path of what cannot be stored is %j', (value, path) => {
    expect(unstorablePath(value)).toEqual(path);
  });
});
