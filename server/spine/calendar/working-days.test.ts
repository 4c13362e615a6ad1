import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CalendarInput, calendarData } from '#contract/calendar';
import { readCalendars } from '#spine/calendar/calendar-files';
import { dateText, epochDayOf } from '#spine/calendar/civil-date';
import { holidayCnPresent, NaiveCalendar } from '#spine/calendar/holiday-cn.fixture';
import { compileCalendar } from '#spine/calendar/working-days';

const shipped = new Map(readCalendars().map((data) => [data.code, compileCalendar(data)]));
const china = shipped.get('CN')!;
const weekdays = shipped.get('weekdays')!;
const compile = (input: CalendarInput) => compileCalendar(calendarData.parse(input));
const days = fc.integer({ min: epochDayOf('1990-01-01'), max: epochDayOf('2050-12-31') });
const counts = fc.integer({ min: -900, max: 900 });

describe.skipIf(!holidayCnPresent)('every date 2007 to 2026 (needs ../shared/data/calendar)', () => {
  test('given each of 7,305 dates, when asked and moved, then a day-by-day walk over another source agrees', () => {
    const naive = new NaiveCalendar();
    let compared = 0;
    for (let day = epochDayOf('2007-01-01'); day <= epochDayOf('2026-12-31'); day++) {
      const date = dateText(day);
      if (china.isWorkingDay(day) !== naive.isWorkingDay(date)) expect.fail(`${date}: working day or not`);
      for (const n of [1, 5, 20, -1, -10]) {
        const ours = china.addWorkingDaysText(date, n);
        const theirs = naive.addWorkingDays(date, n);
        if (ours !== theirs) expect.fail(`${date} + ${n}: ${ours}, naively ${theirs}`);
      }
      compared++;
    }
    expect(compared).toBe(7305);
  });
});

describe('make-up workdays', () => {
  test('given the eve of the Spring Festival 2026, when 20 working days are added, then it is 16 March', () => {
    expect(china.addWorkingDaysText('2026-02-10', 20)).toBe('2026-03-16');
    expect(chineseDays.findWorkday(20, '2026-02-10')).toBe('2026-03-16');
  });

  test.each([
    ['2026-02-13', 1, '2026-02-14', '2026-02-16'],
    ['2026-09-30', 1, '2026-10-08', '2026-10-01'],
    ['2026-10-09', 1, '2026-10-10', '2026-10-12'],
    ['2025-09-26', 2, '2025-09-29', '2025-09-30'],
  ])('given %s + %i, when weekdays alone are counted, then the answer is wrong', (from, n, right, wrong) => {
    expect(china.addWorkingDaysText(from, n)).toBe(right);
    expect(weekdays.addWorkingDaysText(from, n)).toBe(wrong);
  });

  test('given named days, when asked, then the calendar says what they are and by which notice', () => {
    expect(china.dayInfo(epochDayOf('2026-02-14'))).toMatchObject({
      kind: 'makeup-workday',
      name: { zh: '春节', en: 'Spring Festival' },
      notice: { number: '国办发明电〔2025〕7号' },
    });
    expect(china.dayInfo(epochDayOf('2019-05-02')).notice?.number).toBe('国办发明电〔2019〕3号');
    expect(china.dayInfo(epochDayOf('2006-12-31')).kind).toBe('makeup-workday');
    expect(china.dayInfo(epochDayOf('2026-03-14'))).toEqual({ kind: 'weekend' });
    expect(china.dayInfo(epochDayOf('2026-03-13'))).toEqual({ kind: 'working' });
  });
});

describe('years that are not announced', () => {
  test.each([
    ['2006-12-31', true],
    ['2007-01-01', false],
    ['2026-12-31', false],
    ['2027-01-01', true],
    ['2040-06-01', true],
  ])('given %s, when asked, then provisional is %s', (date, provisional) => {
    expect(china.provisional(epochDayOf(date))).toBe(provisional);
  });

  test('given a span that leaves the published years, when asked, then it is provisional', () => {
    expect(china.provisionalBetween(epochDayOf('2026-12-20'), epochDayOf('2027-01-04'))).toBe(true);
    expect(china.provisionalBetween(epochDayOf('2006-12-20'), epochDayOf('2027-01-04'))).toBe(true);
    expect(china.provisionalBetween(epochDayOf('2007-01-01'), epochDayOf('2026-12-31'))).toBe(false);
  });

  test('given a calendar without yearly notices, when asked, then nothing is provisional', () => {
    expect(weekdays.provisional(epochDayOf('2040-06-01'))).toBe(false);
  });

  test('given a gap between published years, when a span crosses it, then it is provisional', () => {
    const years = [2020, 2022].map((year) => ({ year, status: 'published' as const }));
    const gap = compile({
      code: 'gap',
      version: 1,
      effectiveFrom: '2020-01-01',
      name: { zh: '空', en: 'Gap' },
      years,
    });
    expect(gap.provisional(epochDayOf('2020-12-31'))).toBe(false);
    expect(gap.provisional(epochDayOf('2021-06-01'))).toBe(true);
    expect(gap.provisionalBetween(epochDayOf('2020-12-31'), epochDayOf('2022-01-03'))).toBe(true);
  });

  test('given dates far outside the data, when counted, then the week goes on', () => {
    expect(china.addWorkingDaysText('1999-12-31', 1)).toBe('2000-01-03');
    expect(china.addWorkingDaysText('2035-06-29', 5)).toBe('2035-07-06');
    expect(china.addWorkingDaysText('2000-01-03', -1)).toBe('1999-12-31');
  });
});

describe('counting', () => {
  const calendars = fc.constantFrom(china, weekdays, compile(fridayWeekend()));

  test('given any day and count, when added, then as many working days lie between, and the last is one', () => {
    fc.assert(
      fc.property(
        calendars,
        days,
        counts.filter((n) => n !== 0),
        (calendar, day, n) => {
          const to = calendar.addWorkingDays(day, n);
          expect(calendar.isWorkingDay(to)).toBe(true);
          if (n > 0) expect(calendar.workingDaysBetween(day, to)).toBe(n);
          else expect(calendar.workingDaysBetween(to - 1, day - 1)).toBe(-n);
        },
      ),
    );
  });

  test('given a working day, when n are added and taken away, then it is the same day', () => {
    fc.assert(
      fc.property(calendars, days, counts, (calendar, any, n) => {
        const day = calendar.nextWorkingDay(any);
        expect(calendar.addWorkingDays(calendar.addWorkingDays(day, n), -n)).toBe(day);
      }),
    );
  });

  test('given a later day or a greater count, when added, then the result is no earlier', () => {
    fc.assert(
      fc.property(calendars, days, counts, fc.nat(40), (calendar, day, n, more) => {
        expect(calendar.addWorkingDays(day + more, n)).toBeGreaterThanOrEqual(
          calendar.addWorkingDays(day, n),
        );
        expect(calendar.addWorkingDays(day, n + more)).toBeGreaterThanOrEqual(
          calendar.addWorkingDays(day, n),
        );
      }),
    );
  });

  test('given any day, when 0 is added, then it is that day or the next working day', () => {
    fc.assert(
      fc.property(calendars, days, (calendar, day) => {
        const to = calendar.addWorkingDays(day, 0);
        expect(to).toBe(calendar.nextWorkingDay(day));
        if (calendar.isWorkingDay(day)) expect(to).toBe(day);
        else expect(calendar.workingDaysBetween(day, to)).toBe(1);
      }),
    );
  });

  test('given any day and count, when walked by chinese-days, then the answers are the same', () => {
    const covered = fc.integer({ min: epochDayOf('2007-06-01'), max: epochDayOf('2026-06-01') });
    fc.assert(
      fc.property(covered, fc.integer({ min: -60, max: 60 }), (day, n) => {
        const date = dateText(day);
        expect(china.addWorkingDaysText(date, n)).toBe(chineseDays.findWorkday(n, date));
      }),
      { numRuns: 60 },
    );
  });
});

function fridayWeekend(): CalendarInput {
  return {
    code: 'friday',
    version: 1,
    effectiveFrom: '2000-01-01',
    name: { zh: '周五休息', en: 'Fridays off' },
    weekend: [5],
    years: [
      {
        year: 2020,
        status: 'published',
        days: [{ date: '2020-03-02', name: { zh: '节', en: 'Feast' }, kind: 'holiday' }],
      },
    ],
  };
}
