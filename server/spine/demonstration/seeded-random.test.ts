import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeededRandom, seedOf, WeightedChoice } from './seeded-random.ts';

const draws = (seed: number, count: number) => {
  const random = new SeededRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('seeded randomness', () => {
  it('given seed 1, then mulberry32 gives its known first numbers', () => {
    expect(draws(1, 3).map((one) => Math.floor(one * 2 ** 32))).toEqual([2693262067, 11749833, 2265367787]);
  });

  it('given any seed, then the sequence repeats and stays in [0, 1)', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(draws(seed, 20)).toEqual(draws(seed, 20));
        expect(draws(seed, 20).every((one) => one >= 0 && one < 1)).toBe(true);
      }),
    );
  });

  it('given parts that only join alike, then their seeds differ', () => {
    expect(seedOf('ab', 'c')).not.toBe(seedOf('a', 'bc'));
    expect(seedOf('a', 1)).toBe(seedOf('a', 1));
  });

  it('given weights, then entries come in their proportion and those of weight 0 never', () => {
    const choice = new WeightedChoice(['a', 'b', 'never'], (one) => ({ a: 1, b: 3, never: 0 })[one] ?? 0);
    const random = new SeededRandom(5);
    const drawn = Array.from({ length: 4000 }, () => choice.draw(random));
    expect(drawn).not.toContain('never');
    const share = drawn.filter((one) => one === 'b').length / drawn.length;
    expect(share).toBeGreaterThan(0.72);
    expect(share).toBeLessThan(0.78);
  });

  it('given bounds, then whole numbers reach both ends and no further', () => {
    const random = new SeededRandom(9);
    const drawn = new Set(Array.from({ length: 200 }, () => random.integer(1, 4)));
    expect([...drawn].sort()).toEqual([1, 2, 3, 4]);
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
