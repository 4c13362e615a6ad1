import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workPeriods } from '#contract/catalogue';

const two = (n: number) => String(n).padStart(2, '0');
const timeText = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
const refusedAt = (value: unknown) => workPeriods.safeParse(value).error?.issues.map(({ path }) => path);

describe('work periods of an organ', () => {
  it.each([
    ['none: whole days count', []],
    [
      'two with a break',
      [
        { from: '09:00', to: '12:00' },
        { from: '13:30', to: '17:30' },
      ],
    ],
    [
      'two that touch',
      [
        { from: '08:00', to: '12:00' },
        { from: '12:00', to: '16:00' },
      ],
    ],
    ['the whole day', [{ from: '00:00', to: '24:00' }]],
  ])('given %s, then they are taken', (_, periods) => {
    expect(workPeriods.parse(periods)).toEqual(periods);
  });

  it.each([
    ['99:99', '99:99'],
    ['24:00', '24:00'],
    ['12:60', '13:00'],
    ['9:00', '12:00'],
  ])('given a beginning at %s, then it is refused and the field is named', (from, to) => {
    expect(refusedAt([{ from, to }])).toContainEqual([0, 'from']);
  });

  it.each(['24:01', '25:00', '12:60', ' 12:00', '12:00:00'])(
    'given an end at %s, then it is refused and the field is named',
    (to) => {
      expect(refusedAt([{ from: '09:00', to }])).toContainEqual([0, 'to']);
    },
  );

  it.each([
    ['ends before it begins', [{ from: '12:00', to: '09:00' }]],
    ['takes no time', [{ from: '12:00', to: '12:00' }]],
    [
      'begins before the last one ended',
      [
        { from: '09:00', to: '12:00' },
        { from: '11:59', to: '13:00' },
      ],
    ],
  ])('given a period that %s, then the list is refused', (_, periods) => {
    expect(refusedAt(periods)).toEqual([[]]);
  });

  it('given any two minutes of a day in order, then they make a period', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }), (from, to) => {
        fc.pre(from < to);
        expect(workPeriods.safeParse([{ from: timeText(from), to: timeText(to) }]).success).toBe(true);
      }),
    );
  });
});
