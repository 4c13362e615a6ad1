import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blindIndex, normalise } from './blind-index.ts';
import {
  type CellPlace,
  newDataKey,
  openField,
  SealBroken,
  sealField,
  unwrapKey,
  wrapKey,
} from './field-encryption.ts';

const key = newDataKey();
const place: CellPlace = { table: 'person', row: 7, column: 'phone' };
const value = '13800138000';

/** The error of an attempt that must fail; it bears nothing of the value. */
function broken(attempt: () => unknown): Error {
  try {
    attempt();
  } catch (error) {
    expect(error).toBeInstanceOf(SealBroken);
    expect(`${(error as Error).message}${(error as Error).stack}`).not.toContain(value);
    return error as Error;
  }
  throw new Error('it opened');
}

describe('a sealed field', () => {
  test('given any text and place, when sealed and opened there, then it is the same', () => {
    const anyPlace = fc.record({ table: fc.string(), row: fc.nat(), column: fc.string() });
    fc.assert(
      fc.property(anyPlace, fc.string({ unit: 'grapheme' }), (where, text) => {
        const sealed = sealField(key, where, text);
        expect(openField(key, where, sealed)).toBe(text);
        expect(sealed).toHaveLength(29 + Buffer.byteLength(text));
      }),
    );
  });

  test('given the same value twice, then the two seals differ and neither shows it', () => {
    const [one, other] = [sealField(key, place, value), sealField(key, place, value)];
    expect(one.equals(other)).toBe(false);
    expect(one.includes(value)).toBe(false);
  });

  test.each([
    ['another row', { row: 8 }],
    ['another column', { column: 'email' }],
    ['another table', { table: 'applicant' }],
    ['a place whose parts run together', { table: 'person7', row: 0 }],
  ])('given a cell moved to %s, then it does not open', (_, to) => {
    const error = broken(() => openField(key, { ...place, ...to }, sealField(key, place, value)));
    expect(error.message).toContain((to as { table?: string }).table ?? 'person');
  });

  test('given another key, then it does not open', () => {
    broken(() => openField(newDataKey(), place, sealField(key, place, value)));
  });

  test('given any one bit flipped, or any end cut off, then it does not open', () => {
    const sealed = sealField(key, place, value);
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const damaged = Buffer.from(sealed);
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      broken(() => openField(key, place, damaged));
    }
    for (let length = 0; length < sealed.length; length++)
      broken(() => openField(key, place, sealed.subarray(0, length)));
  });
});

describe('a wrapped data key', () => {
  const master = randomBytes(32);
  const at = { table: 'person', row: 7, masterKey: 'k-1' };

  test('given its record and master key, then it unwraps; given another of either, then not', () => {
    const wrapped = wrapKey(master, at, key);
    expect(unwrapKey(master, at, wrapped).equals(key)).toBe(true);
    expect(wrapped).toHaveLength(61);
    broken(() => unwrapKey(randomBytes(32), at, wrapped));
    for (const other of [{ row: 8 }, { table: 'applicant' }, { masterKey: 'k-2' }])
      broken(() => unwrapKey(master, { ...at, ...other }, wrapped));
  });

  test('given a sealed field in its place, then it is not taken for a key', () => {
    broken(() => unwrapKey(key, at, sealField(key, place, 'x'.repeat(32))));
  });
});

describe('a blind index', () => {
  const index = (text: string, table = 'person', column = 'phone', by = key) =>
    blindIndex(by, table, column, text).toString('hex');

  test('given the same value, then it is the same; given another value, column, table or key, then another', () => {
    expect(index(value)).toBe(index(value));
    const all = [
      index(value),
      index('13800138001'),
      index(value, 'person', 'email'),
      index(value, 'applicant'),
      index(value, 'person', 'phone', newDataKey()),
    ];
    expect(new Set(all).size).toBe(5);
  });

  test.each([
    ['idNumber', '１１０１０５１９４９１２３１００２ｘ', '11010519491231002X'],
    ['idNumber', ' 110105 19491231 002x', '11010519491231002X'],
    ['phone', '+86 138-0013-8000', '13800138000'],
    ['phone', '0086 (138) 0013 8000', '13800138000'],
    ['phone', '+44 20 7946 0958', '+442079460958'],
    ['phone', '(0531) 8202 1234', '053182021234'],
    ['email', ' Zhang.San@QQ.com ', 'zhang.san@qq.com'],
  ] as const)('given %s %s, when normalised, then it is %s', (field, given, expected) => {
    expect(normalise[field](given)).toBe(expected);
    expect(normalise[field](expected)).toBe(expected);
  });
});
