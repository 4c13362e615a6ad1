import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from './money.ts';

describe('an amount of money', () => {
  test('given tenths that a float cannot hold, then the sum is exact', () => {
    expect(money('0.10').plus(money('0.20')).toFixed(2)).toBe('0.30');
  });

  test('given any number of cents, then their text is read as exactly these cents', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 9_999_999_999_999_999n }), (cents) => {
        const text = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
        expect(money(text).times(100).toFixed(0)).toBe(String(cents));
      }),
    );
  });

  test.each(['', '1.234', '1e3', '１２', '1,000', 'NaN', '--1'])('given %j, then it is refused', (text) => {
    expect(() => money(text)).toThrow('field-invalid');
  });
});
