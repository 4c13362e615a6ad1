import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginningWith, Conditions, containing } from '#spine/conditions';
import { testDatabase } from '../../tests/support/database.ts';

const { pool } = await testDatabase({ migrated: false });

describe('patterns', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '%', '_', '\\', '县', "'"), maxLength: 6 });
  test('given any two texts, then the database finds one in the other as they stand', async () => {
    await fc.assert(
      fc.asyncProperty(letters, letters, async (text, part) => {
        const { rows } = await pool.query<{ within: boolean; first: boolean }>(
          'SELECT $1::text LIKE $2 AS within, $1::text LIKE $3 AS first',
          [text, containing(part), beginningWith(part)],
        );
        expect(rows[0]).toEqual({ within: text.includes(part), first: text.startsWith(part) });
      }),
      { numRuns: 300 },
    );
  });
});

describe('conditions', () => {
  test('given none, then no WHERE', () => expect(new Conditions().where).toBe(''));

  test('given some, then each value has a placeholder of its own and none stands in the text', async () => {
    const where = new Conditions();
    where.add((p) => `x = ${p("o'clock")}`).add((p) => `y BETWEEN ${p(1)} AND ${p(2)}`);
    expect(where.where).toBe('WHERE x = $1 AND y BETWEEN $2 AND $3');
    expect(where.value('more')).toBe('$4');
    expect(where.values).toEqual(["o'clock", 1, 2, 'more']);
  });
});
