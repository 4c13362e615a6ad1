import { describe, expect, test } from 'vitest';
import type { LimitUnit } from '#contract/clock';
import { pauseClock, resumeClock, startClock, stopClock } from '#spine/clocks/clock-state';
import {
  at,
  china,
  civil,
  clockOf,
  dueText,
  britain,
  officeHours,
  weekdays,
} from '#spine/clocks/clock.fixture';
import { dueOf, lateBy } from '#spine/clocks/due';

const inLondon = (date: string, unit: LimitUnit, rollEnd = false) =>
  startClock({
    kind: 'answer',
    at: Date.parse(`${date}T11:00:00Z`),
    limit: { n: 20, unit, rollEnd },
    calendar: britain,
    zone: 'Europe/London',
  });
const londonDue = (date: string, unit: LimitUnit, rollEnd = false) => {
  const { dueAt } = dueOf(inLondon(date, unit, rollEnd), britain);
  return civil(dueAt! - 1, 'Europe/London')!.slice(0, 10);
};

describe('known answers: twenty days in Britain', () => {
  test.each([
    ['2008-10-01', '2008-10-29'],
    ['2007-02-01', '2007-03-01'],
    ['2008-02-01', '2008-02-29'],
    ['2009-03-12', '2009-04-14'],
    ['2009-03-13', '2009-04-15'],
    ['2009-03-14', '2009-04-15'],
    ['2009-03-15', '2009-04-15'],
    ['2009-03-16', '2009-04-16'],
  ])('given receipt on %s, when 20 working days are counted, then the last is %s', (from, to) => {
    expect(londonDue(from, 'working-day')).toBe(to);
    expect(britain.addWorkingDaysText(from, 20)).toBe(to);
  });

  test.each([
    ['2008-10-01', '2008-10-21'],
    ['2008-10-04', '2008-10-24'],
    ['2008-10-05', '2008-10-27'],
    ['2008-10-06', '2008-10-27'],
    ['2008-10-07', '2008-10-27'],
    ['2008-12-04', '2008-12-24'],
    ['2008-12-05', '2008-12-29'],
  ])('given receipt on %s, when 20 calendar days roll off a day without work, then it is %s', (from, to) => {
    expect(londonDue(from, 'calendar-day', true)).toBe(to);
  });

  test('given the same without rolling, when the last day is Christmas, then it stays', () => {
    expect(londonDue('2008-12-05', 'calendar-day')).toBe('2008-12-25');
  });
});

describe('units', () => {
  test.each([
    [{ n: 5, unit: 'working-day' }, '2026-02-10 16:20', '2026-02-24 17:30'],
    [{ n: 1, unit: 'working-day' }, '2026-02-13 10:00', '2026-02-14 17:30'],
    [{ n: 24, unit: 'hour' }, '2026-02-14 16:20', '2026-02-15 16:20'],
    [{ n: 3, unit: 'working-hour' }, '2026-02-14 16:30', '2026-02-24 11:00'],
    [{ n: 7, unit: 'working-hour' }, '2026-03-02 09:00', '2026-03-02 17:30'],
    [{ n: 4, unit: 'working-hour' }, '2026-03-02 11:00', '2026-03-02 16:30'],
    [{ n: 15, unit: 'calendar-day' }, '2026-02-10 16:20', '2026-02-25 17:30'],
    [{ n: 7, unit: 'calendar-day', rollEnd: true }, '2026-02-10 16:20', '2026-02-24 17:30'],
    [{ n: 1, unit: 'month' }, '2026-01-31 09:00', '2026-02-28 17:30'],
    [{ n: 1, unit: 'month' }, '2024-01-31 09:00', '2024-02-29 17:30'],
    [{ n: 1, unit: 'year' }, '2024-02-29 09:00', '2025-02-28 17:30'],
    [{ n: 1, unit: 'month', rollEnd: true }, '2026-04-01 09:00', '2026-05-06 17:30'],
  ] as const)('given %j from %s, when worked out, then it is due %s', (limit, from, due) => {
    expect(dueText(clockOf(limit, from))).toBe(due);
  });

  test('given a make-up Saturday, when weekdays alone are counted, then the due time is another', () => {
    const clock = clockOf({ n: 1, unit: 'working-day' }, '2026-02-13 10:00');
    expect(dueText(clock, weekdays)).toBe('2026-02-16 17:30');
  });

  test('given no work periods, when a last day ends, then it ends at 24:00', () => {
    const clock = clockOf({ n: 2, unit: 'working-day' }, '2026-03-02 20:00', { periods: null });
    expect(dueText(clock)).toBe('2026-03-05 00:00');
  });

  test('given midnight as the end of days, when there are work periods, then the day still ends at 24:00', () => {
    const clock = clockOf({ n: 2, unit: 'working-day' }, '2026-03-02 10:00', { dayEnds: 'midnight' });
    expect(dueText(clock)).toBe('2026-03-05 00:00');
  });

  test('given no work periods, when working hours are counted, then working days count whole', () => {
    const clock = clockOf({ n: 30, unit: 'working-hour' }, '2026-03-06 20:00', { periods: null });
    expect(dueText(clock)).toBe('2026-03-10 02:00');
  });
});

describe('a start outside the work periods', () => {
  test.each([
    ['before work', '2026-03-02 07:30', '2026-03-03 17:30'],
    ['over lunch', '2026-03-02 12:40', '2026-03-03 17:30'],
    ['at the very end', '2026-03-02 17:30', '2026-03-03 17:30'],
    ['after work', '2026-03-02 17:31', '2026-03-04 17:30'],
    ['after work on Friday', '2026-03-06 18:00', '2026-03-10 17:30'],
    ['on Sunday', '2026-03-08 10:00', '2026-03-10 17:30'],
    ['on a make-up Saturday', '2026-02-28 10:00', '2026-03-02 17:30'],
  ])('given a start %s, when one working day is counted, then from the next period', (_, from, due) => {
    expect(dueText(clockOf({ n: 1, unit: 'working-day' }, from))).toBe(due);
  });

  test('given elapsed units, when the start lies outside, then it does not roll', () => {
    expect(dueText(clockOf({ n: 2, unit: 'hour' }, '2026-03-08 22:00'))).toBe('2026-03-09 00:00');
    expect(dueText(clockOf({ n: 1, unit: 'calendar-day' }, '2026-03-08 22:00'))).toBe('2026-03-09 17:30');
  });
});

describe('daylight saving', () => {
  const dutch = { calendar: weekdays, zone: 'Europe/Amsterdam', periods: null } as const;
  const received = Date.parse('2011-10-11T13:42:00+02:00');

  test('given a Dutch receipt, when 56 days keep the time of day, then the clock reads the same', () => {
    const start = { kind: 'log', at: received, ...dutch, dayEnds: 'time-of-day' } as const;
    const clock = startClock({ ...start, limit: { n: 56, unit: 'calendar-day' } });
    expect(dueOf(clock, weekdays).dueAt).toBe(Date.parse('2011-12-06T13:42:00+01:00'));
  });

  test('given the same in hours, when the clocks change, then 1,344 hours end an hour sooner', () => {
    const clock = startClock({ kind: 'log', at: received, ...dutch, limit: { n: 1344, unit: 'hour' } });
    expect(dueOf(clock, weekdays).dueAt).toBe(Date.parse('2011-12-06T12:42:00+01:00'));
  });

  test('given a doubled hour, when elapsed hours end in its second half, then none is lost', () => {
    const start = Date.parse('2011-10-30T02:30:00+02:00');
    const clock = startClock({ kind: 'log', at: start, ...dutch, limit: { n: 1, unit: 'hour' } });
    expect(dueOf(clock, weekdays).dueAt).toBe(start + 3_600_000);
    const paused = resumeClock(pauseClock(clock, { at: start, kind: 'other', basis: '' }), start + 1_800_000);
    expect(dueOf(paused, weekdays).dueAt).toBe(start + 5_400_000);
  });
});

describe('a due time that the source gives', () => {
  const given = { due: at('2026-03-10 13:42'), givenBy: 'register' };
  const pause = { at: at('2026-03-05 10:00'), kind: 'hearing', basis: '' };
  const resumedAt = at('2026-03-09 11:30');

  test.each([
    [undefined, '2026-03-14 15:12'],
    ['working-day', '2026-03-12 13:42'],
    ['calendar-day', '2026-03-14 13:42'],
  ] as const)('given pauses counted in %s, when paused, then it shifts to %s', (pausedIn, due) => {
    const clock = clockOf({ ...given, pausedIn }, '2026-03-02 09:00');
    expect(dueText(clock)).toBe('2026-03-10 13:42');
    expect(dueText(resumeClock(pauseClock(clock, pause), resumedAt))).toBe(due);
  });
});

describe('a due time at midnight that the source gives', () => {
  test('given the end of a Friday, when a working day is given back, then it is the end of Monday', () => {
    const limit = { due: at('2026-03-07 00:00'), givenBy: 'register', pausedIn: 'working-day' } as const;
    const paused = pauseClock(clockOf(limit, '2026-03-02 09:00'), {
      at: at('2026-03-03 10:00'),
      kind: 'hearing',
      basis: '',
    });
    expect(dueText(resumeClock(paused, at('2026-03-04 10:00')))).toBe('2026-03-10 00:00');
  });
});

describe('provisional', () => {
  test.each([
    [{ n: 5, unit: 'working-day' }, '2026-12-21 10:00', false],
    [{ n: 10, unit: 'working-day' }, '2026-12-21 10:00', true],
    [{ n: 15, unit: 'calendar-day' }, '2026-12-21 10:00', false],
    [{ n: 15, unit: 'calendar-day', rollEnd: true }, '2026-12-21 10:00', true],
    [{ n: 9000 / 24, unit: 'hour' }, '2026-12-21 10:00', false],
    [{ n: 60, unit: 'working-hour' }, '2026-12-28 10:00', true],
  ] as const)('given %j from %s, when worked out, then provisional is %s', (limit, from, provisional) => {
    expect(dueOf(clockOf(limit, from), china).provisional).toBe(provisional);
  });

  test('given a fixed due time in 2027, when paused in working days, then it is provisional', () => {
    const limit = { due: at('2027-01-20 12:00'), givenBy: 'register', pausedIn: 'working-day' } as const;
    const clock = clockOf(limit, '2026-12-01 09:00');
    expect(dueOf(clock, china).provisional).toBe(false);
    const paused = pauseClock(clock, { at: at('2026-12-10 10:00'), kind: 'hearing', basis: '' });
    expect(dueOf(resumeClock(paused, at('2026-12-14 10:00')), china).provisional).toBe(true);
  });

  test('given a pause in a year before the data, when the due time lies in it, then it is provisional', () => {
    const limit = { due: at('2007-01-10 12:00'), givenBy: 'register', pausedIn: 'working-day' } as const;
    const clock = clockOf(limit, '2006-12-01 09:00');
    const paused = pauseClock(clock, { at: at('2006-12-10 10:00'), kind: 'hearing', basis: '' });
    expect(dueOf(resumeClock(paused, at('2006-12-14 10:00')), china).provisional).toBe(true);
  });
});

describe('lateness', () => {
  const clock = clockOf({ n: 5, unit: 'working-day' }, '2026-03-02 10:00');

  test.each([
    ['2026-03-09 17:30', null],
    ['2026-03-09 17:31', { ms: 60_000, workingDays: 0 }],
    ['2026-03-14 10:00', { ms: 405_000_000, workingDays: 4 }],
  ])('given five working days from 2 March, when it stops %s, then it is late by %j', (stop, late) => {
    expect(lateBy(stopClock(clock, at(stop)), china, at('2027-01-01 00:00'))).toEqual(late);
    expect(lateBy(clock, china, at(stop))).toEqual(late);
  });

  test('given an open pause, when asked, then nothing is late', () => {
    const paused = pauseClock(clock, { at: at('2026-03-05 10:00'), kind: 'testing', basis: '' });
    expect(lateBy(paused, china, at('2027-01-01 00:00'))).toBeNull();
  });

  test('given hours of office work as they are, when a clock starts, then they are kept with it', () => {
    expect(clock.periods).toEqual(officeHours);
  });
});
