import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMonths,
  civilOf,
  dateText,
  daysInMonth,
  epochDay,
  epochDayOf,
  isoWeekday,
} from '#spine/calendar/civil-date';

const days = fc.integer({ min: -700_000, max: 2_900_000 });

describe('civil dates', () => {
  test('given any day from year 53 to 9909, when written and read, then Date says the same', () => {
    fc.assert(
      fc.property(days, (day) => {
        const date = new Date(day * 86_400_000);
        expect(civilOf(day)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        });
        expect(dateText(day)).toBe(date.toISOString().slice(0, 10));
        expect(epochDayOf(dateText(day))).toBe(day);
        expect(isoWeekday(day)).toBe(date.getUTCDay() || 7);
      }),
    );
  });

  test.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2000-02-29', 1200, '2100-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -13, '2024-12-15'],
  ])('given %s, when %i months are added, then it is %s', (from, n, to) => {
    expect(dateText(addMonths(epochDayOf(from), n))).toBe(to);
  });

  test('given any day, when months are added, then only a missing day of the month is clamped', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -600, max: 600 }), (day, n) => {
        const from = civilOf(day);
        const to = civilOf(addMonths(day, n));
        expect(to.year * 12 + to.month).toBe(from.year * 12 + from.month + n);
        expect(to.day).toBe(Math.min(from.day, daysInMonth(to.year, to.month)));
      }),
    );
  });

  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '2026-01-01T00:00',
    '20260101',
    'today',
    '',
    '２０２６-01-01',
  ])('given %j, when read, then it is refused with the field', (text) => {
    expect(() => epochDayOf(text, 'startedOn')).toThrow(
      expect.objectContaining({
        code: 'field-invalid',
        about: expect.objectContaining({ field: 'startedOn' }),
      }),
    );
  });

  test('given a day past the end of its month, when turned into a day, then it runs on', () => {
    expect(epochDay(2026, 1, 32)).toBe(epochDay(2026, 2, 1));
  });
});
