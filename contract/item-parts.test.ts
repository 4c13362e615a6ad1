import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemParts } from '#contract/item-parts';

const wrongParts = (parts: object[]) =>
  itemParts.safeParse(parts).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('the parts of a joint item', () => {
  it('given parts that wait for each other in order, then they are taken', () => {
    expect(
      wrongParts([{ item: 'a' }, { item: 'b', after: ['a'] }, { item: 'c', after: ['a', 'b'] }]),
    ).toEqual([]);
    expect(wrongParts([])).toEqual([]);
  });

  it.each([
    ['one part alone', [{ item: 'a' }], ['0.item']],
    ['an item twice', [{ item: 'a' }, { item: 'a' }], ['1.item']],
    ['a part that waits for itself', [{ item: 'a', after: ['a'] }, { item: 'b' }], ['0.after']],
    ['a part that waits for a stranger', [{ item: 'a' }, { item: 'b', after: ['x'] }], ['1.after']],
    [
      'a circle',
      [{ item: 'a' }, { item: 'b', after: ['c'] }, { item: 'c', after: ['b'] }],
      ['1.after', '2.after'],
    ],
  ])('given %s, then the part is named', (_, parts, expected) => {
    expect(wrongParts(parts)).toEqual(expected);
  });

  it('given any parts that wait only for earlier ones, then there is no circle', () => {
    const places = fc.array(fc.nat({ max: 20 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(places, { minLength: 2, maxLength: 12 }), (waits) => {
        const parts = waits.map((list, n) => ({
          item: `i${n}`,
          after: n === 0 ? [] : [...new Set(list.map((place) => `i${place % n}`))],
        }));
        expect(wrongParts(parts)).toEqual([]);
      }),
    );
  });
});
