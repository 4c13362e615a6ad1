import { describe, expect, test } from 'vitest';
import { scoreOf } from './rates.ts';

const rates = (response: [number, number], resolution: [number, number], satisfaction: [number, number]) => ({
  response: { good: response[0], of: response[1] },
  resolution: { good: resolution[0], of: resolution[1] },
  satisfaction: { good: satisfaction[0], of: satisfaction[1] },
});

describe('the score of an organ', () => {
  test('given all three rates, then they weigh 20, 40 and 40', () => {
    expect(scoreOf(rates([1, 2], [1, 1], [3, 4]))).toBe(80);
  });
  test('given a rate that counts nothing, then the others weigh for it', () => {
    expect(scoreOf(rates([0, 0], [1, 2], [2, 2]))).toBe(75);
  });
  test('given nothing counts, then there is no score', () => {
    expect(scoreOf(rates([0, 0], [0, 0], [0, 0]))).toBeNull();
  });
});
