import { describe, expect, test } from 'vitest';
import { gather } from './gather.ts';

describe('work that is gathered', () => {
  test('given many who ask at once, then they are served in few lots, each with its own answer', async () => {
    const lots: number[] = [];
    const double = gather<number, number>({
      most: 4,
      together: async (given) => {
        lots.push(given.length);
        return given.map((n) => n * 2);
      },
    });
    const asked = Array.from({ length: 10 }, (_, n) => n);
    expect(await Promise.all(asked.map(double))).toEqual(asked.map((n) => n * 2));
    expect(lots).toEqual([4, 4, 2]);
  });

  test('given one that cannot be done, then it alone is refused', async () => {
    const careful = gather<number, number>({
      most: 10,
      together: async (given) => {
        if (given.includes(3)) throw new Error('three');
        return [...given];
      },
    });
    const answers = await Promise.allSettled([1, 2, 3, 4].map(careful));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await careful(5)).toBe(5);
  });
});
