import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReceipt, receiptCode } from './receipt.ts';

const secret = 'a secret of this installation';
const city = fc.integer({ min: 1000, max: 9999 });
const id = fc.integer({ min: 0, max: 2 ** 40 - 1 });
/** Crockford's letters. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('codes of receipts', () => {
  test('given any case, then its code leads back to it, and to it alone', () => {
    fc.assert(
      fc.property(city, id, (c, i) => {
        const code = receiptCode(c, i, secret);
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{6}-){3}[0-9A-HJKMNP-TV-Z]{6}$/);
        expect(readReceipt(code, secret)).toEqual({ city: c, id: i });
        expect(readReceipt(code, 'another secret')).toBeUndefined();
      }),
      {
        examples: [
          [1000, 0],
          [9999, 2 ** 40 - 1],
        ],
      },
    );
  });

  test('given a code as people type it, then it is read all the same', () => {
    const typed = fc.record({
      small: fc.boolean(),
      gaps: fc.constantFrom('-', ' ', '', '　', ' - '),
      zero: fc.constantFrom('0', 'O', 'o'),
      one: fc.constantFrom('1', 'I', 'l', 'L', 'i'),
    });
    fc.assert(
      fc.property(city, id, typed, (c, i, { small, gaps, zero, one }) => {
        const code = receiptCode(c, i, secret);
        const text = (small ? code.toLowerCase() : code)
          .replaceAll('-', gaps)
          .replaceAll('0', zero)
          .replaceAll('1', one);
        expect(readReceipt(`  ${text} `, secret)).toEqual({ city: c, id: i });
      }),
    );
  });

  test('given a code with any one letter changed, left out, doubled or swapped with its neighbour, then it is refused', () => {
    fc.assert(
      fc.property(city, id, (c, i) => {
        const code = receiptCode(c, i, secret).replaceAll('-', '');
        for (let at = 0; at < code.length; at++) {
          for (const letter of letters)
            if (letter !== code[at])
              expect(readReceipt(code.slice(0, at) + letter + code.slice(at + 1), secret)).toBeUndefined();
          expect(readReceipt(code.slice(0, at) + code.slice(at + 1), secret)).toBeUndefined();
          expect(readReceipt(code.slice(0, at) + code[at] + code.slice(at), secret)).toBeUndefined();
          const swapped =
            code.slice(0, at) +
            code
              .slice(at, at + 2)
              .split('')
              .toReversed()
              .join('') +
            code.slice(at + 2);
          if (swapped !== code) expect(readReceipt(swapped, secret)).toBeUndefined();
        }
      }),
      { numRuns: 30 },
    );
  });

  test('given any text, then it is no code', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => void expect(readReceipt(text, secret)).toBeUndefined(),
      ),
    );
    const guess = fc.string({ unit: fc.constantFrom(...letters), minLength: 24, maxLength: 24 });
    fc.assert(fc.property(guess, (text) => void expect(readReceipt(text, secret)).toBeUndefined()));
  });

  test.each(['', '-', 'U'.repeat(24), '单'.repeat(24), '0'.repeat(24), 'Z'.repeat(24)])(
    'given %j, then it is no code',
    (text) => {
      expect(readReceipt(text, secret)).toBeUndefined();
    },
  );
});
