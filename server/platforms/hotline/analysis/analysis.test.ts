import { describe, expect, test } from 'vitest';
import { compare } from './rising.ts';
import { wilson } from './wilson.ts';

describe('a count beside the periods before', () => {
  test.each([
    [2, [0, 0, 0, 0], false],
    [4, [0, 0, 0, 0], false],
    [9, [1, 2, 1, 0], true],
    [30, [10, 11, 9, 10], true],
    [14, [10, 11, 9, 10], false],
    [100, [90, 95, 110, 105], false],
    [8, [0, 0, 0, 0], true],
  ])('given %i after %j, then rising is %s', (count, before, rising) => {
    expect(compare(count, before).rising).toBe(rising);
  });

  test('given counts, then the ratio is smoothed by the constant of the rules', () => {
    expect(compare(9, [3, 3, 3, 3])).toMatchObject({ expected: 3, ratio: 2 });
  });
});

describe('small numbers', () => {
  test('given 8 of 10, then the interval is that of the books', () => {
    const { low, high } = wilson(8, 10);
    expect([low.toFixed(3), high.toFixed(3)]).toEqual(['0.490', '0.943']);
    expect(wilson(0, 3).low).toBe(0);
    expect(wilson(3, 3).high).toBe(1);
  });
});
