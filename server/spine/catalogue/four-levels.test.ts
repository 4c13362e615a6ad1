import { describe, expect, it } from 'vitest';
import { implementationCode, unifiedCreditCode } from '#spine/catalogue/code-numbers';
import { baseCodeOf, codeProblems, implementingCodeOf } from './base-code.ts';
import { type CommonParts, differences, parentEntry } from './four-levels.ts';

const base = '370131001000';
const organ = unifiedCreditCode('11', '370102', 'DEM00001');
const entry = (level: number, more: Partial<CommonParts> = {}): CommonParts => ({
  code: `food-${level}`,
  level,
  name: { zh: '食品经营许可', en: 'Food business licence' },
  type: '01',
  basis: [{ law: '食品安全法', article: '第三十五条' }],
  baseCode: base,
  effectiveFrom: '2026-01-01',
  ...more,
});
const county = { item: entry(4), region: '370102000000' };
const province = { item: entry(2), region: '370000000000' };
const city = { item: entry(3), region: '370100000000' };
const otherCity = { item: entry(3), region: '370200000000' };

describe('the entry of the parent catalogue', () => {
  it('given entries at several levels, then the nearest one above in the same line of divisions', () => {
    expect(parentEntry(county, [province, otherCity, city])).toBe(city);
    expect(parentEntry(county, [province, otherCity])).toBe(province);
    expect(parentEntry(county, [otherCity])).toBeUndefined();
  });

  it('given an entry of the same or a lower level, or one that is cancelled by then, then it is none', () => {
    expect(parentEntry(city, [county, otherCity])).toBeUndefined();
    expect(
      parentEntry(county, [{ ...city, item: entry(3, { cancelledFrom: '2026-01-01' }) }]),
    ).toBeUndefined();
  });

  it('given no entry of the base code, then one of the same name, so that a wrong code is noticed', () => {
    const named = { ...city, item: entry(3, { baseCode: '370131009000' }) };
    expect(parentEntry(county, [named])).toBe(named);
    expect(differences(county.item, named.item)).toEqual([
      { field: 'baseCode', own: base, parent: '370131009000' },
    ]);
  });
});

describe('what has to be the same at four levels', () => {
  it('given the same code, name, basis and type, then no difference, whatever else is local', () => {
    const local = {
      ...entry(4),
      phone: '0531-1',
      basis: [{ law: '《食品安全法》', article: '第三十五条', text: '…' }],
    };
    expect(differences(local, city.item)).toEqual([]);
  });

  it('given others, then each is named with both values', () => {
    const own = entry(4, {
      name: { zh: '餐饮许可', en: 'Food business licence' },
      type: '07',
      basis: [{ law: '食品安全法', article: '第三十六条' }],
    });
    expect(differences(own, city.item)).toEqual([
      {
        field: 'name',
        own: '餐饮许可 / Food business licence',
        parent: '食品经营许可 / Food business licence',
      },
      { field: 'type', own: '07', parent: '01' },
      { field: 'basis', own: '食品安全法第三十六条', parent: '食品安全法第三十五条' },
    ]);
  });
});

describe('code numbers of an item', () => {
  const whole = implementationCode(organ, 4, base);

  it('given organ, level and base code, then the implementing code is composed of them', () => {
    expect(implementingCodeOf({ code: 'x', organ, level: 4, baseCode: base })).toBe(whole);
    expect(implementingCodeOf({ code: 'x', organ: 'bureau', level: 4, baseCode: base })).toBeUndefined();
    expect(implementingCodeOf({ code: 'x', organ, level: 4 })).toBeUndefined();
  });

  it('given an item of before there was a base code, then its code gives it', () => {
    expect(baseCodeOf({ code: whole })).toBe(base);
    expect(baseCodeOf({ code: 'x' })).toBeUndefined();
  });

  it.each([
    ['all that fits', { implementingCode: whole }, []],
    [
      'another check character',
      { implementingCode: `${organ.slice(0, 17)}${organ[17] === '1' ? '2' : '1'}4${base}` },
      ['implementingCode'],
    ],
    ['another level', { implementingCode: implementationCode(organ, 3, base) }, ['implementingCode']],
    [
      'another base code',
      { implementingCode: implementationCode(organ, 4, '370131001001') },
      ['implementingCode'],
    ],
    [
      'another organ',
      { implementingCode: implementationCode(unifiedCreditCode('11', '370103', 'DEM00001'), 4, base) },
      ['implementingCode'],
    ],
    [
      'a base code that is not that of the code',
      { code: implementationCode(organ, 4, '370131001001') },
      ['baseCode'],
    ],
  ])('given %s, then what contradicts is named', (_, more, fields) => {
    const found = codeProblems({ code: 'x', organ, level: 4, baseCode: base, ...more });
    expect(found.map(([field]) => field)).toEqual(fields);
  });
});
