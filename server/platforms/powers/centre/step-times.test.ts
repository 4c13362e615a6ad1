import { describe, expect, test } from 'vitest';
import { stepHours, stepTimes } from './step-times.ts';

const hour = 3_600_000;
const step = (first: number, last = first, n = 1) => ({
  n,
  first: first * hour,
  last: last * hour,
  actor: null,
  post: null,
});

describe('time of steps', () => {
  test('given steps out of the order in which they are kept, then each counts from the one done before it', () => {
    const hours = stepHours({ openedAt: 0, steps: { decide: step(30), accept: step(2), review: step(8) } });
    expect([...hours]).toEqual([
      ['accept', 2],
      ['review', 6],
      ['decide', 22],
    ]);
  });

  test('given a step that was done again, then it counts until it was done last', () => {
    expect(stepHours({ openedAt: 0, steps: { review: step(1, 9, 2) } }).get('review')).toBe(9);
  });

  test('given a step that is claimed before the opening, then it took no time rather than less than none', () => {
    expect(stepHours({ openedAt: 5 * hour, steps: { accept: step(3) } }).get('accept')).toBe(0);
  });

  test('given a sample, then the slowest stands first, and what was seen too rarely is left out', () => {
    const cases = [1, 2, 3, 4, 10].map((took) => ({
      openedAt: 0,
      steps: { accept: step(1), review: step(1 + took), ...(took === 10 ? { hearing: step(99) } : null) },
    }));
    expect(stepTimes(cases, 5)).toEqual([
      { step: 'review', cases: 5, median: 3, p90: 10 },
      { step: 'accept', cases: 5, median: 1, p90: 1 },
    ]);
  });
});
