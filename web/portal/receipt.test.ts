import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countLetters, tidyReceipt } from './receipt.ts';

describe('a receipt code as it is typed', () => {
  it('given full-width characters, spaces and long dashes, when tidied, then it is as it is printed', () => {
    expect(tidyReceipt('　０ｅａ００ｏ 1mqs80 — k1hz2c-0r3n7v ')).toBe('0EA000-1MQS80-K1HZ2C-0R3N7V');
  });

  it('given letters that are never printed, when tidied, then they are the digits they were taken for', () => {
    expect(tidyReceipt('OIL')).toBe('011');
  });

  it('given any text, when tidied twice, then it is as when tidied once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (typed) => {
        expect(tidyReceipt(tidyReceipt(typed))).toBe(tidyReceipt(typed));
      }),
    );
  });

  it('given a code with dashes, then only letters and digits are counted', () => {
    expect(countLetters('0EA000-1MQS80')).toBe(12);
    expect(countLetters(' - ')).toBe(0);
  });
});
