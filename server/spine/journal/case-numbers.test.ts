import { describe, expect, test } from 'vitest';
import { CaseNumbers } from '#spine/journal/case-numbers';

describe('keys for new cases', () => {
  test('given none yet, then a batch that opens a case needs a block, and one that opens none does not', () => {
    const numbers = new CaseNumbers();
    expect(numbers.isShortOf(1)).toBe(true);
    expect(numbers.isShortOf(0)).toBe(false);
    expect(() => numbers.take()).toThrow('no key');
  });

  test('given a block, then its thousand keys are given out once each, ascending', () => {
    const numbers = new CaseNumbers();
    numbers.add(5_001);
    const taken = Array.from({ length: 1_000 }, () => numbers.take());
    expect(taken).toEqual(Array.from({ length: 1_000 }, (_, i) => 5_001 + i));
    expect(() => numbers.take()).toThrow('no key');
  });

  test('given fewer keys than a batch opens cases, then the next block replaces them', () => {
    const numbers = new CaseNumbers();
    numbers.add(1);
    for (let i = 0; i < 999; i++) numbers.take();
    expect(numbers.isShortOf(2)).toBe(true);
    numbers.add(1_001);
    expect([numbers.take(), numbers.take()]).toEqual([1_001, 1_002]);
  });
});
