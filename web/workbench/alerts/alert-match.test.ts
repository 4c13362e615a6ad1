import { describe, expect, it } from 'vitest';
import type { AlertRow } from '#contract/alerts';
import { isWithin } from '../ui/region-within.ts';
import { type AlertSearch, belongs as belongsIn } from './alert-match.ts';

const belongs = (alert: AlertRow, search: AlertSearch) => belongsIn(alert, search, 'Asia/Shanghai');

const row: AlertRow = {
  id: 'a1',
  caseId: 'c1',
  caseNumber: 'N-1',
  rule: 'OVERDUE',
  title: { zh: '超时', en: 'Overdue' },
  ruleClass: 1,
  level: 'red',
  status: 'open',
  region: '370102001000',
  regionName: { zh: '甲街道', en: 'Jia' },
  organ: 'o1',
  organName: { zh: '甲局', en: 'Office Jia' },
  item: 'i1',
  itemName: { zh: '甲事项', en: 'Item Jia' },
  platform: 'services',
  source: 's1',
  firedAt: '2026-03-01T17:00:00Z',
  recordedAt: '2026-03-01T17:00:01Z',
  correctionId: null,
  demonstration: true,
};

describe('a division within another', () => {
  it.each([
    ['370102001000', '370000000000', true],
    ['370102001000', '370100000000', true],
    ['370102001000', '370102000000', true],
    ['370102001000', '370102001000', true],
    ['370102001001', '370102001000', true],
    ['370103001000', '370102000000', false],
    ['370100000000', '370102000000', false],
    ['371002001000', '371000000000', true],
    ['370102001000', '371000000000', false],
  ])('given %s and %s, then %s', (code, ancestor, expected) => {
    expect(isWithin(code, ancestor)).toBe(expected);
  });
});

describe('an alert that has just fired', () => {
  it('given no filter, then it belongs to the list', () => {
    expect(belongs(row, {})).toBe(true);
  });
  it('given filters that it meets, then it belongs', () => {
    expect(
      belongs(row, { level: ['red'], region: '370100000000', status: ['open'], rule: 'OVERDUE', page: 3 }),
    ).toBe(true);
  });
  it('given an empty list of levels, then none is left out', () => {
    expect(belongs(row, { level: [] })).toBe(true);
  });
  it.each([
    { level: ['yellow' as const] },
    { region: '370200000000' },
    { organ: 'o2' },
    { item: 'i2' },
    { status: ['cleared' as const] },
    { caseNumber: 'N' },
  ])('given %j, then it does not belong', (search) => {
    expect(belongs(row, search)).toBe(false);
  });
  it('given 17:00 UTC, then its day in China is the next one', () => {
    expect(belongs(row, { from: '2026-03-02', to: '2026-03-02' })).toBe(true);
    expect(belongs(row, { to: '2026-03-01' })).toBe(false);
  });
});
