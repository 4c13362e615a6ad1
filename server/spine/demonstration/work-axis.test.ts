import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochDayOf } from '#spine/calendar/civil-date';
import { zoneOf } from '#spine/calendar/zone';
import { calendar } from './judge-plan.fixture.ts';
import { compactDate, WorkAxis } from './work-axis.ts';

const axis = new WorkAxis({
  calendar,
  from: epochDayOf('2026-02-10'),
  through: epochDayOf('2026-03-31'),
  periods: [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '17:30' },
  ],
  zone: zoneOf('Asia/Shanghai'),
});
const shanghai = (text: string) => Date.parse(`${text.replace(' ', 'T')}+08:00`);

describe('the axis of working time', () => {
  it.each([
    [0, '2026-02-10 09:00:00'],
    [3 / 7, '2026-02-10 13:30:00'],
    [0.5, '2026-02-10 14:00:00'],
    [1, '2026-02-11 09:00:00'],
    [4, '2026-02-14 09:00:00'],
    [5, '2026-02-24 09:00:00'],
  ])(
    'given position %d of February 2026, then it is %s: the make-up Saturday counts, the festival does not',
    (at, time) => {
      expect(axis.at(at)).toBe(shanghai(time));
    },
  );

  it.each([
    [7 * 60, 0],
    [12 * 60 + 30, 3 / 7],
    [14 * 60, 0.5],
    [20 * 60, 1],
  ])('given minute %d of the day, then it lies at %d', (minute, position) => {
    expect(axis.positionOf(0, minute)).toBeCloseTo(position, 9);
  });

  it('given later positions, then later instants', () => {
    const position = fc.double({ min: 0, max: 20, noNaN: true });
    fc.assert(
      fc.property(position, position, (one, other) => {
        expect(axis.at(Math.min(one, other))).toBeLessThanOrEqual(axis.at(Math.max(one, other)));
      }),
    );
  });

  it('given a position behind the end, then it is never', () => {
    expect(axis.at(axis.length + 1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('given a day, then case numbers write it without marks', () => {
    expect(compactDate(epochDayOf('2026-02-03'))).toBe('20260203');
  });
});
