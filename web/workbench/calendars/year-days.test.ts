import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  type CalendarDay,
  kindOf,
  namesOf,
  readYearFile,
  weekdayOf,
  weeksOf,
  withDay,
} from './year-days.ts';

const newYear: CalendarDay = {
  date: '2026-01-01',
  kind: 'holiday',
  name: { zh: '元旦', en: "New Year's Day" },
};

describe('the weeks of a month', () => {
  it('given February of a leap year, then it has 29 days and begins on its weekday', () => {
    const weeks = weeksOf(2024, 2);
    expect(weeks.flat().filter(Boolean)).toHaveLength(29);
    expect(weeks[0]).toEqual([null, null, null, '2024-02-01', '2024-02-02', '2024-02-03', '2024-02-04']);
  });
  it('given any month, then its days come once each, in order, below their weekdays', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1949, max: 2200 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const weeks = weeksOf(year, month);
        for (const week of weeks) {
          expect(week).toHaveLength(7);
          week.forEach((date, column) => {
            if (date) expect(weekdayOf(date)).toBe(column + 1);
          });
        }
        const days = weeks.flat().filter((date): date is string => date !== null);
        expect(days[0]).toMatch(/-01$/);
        days.slice(1).forEach((date, index) => {
          expect(date).toBe(addDays(days[index] ?? '', 1));
        });
        expect(addDays(days.at(-1) ?? '', 1)).toMatch(/-01$/);
      }),
    );
  });
});

describe('a day of the calendar', () => {
  const special = new Map([[newYear.date, newYear]]);
  it('given a holiday, a Saturday and a plain Friday, then each is what it is', () => {
    expect(kindOf('2026-01-01', special)).toBe('holiday');
    expect(kindOf('2026-01-03', special)).toBe('weekend');
    expect(kindOf('2026-01-02', special)).toBe('working');
  });
  it('given a day set twice, then the later one stands alone, in order of date', () => {
    const makeup = { kind: 'makeup-workday' as const, name: newYear.name };
    const days = withDay(withDay([newYear], '2025-12-27', makeup), newYear.date, makeup);
    expect(days.map(({ date, kind }) => [date, kind])).toEqual([
      ['2025-12-27', 'makeup-workday'],
      ['2026-01-01', 'makeup-workday'],
    ]);
  });
  it('given null, then the day is plain again', () => {
    expect(withDay([newYear], newYear.date, null)).toEqual([]);
  });
  it('given days of one festival, then its name comes once', () => {
    expect(namesOf([newYear, { ...newYear, date: '2026-01-02' }])).toEqual([newYear.name]);
  });
});

describe('a year from a file', () => {
  const year = { calendar: 'CN', year: 2026, status: 'published', notice: 'N 1', days: [newYear] };
  it('given a good file, then it is read', () => {
    expect(readYearFile(JSON.stringify(year), 'CN', 2026)).toEqual({ year });
  });
  it('given another year and a wrong date, then each is told with its field', () => {
    expect(readYearFile(JSON.stringify(year), 'CN', 2027)).toEqual({
      problems: [{ field: 'year', expected: '2027' }],
    });
    const wrong = { ...year, days: [{ ...newYear, date: '2026-02-30' }] };
    expect(readYearFile(JSON.stringify(wrong), 'CN', 2026)).toMatchObject({
      problems: [{ field: 'days.0.date' }],
    });
  });
  it('given what is no JSON, then it says so', () => {
    expect(readYearFile('{', 'CN', 2026)).toMatchObject({ problems: [{ field: 'JSON' }] });
  });
});
