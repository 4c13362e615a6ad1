import { describe, expect, it } from 'vitest';
import type { Counters } from '#contract/overview';
import { onTimeShare, openCount, percentText, standing } from './shares.ts';

const counters: Counters = {
  opened: 100,
  closed: 80,
  closedLate: 4,
  notice: 9,
  yellow: 7,
  red: 5,
  yellowEnded: 3,
  redEnded: 5,
  correctionsIssued: 2,
  correctionsEnded: 1,
};

describe('figures that follow from the counters', () => {
  it('given counters, then open cases and standing cards are what is left', () => {
    expect([openCount(counters), standing(counters, 'yellow'), standing(counters, 'red')]).toEqual([
      20, 4, 0,
    ]);
  });

  it('given nothing closed, then there is no share in time', () => {
    expect(onTimeShare({ ...counters, closed: 0, closedLate: 0 })).toBeNull();
    expect(percentText(null)).toBe('—');
  });

  it('given one late case among very many, then it never shows as 100 %', () => {
    expect(percentText(99_999 / 100_000)).toBe('99.9%');
    expect(percentText(1)).toBe('100.0%');
    expect(percentText(onTimeShare(counters))).toBe('95.0%');
  });
});
