import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ancestorAt,
  ancestors,
  cityOf,
  isWithin,
  levelOf,
  lineage,
  parentCode,
  subtreeRange,
  toRegionCode,
} from './region-codes.ts';

const part = (length: number) =>
  fc.integer({ min: 1, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'));
const village = fc
  .tuple(fc.integer({ min: 11, max: 65 }), part(2), part(2), part(3), part(3))
  .map((parts) => parts.join(''));

describe('region codes', () => {
  it.each([
    ['37', '370000000000', 'province', undefined],
    ['3701', '370100000000', 'city', '370000000000'],
    ['370102', '370102000000', 'county', '370100000000'],
    ['370102001', '370102001000', 'town', '370102000000'],
    ['370102001002', '370102001002', 'village', '370102001000'],
    ['370000', '370000000000', 'province', undefined],
  ])('given %s, then it is %s, a %s below %s', (short, full, level, parent) => {
    const code = toRegionCode(short);
    expect(code).toBe(full);
    expect(levelOf(code)).toBe(level);
    expect(parentCode(code)).toBe(parent);
  });

  it.each([
    '',
    '3',
    '370',
    '37010',
    '3701021',
    '37010200100',
    '3701020010021',
    '37a1',
    '00',
    '000000000000',
    '三七',
  ])('given %j, then it is refused with the field named', (text) => {
    expect(() => toRegionCode(text, 'data.region')).toThrow(/region-unknown.*data\.region/);
  });

  it('given a provincial organ, then its city key is 3700', () => {
    expect(cityOf('370000000000')).toBe('3700');
    expect(cityOf('371722103001')).toBe('3717');
  });

  it('given a village, then its ancestors run from the province down', () => {
    expect(ancestors('370102001002')).toEqual([
      '370000000000',
      '370100000000',
      '370102000000',
      '370102001000',
    ]);
    expect(ancestors('370000000000')).toEqual([]);
  });

  it('given a city, then asking for its county gives nothing', () => {
    expect(ancestorAt('370100000000', 'county')).toBeUndefined();
    expect(ancestorAt('370100000000', 'city')).toBe('370100000000');
  });

  it('given neighbours that share leading digits, then neither lies within the other', () => {
    expect(isWithin('370112000000', '370102000000')).toBe(false);
    expect(isWithin('371000000000', '370100000000')).toBe(false);
    expect(isWithin('370000000000', '370100000000')).toBe(false);
  });

  it('given any village, then climbing by parents visits exactly its lineage', () => {
    fc.assert(
      fc.property(village, (code) => {
        const climbed = [code];
        for (let up = parentCode(code); up !== undefined; up = parentCode(up)) climbed.unshift(up);
        expect(climbed).toEqual(lineage(code));
        expect(climbed).toHaveLength(5);
      }),
    );
  });

  it('given any two divisions, then within, range and lineage say the same', () => {
    const division = fc
      .tuple(village, fc.integer({ min: 0, max: 4 }))
      .map(([code, depth]) => lineage(code)[depth] as string);
    fc.assert(
      fc.property(division, division, fc.boolean(), (one, other, related) => {
        const above = related ? (lineage(one)[0] as string) : other;
        const { from, to } = subtreeRange(above);
        const within = isWithin(one, above);
        expect(within).toBe(lineage(one).includes(above));
        expect(within).toBe(one >= from && one <= to);
      }),
    );
  });
});
