import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readItems, totalOf } from './item-table.ts';

describe('a table of items and amounts', () => {
  test('given lines with comma, tab or Chinese comma, then each is an item with an exact amount', () => {
    expect(readItems('路灯维修, 12800\n\n 保洁\t0.1 \n办公，含打印，3.50')).toEqual([
      { name: '路灯维修', amount: '12800.00' },
      { name: '保洁', amount: '0.10' },
      { name: '办公，含打印', amount: '3.50' },
    ]);
  });

  test('given nothing, then there is no item', () => {
    expect(readItems(' \n')).toEqual([]);
  });

  test.each([
    ['路灯维修', 'line 1'],
    ['a, 1\nb, 1.234', 'line 2'],
    ['a, one', 'line 1'],
    [', 3', 'line 1'],
  ])('given %j, then it is refused with its line', (text, line) => {
    expect(() => readItems(text)).toThrow(line);
  });

  test('given any cents, then the sum is exact', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000_000 }), { maxLength: 50 }), (cents) => {
        const text = (n: number) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`;
        const items = cents.map((n) => ({ name: 'x', amount: text(n) }));
        expect(totalOf(items)).toBe(text(cents.reduce((a, b) => a + b, 0)));
      }),
    );
  });
});
