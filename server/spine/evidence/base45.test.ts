import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatBase45, parseBase45 } from './base45.ts';

describe('base 45', () => {
  // The examples of RFC 9285, sections 4.3 and 4.4.
  test.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
    ['', ''],
  ])('given %j, then it is %j', (text, code) => {
    expect(formatBase45(Buffer.from(text))).toBe(code);
    expect(parseBase45(code)?.toString()).toBe(text);
  });

  test('given any bytes, then they come back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(parseBase45(formatBase45(Buffer.from(bytes)))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  test.each(['A', 'GGW', '::', 'ab', '单', 'BB8B'])('given %j, then it is none', (code) => {
    expect(parseBase45(code)).toBeUndefined();
  });
});
