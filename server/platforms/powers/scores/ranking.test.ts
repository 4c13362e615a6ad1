import { describe, expect, test } from 'vitest';
import type { OrganScore } from '#spine/scores/compute';
import { rankingOf } from './ranking.ts';

const organ = (code: string, total: string, volume = 100, group = 'weights county') => ({
  score: { organ: code, total, volume } as OrganScore,
  group,
  leastCases: 20,
});
const ranksOf = (...all: ReturnType<typeof organ>[]) =>
  Object.fromEntries([...rankingOf(all)].map(([code, { rank }]) => [code, rank]));

describe('given the scores of organs, when they are ranked', () => {
  test('then the highest is first, ties share a place, and the next place is left out', () => {
    expect(
      ranksOf(organ('a', '90.00'), organ('b', '100.00'), organ('c', '90.00'), organ('d', '9.50')),
    ).toEqual({ b: 1, a: 2, c: 2, d: 4 });
  });

  test('then few cases are no place, and take none from others', () => {
    const places = rankingOf([organ('few', '100.00', 19), organ('enough', '80.00', 20)]);
    expect(places.get('few')).toEqual({ rank: null, ranked: 1 });
    expect(places.get('enough')).toEqual({ rank: 1, ranked: 1 });
  });

  test('then organs of another scheme or level are ranked by themselves', () => {
    expect(ranksOf(organ('a', '90.00'), organ('b', '80.00', 100, 'weights city'))).toEqual({ a: 1, b: 1 });
  });
});
