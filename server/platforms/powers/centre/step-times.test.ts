import { describe, expect, test } from 'vitest';
import { stepHours, stepTimes } from './step-times.ts';

const hour = 3_600_000;
const step = (code: string, first: number, last = first, n = 1) => ({
  code,
  n,
  first: first * hour,
  last: last * hour,
  actor: null,
  post: null,
});

describe('time of steps', () => {
  test('given steps out of the order in which they are kept, then each counts from the one done before it', () => {
    const hours = stepHours({
      openedAt: 0,
      steps: [step('decide', 30), step('accept', 2), step('review', 8)],
    });
    expect([...hours]).toEqual([
      ['accept', 2],
      ['review', 6],
      ['decide', 22],
    ]);
  });

  test('given a step that was done again, then it counts until it was done last', () => {
    expect(stepHours({ openedAt: 0, steps: [step('review', 1, 9, 2)] }).get('review')).toBe(9);
  });

  test('given a step that is claimed before the opening, then it took no time rather than less than none', () => {
    expect(stepHours({ openedAt: 5 * hour, steps: [step('accept', 3)] }).get('accept')).toBe(0);
  });

  test('given a sample, then the slowest stands first, and what was seen too rarely is left out', () => {
    const cases = [1, 2, 3, 4, 10].map((took) => ({
      openedAt: 0,
      steps: [step('accept', 1), step('review', 1 + took), ...(took === 10 ? [step('hearing', 99)] : [])],
    }));
    expect(stepTimes(cases, 5)).toEqual([
      { step: 'review', cases: 5, median: 3, p90: 10 },
      { step: 'accept', cases: 5, median: 1, p90: 1 },
    ]);
  });
});
