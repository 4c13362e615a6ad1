import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgePace } from './pace.ts';
import { parameters } from './story.fixture.ts';

const numbers = parameters.numbers.BULK_BACKFILL!;
const minute = 60_000;

/** Goes through an actor's steps as the pipeline does, with the last 21 before each. */
function trips(times: number[]): number[] {
  return times.filter((at, index) => judgePace(times.slice(Math.max(0, index - 21), index), at, numbers));
}

const evenly = (count: number, span: number, start = 0): number[] =>
  Array.from({ length: count }, (_, i) => start + Math.round((i * span) / (count - 1)));

describe('judgePace', () => {
  test('given 21 steps in 10 minutes, then the 21st trips', () => {
    expect(trips(evenly(21, 10 * minute))).toEqual([10 * minute]);
  });

  test('given 21 steps in a millisecond more, or 20 steps at once, then none trips', () => {
    expect(trips(evenly(21, 10 * minute + 1))).toEqual([]);
    expect(trips(evenly(20, 0))).toEqual([]);
  });

  test('given a burst that goes on, then it trips once; after a rest the next trips again', () => {
    expect(trips(evenly(100, 5 * minute))).toHaveLength(1);
    expect(trips([...evenly(50, minute), ...evenly(50, minute, 60 * minute)])).toHaveLength(2);
  });

  test('given a step before those that are known, then it does not trip', () => {
    expect(judgePace(evenly(20, minute, 5 * minute), 5 * minute + 1, numbers)).toBe(false);
    expect(judgePace(evenly(20, minute, 5 * minute), 6 * minute, numbers)).toBe(true);
  });

  test('given any times, then a trip stands for more than 20 steps in 10 minutes that had not tripped before', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 * minute }), { maxLength: 120 }), (gaps) => {
        const times: number[] = [];
        for (const gap of gaps) times.push((times.at(-1) ?? 0) + Math.floor(gap / 4));
        const busy = times.map(
          (at, index) => times.filter((one, i) => i <= index && at - one <= 10 * minute).length > 20,
        );
        const expected = times.filter((_, index) => busy[index] && !(index > 0 && busy[index - 1]));
        expect(trips(times)).toEqual(expected);
      }),
    );
  });
});
