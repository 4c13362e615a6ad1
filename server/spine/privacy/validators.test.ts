import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { creditCodeCheck, isCreditCode } from '#contract/credit-code';
import { idNumberCheck, isIdNumber } from '#contract/id-number';

describe('identity numbers (GB 11643-1999)', () => {
  // The two examples of the standard's annex.
  test.each(['11010519491231002X', '440524188001010014'])(
    'given %s of the standard, then it is one',
    (number) => {
      expect(isIdNumber(number)).toBe(true);
    },
  );

  test.each([
    ['a wrong check character', '110105194912310021'],
    ['a day that does not exist', `11010520010229100${idNumberCheck('11010520010229100')}`],
    ['a month 13', `11010520011301100${idNumberCheck('11010520011301100')}`],
    ['fifteen digits', '110105491231002'],
    ['a small x', '11010519491231002x'],
    ['nothing', ''],
  ])('given %s, then it is none', (_, number) => expect(isIdNumber(number)).toBe(false));

  test('given one digit changed or two neighbours swapped, then the check finds it', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 17, maxLength: 17 });
    fc.assert(
      fc.property(digits, fc.nat(16), fc.integer({ min: 1, max: 9 }), (given, at, by) => {
        const check = idNumberCheck(given.join(''));
        const changed = given.map((digit, i) => (i === at ? (digit + by) % 10 : digit));
        expect(idNumberCheck(changed.join(''))).not.toBe(check);
        const i = Math.min(at, 15);
        const swapped = given.with(i, given[i + 1]!).with(i + 1, given[i]!);
        if (given[i] !== given[i + 1]) expect(idNumberCheck(swapped.join(''))).not.toBe(check);
      }),
    );
  });
});

describe('unified social credit codes (GB 32100-2015)', () => {
  test.each([
    '91350100M000100Y43',
    '91330100799655058B',
    '9144030071526726XG',
    '914403001922038216',
    '91110000802100433B',
  ])('given %s, then it is one', (code) => {
    expect(isCreditCode(code)).toBe(true);
  });

  test.each(['91350100M000100Y44', '91350100M000100Z43', '91350100m000100y43', '91350100M000100Y4', ''])(
    'given %s, then it is none',
    (code) => expect(isCreditCode(code)).toBe(false),
  );

  test('given one character changed, then the check finds it', () => {
    const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    const first = fc.array(fc.nat(30), { minLength: 17, maxLength: 17 });
    fc.assert(
      fc.property(first, fc.nat(16), fc.integer({ min: 1, max: 30 }), (given, at, by) => {
        const text = (numbers: number[]) => numbers.map((n) => characters[n]).join('');
        const changed = given.map((n, i) => (i === at ? (n + by) % 31 : n));
        expect(creditCodeCheck(text(changed))).not.toBe(creditCodeCheck(text(given)));
      }),
    );
  });
});
