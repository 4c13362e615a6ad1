import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inGroups } from '#base/spoken-code';
import { receiptCode } from '#spine/cases/receipt';
import { newVerificationCode, readVerificationCode } from './verification-code.ts';

test('given a new code, when typed with small letters, dashes or as it is heard, then it is read as it is', () => {
  for (let i = 0; i < 200; i++) {
    const code = newVerificationCode('secret');
    for (const typed of [code, inGroups(code).toLowerCase(), code.replaceAll('0', 'O').replaceAll('1', 'l')])
      expect(readVerificationCode(typed, 'secret')).toBe(code);
  }
});

test('given one letter changed, when read, then it is no code', () => {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  fc.assert(
    fc.property(fc.nat(23), fc.nat(31), (place, letter) => {
      const code = newVerificationCode('secret');
      const changed = code.slice(0, place) + letters[letter] + code.slice(place + 1);
      expect(readVerificationCode(changed, 'secret')).toBe(changed === code ? code : undefined);
    }),
  );
});

test('given the code of a receipt, or of another installation, when read, then it is no code', () => {
  expect(readVerificationCode(receiptCode(3701, 12, 'secret'), 'secret')).toBeUndefined();
  expect(readVerificationCode(newVerificationCode('other'), 'secret')).toBeUndefined();
});
