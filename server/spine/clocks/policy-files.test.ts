import { describe, expect, test } from 'vitest';
import { parsePolicy, readPolicies } from '#spine/clocks/policy-files';

const shandong = readPolicies().find((policy) => policy.code === 'shandong')!;
const red = shandong.rungs.at(-1)!;

describe('card policies', () => {
  test('given the shipped folder, when read, then the presets are there with their basis', () => {
    const codes = readPolicies().map((policy) => policy.code);
    expect(codes).toEqual(expect.arrayContaining(['jiangsu', 'meizhou', 'shandong', 'zhanjiang']));
    for (const policy of readPolicies()) expect(policy.basis.zh.length).toBeGreaterThan(10);
  });

  test('given Zhanjiang, when read, then the red card that follows an order is described', () => {
    const zhanjiang = readPolicies().find((policy) => policy.code === 'zhanjiang')!;
    expect(zhanjiang.byOrder).toMatchObject([{ level: 'red', after: 'supervision-order' }]);
  });

  test.each([
    ['a rung twice', { rungs: [red, red] }, 'rungs.1.code'],
    ['an unknown level', { rungs: [{ ...red, level: 'orange' }] }, 'rungs.0.level'],
    [
      'a unit that is no offset',
      { rungs: [{ ...red, offset: { n: 1, unit: 'month' } }] },
      'rungs.0.offset.unit',
    ],
    [
      'late closing before the due time',
      { rungs: [{ ...red, offset: { n: -1, unit: 'hour' } }] },
      'rungs.0.onLateStop',
    ],
    ['no rung', { rungs: [] }, 'rungs'],
    ['no basis', { basis: undefined }, 'basis'],
  ])('given %s, when parsed, then the field is named', (_, wrong, field) => {
    expect(() => parsePolicy({ ...shandong, ...wrong }, 'x.json')).toThrow(
      expect.objectContaining({ about: expect.objectContaining({ field, detail: 'x.json' }) }),
    );
  });
});
