import { describe, expect, it } from 'vitest';
import { isWithin } from './region-within.ts';

describe('a division within another', () => {
  it.each([
    ['370602001000', '370000000000'],
    ['370602001000', '370600000000'],
    ['370602001000', '370602000000'],
    ['370602001003', '370602001000'],
    ['370602001003', '370602001003'],
  ])('given %s and %s, then it lies within', (code, ancestor) => {
    expect(isWithin(code, ancestor)).toBe(true);
  });

  it.each([
    ['370200000000', '370600000000'],
    ['370000000000', '370600000000'],
    ['370602002000', '370602001000'],
  ])('given %s and %s, then it does not', (code, ancestor) => {
    expect(isWithin(code, ancestor)).toBe(false);
  });
});
