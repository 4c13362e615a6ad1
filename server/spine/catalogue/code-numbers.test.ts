import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  caseNumber,
  implementationCode,
  isCitizenNumber,
  isImplementationCode,
  isUnifiedCreditCode,
  organisationCheck,
  unifiedCreditCode,
} from './code-numbers.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const organisation = fc
  .array(fc.constantFrom(...alphabet), { minLength: 8, maxLength: 8 })
  .map((characters) => characters.join(''));

describe('unified social credit code (GB 32100)', () => {
  it('given the example of the standard, then it is composed and recognised', () => {
    expect(organisationCheck('M000100Y')).toBe('4');
    expect(unifiedCreditCode('91', '350100', 'M000100Y')).toBe('91350100M000100Y43');
    expect(isUnifiedCreditCode('91350100M000100Y43')).toBe(true);
  });

  it('given any organisation, then every change of one character is noticed', () => {
    fc.assert(
      fc.property(
        organisation,
        fc.integer({ min: 0, max: 17 }),
        fc.integer({ min: 1, max: 30 }),
        (body, at, by) => {
          const code = unifiedCreditCode('11', '370102', body);
          expect(isUnifiedCreditCode(code)).toBe(true);
          const other = alphabet[(alphabet.indexOf(code.charAt(at)) + by) % 31] ?? '';
          expect(isUnifiedCreditCode(code.slice(0, at) + other + code.slice(at + 1))).toBe(false);
        },
      ),
    );
  });

  it.each([['91350100M000100Y4'], ['91350100M000100Y4I'], ['91350100m000100y43'], ['']])(
    'given %j, then it is not one',
    (code) => expect(isUnifiedCreditCode(code)).toBe(false),
  );

  it('given an organisation with a letter that the alphabet lacks, then composing is refused', () => {
    expect(() => unifiedCreditCode('11', '370000', 'DEMO0001')).toThrow('field-invalid: organ.code');
  });
});

describe('citizen identity number (GB 11643)', () => {
  it.each([['11010519491231002X'], ['440524188001010014']])(
    'given the example %s of the standard, then it is valid',
    (number) => expect(isCitizenNumber(number)).toBe(true),
  );

  it.each([
    ['another check digit', '110105194912310021'],
    ['30 February with a fitting check', '110105194902300020'],
    ['17 digits', '11010519491231002'],
    ['a small x', '11010519491231002x'],
  ])('given %s, then it is not', (_what, number) => expect(isCitizenNumber(number)).toBe(false));
});

describe('codes of items and cases', () => {
  const organ = unifiedCreditCode('11', '370102', 'DEM00001');

  it('given organ, level and base code, then 31 and 43 characters come out', () => {
    const implementation = implementationCode(organ, 4, '370131001000');
    expect(implementation).toBe(`${organ}4370131001000`);
    expect(isImplementationCode(implementation)).toBe(true);
    const number = caseNumber(implementation, '20261123', 7);
    expect(number).toHaveLength(43);
    expect(number.endsWith('202611230007')).toBe(true);
  });

  it.each([
    ['organ', () => implementationCode('11370102DEM000010X', 4, '370131001000')],
    ['level', () => implementationCode(organ, 7, '370131001000')],
    ['code', () => implementationCode(organ, 4, '37013100100')],
    ['serial', () => caseNumber(implementationCode(organ, 4, '370131001000'), '20261123', 10_000)],
    ['day', () => caseNumber(implementationCode(organ, 4, '370131001000'), '2026-11-23', 1)],
  ])('given a wrong %s, then it is refused by that name', (field, compose) => {
    expect(compose).toThrow(`field-invalid: ${field}`);
  });
});
