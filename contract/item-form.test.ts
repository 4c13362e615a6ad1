import { describe, expect, it } from 'vitest';
import { formFields, isPersonal } from '#contract/item-form';

const field = (more: object) => ({ code: 'a', name: { zh: '甲', en: 'A' }, kind: 'text', ...more });
const wrongParts = (...fields: object[]) =>
  formFields.safeParse(fields).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('fields of an application form', () => {
  it.each([
    ['a text with lengths and a pattern', field({ minLength: 2, maxLength: 9, pattern: '[A-Z]+\\d*' })],
    [
      'a choice of two',
      field({ kind: 'select', options: ['x', 'y'].map((code) => ({ code, name: { zh: code, en: code } })) }),
    ],
    ['an identity number', field({ kind: 'id-number', required: true })],
  ])('given %s, then it is taken', (_, one) => {
    expect(wrongParts(one)).toEqual([]);
  });

  it.each([
    [
      'a choice of one',
      field({ kind: 'select', options: [{ code: 'x', name: { zh: 'x', en: 'x' } }] }),
      '0.options',
    ],
    ['options of a text', field({ options: [] }), '0.options'],
    ['a length of a number', field({ kind: 'number', maxLength: 3 }), '0.maxLength'],
    ['lengths the wrong way round', field({ minLength: 5, maxLength: 4 }), '0.maxLength'],
    ['a pattern that cannot be read', field({ pattern: '(' }), '0.pattern'],
    ['a pattern that may take for ever', field({ pattern: '(a+)+' }), '0.pattern'],
    ['a telephone that is said not to be personal', field({ kind: 'phone', personal: false }), '0.personal'],
  ])('given %s, then the part is named', (_, one, part) => {
    expect(wrongParts(one)).toContain(part);
  });

  it('given one code twice, then the second is refused', () => {
    expect(wrongParts(field({}), field({}))).toEqual(['1.code']);
  });

  it('given what a field holds, then identity numbers and telephones are personal by themselves', () => {
    expect(isPersonal({ kind: 'id-number' })).toBe(true);
    expect(isPersonal({ kind: 'text' })).toBe(false);
    expect(isPersonal({ kind: 'text', personal: true })).toBe(true);
  });
});
