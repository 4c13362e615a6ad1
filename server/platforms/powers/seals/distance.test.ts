import { describe, expect, test } from 'vitest';
import { metresBetween } from './distance.ts';

describe('metres between two places', () => {
  const here = { latitude: 36.66, longitude: 117.03 };

  test('given one place, then it is nothing', () => {
    expect(metresBetween(here, here)).toBe(0);
  });

  test.each([
    ['a degree of latitude', { latitude: 37.66, longitude: 117.03 }, 111_195],
    // cos(36.66°) of that, but for the curve between.
    ['a thousandth of a degree of longitude', { latitude: 36.66, longitude: 117.031 }, 89],
    ['Qingdao', { latitude: 36.067, longitude: 120.383 }, 307_500],
  ])('given %s, then it is about right', (_, there, metres) => {
    expect(Math.abs(metresBetween(here, there) - metres) / metres).toBeLessThan(0.01);
    expect(metresBetween(there, here)).toBeCloseTo(metresBetween(here, there), 6);
  });
});
