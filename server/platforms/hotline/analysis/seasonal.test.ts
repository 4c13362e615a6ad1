import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochDayOf, isoWeekday } from '#spine/calendar/civil-date';
import { compare } from './rising.ts';
import { byDays, expectation, type Window, yearsBefore } from './seasonal.ts';

const from = epochDayOf('2026-11-16');
const window: Window = { from, days: 7, periods: 4 };
const options = { years: 3, least: 20, smoothing: 3 };
const byWeekday = (day: number) => String(isoWeekday(day));
/** Cases of a topic on a day of the year: heating begins in the middle of November, and calls with it. */
const heating = (day: number, each = 2, cold = 8) => {
  for (let year = 0; year <= 3; year++) {
    const first = yearsBefore(from, year);
    if (day >= first && day < first + 100) return cold;
  }
  return each;
};
/** The comparison that knows neither days nor seasons: the mean of the periods before. */
const naive = (count: number, countOn: (day: number) => number) => {
  let sum = 0;
  for (let day = from - 28; day < from; day++) sum += countOn(day);
  return compare(count, { awaited: sum / 4, uncertainty: 0 });
};
const sum = (countOn: (day: number) => number) =>
  Array.from({ length: 7 }, (_, n) => countOn(from + n)).reduce((a, b) => a + b, 0);

describe('what rises with the season every year', () => {
  test('given heating that begins every November, then the naive method alarms and the adjusted one does not', () => {
    const count = sum((day) => heating(day));
    expect(naive(count, (day) => heating(day)).rising).toBe(true);
    const found = expectation(window, (day) => heating(day), byWeekday, options);
    expect(found).toMatchObject({ years: 3, calendar: 14 });
    expect(compare(count, found).rising).toBe(false);
  });

  test('given this year brings twice as much as the season does, then it rises', () => {
    const found = expectation(window, (day) => heating(day), byWeekday, options);
    expect(compare(2 * sum((day) => heating(day)), found).rising).toBe(true);
  });

  test('given no data of previous years, then it is as without a season, and the rise shows', () => {
    const young = (day: number) => (day < from - 60 ? 0 : heating(day));
    const found = expectation(window, young, byWeekday, options);
    expect(found).toMatchObject({ years: 0, season: 1, uncertainty: 0 });
    expect(compare(sum(young), found).rising).toBe(true);
  });
});

describe('what days a period has', () => {
  const work = (day: number) => (isoWeekday(day) <= 5 ? 10 : 1);
  test('given three days that end before a weekend, then what weekdays bring is no rise over weeks with weekends', () => {
    const three = { from: epochDayOf('2026-11-18'), days: 3, periods: 4 };
    expect(byDays(three, work, byWeekday)).toBe(30);
    // The mean of the four periods of three days before has weekends in it.
    expect(compare(30, { awaited: 18, uncertainty: 0 }).rising).toBe(true);
    expect(compare(30, expectation(three, work, byWeekday, options)).rising).toBe(false);
  });

  test('given a holiday week before, then it does not lower what the ordinary week lets expect', () => {
    const holiday = (day: number) => day >= from - 7 && day < from;
    const quiet = (day: number) => (holiday(day) ? 0 : work(day));
    const classOf = (day: number) => (holiday(day) ? 'off' : byWeekday(day));
    expect(byDays(window, quiet, classOf)).toBe(52);
    expect(byDays(window, quiet, byWeekday)).toBeCloseTo(39, 0);
  });

  test('given the same on every day, then it is expected again whatever the classes are', () => {
    fc.assert(
      fc.property(
        fc.nat(30),
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: 1, max: 6 }),
        (n, days, periods) => {
          const flat = { from, days, periods };
          expect(byDays(flat, () => n, byWeekday)).toBeCloseTo(n * days);
          const found = expectation(flat, () => n, byWeekday, options);
          expect(found.awaited).toBeCloseTo(n * days, 0);
          expect(compare(n * days, found).rising).toBe(false);
        },
      ),
    );
  });
});
