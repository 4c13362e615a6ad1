import { describe, expect, test } from 'vitest';
import {
  extendClock,
  openPause,
  pauseClock,
  restartClock,
  resumeClock,
  startClock,
  stopClock,
} from '#spine/clocks/clock-state';
import { at, china, clockOf, dueText } from '#spine/clocks/clock.fixture';
import { dueOf, lateBy } from '#spine/clocks/due';

const twenty = { n: 20, unit: 'working-day' } as const;
const clock = clockOf(twenty, '2026-03-02 10:00');
const hearing = (from: string) => ({ at: at(from), kind: 'hearing', basis: '许可法第四十五条' });
const paused = (from: string, to: string) => resumeClock(pauseClock(clock, hearing(from)), at(to));

describe('pauses of a working-day budget', () => {
  test('given no pause, when worked out, then twenty working days', () => {
    expect(dueText(clock)).toBe('2026-03-30 17:30');
  });

  test.each([
    ['the same day', '2026-03-04 09:00', '2026-03-04 17:00', '2026-03-30 17:30'],
    ['overnight', '2026-03-04 16:00', '2026-03-05 09:30', '2026-03-31 17:30'],
    ['two nights', '2026-03-04 16:00', '2026-03-06 09:30', '2026-04-01 17:30'],
    ['over a weekend', '2026-03-06 16:00', '2026-03-09 09:30', '2026-03-31 17:30'],
    ['within a weekend', '2026-03-07 10:00', '2026-03-08 10:00', '2026-03-30 17:30'],
    ['over the Tomb-sweeping Day', '2026-03-20 10:00', '2026-04-07 10:00', '2026-04-15 17:30'],
    ['on the last day', '2026-03-30 10:00', '2026-04-02 10:00', '2026-04-02 17:30'],
    ['from the due instant on', '2026-03-30 17:30', '2026-04-02 10:00', '2026-04-02 17:30'],
    ['before the start', '2026-02-20 10:00', '2026-02-26 10:00', '2026-03-30 17:30'],
    ['across the start', '2026-02-20 10:00', '2026-03-03 10:00', '2026-03-31 17:30'],
  ])('given a pause %s, when it ends, then what lay between is given back', (_, from, to, due) => {
    expect(dueText(paused(from, to))).toBe(due);
  });

  test('given an open pause, when asked, then there is no due time', () => {
    const open = pauseClock(clock, hearing('2026-03-04 09:00'));
    expect(dueOf(open, china)).toEqual({ dueAt: null, provisional: false });
    expect(openPause(open)).toMatchObject({ from: at('2026-03-04 09:00'), to: null });
  });

  test('given a clock that is late, when it is paused or extended, then nothing moves', () => {
    const late = pauseClock(clock, hearing('2026-03-30 17:31'));
    expect(dueText(late)).toBe('2026-03-30 17:30');
    expect(dueText(resumeClock(late, at('2026-04-20 10:00')))).toBe('2026-03-30 17:30');
    const extension = { at: at('2026-03-31 09:00'), n: 10, unit: 'working-day', basis: '' } as const;
    expect(dueText(extendClock(clock, extension))).toBe('2026-03-30 17:30');
  });

  test('given pauses that overlap in a log out of order, when worked out, then days count once', () => {
    const pause = (from: string, to: string) => ({ from: at(from), to: at(to), kind: 'other', basis: '' });
    const pauses = [
      pause('2026-03-06 10:00', '2026-03-11 10:00'),
      pause('2026-03-04 10:00', '2026-03-10 10:00'),
    ];
    expect(dueText({ ...clock, pauses })).toBe(dueText(paused('2026-03-04 10:00', '2026-03-11 10:00')));
  });

  test('given a pause that ends before it begins, when worked out, then it gives nothing back', () => {
    expect(dueText(paused('2026-03-10 10:00', '2026-03-05 10:00'))).toBe('2026-03-30 17:30');
  });
});

describe('pauses of other budgets', () => {
  test.each([
    [{ n: 48, unit: 'hour' }, '2026-03-05 10:00'],
    [{ n: 10, unit: 'working-hour' }, '2026-03-04 14:30'],
    [{ n: 10, unit: 'calendar-day' }, '2026-03-13 17:30'],
    [{ n: 1, unit: 'month' }, '2026-04-03 17:30'],
  ] as const)(
    'given %j from 2 March 10:00, when paused from 15:00 for a day, then it is due %s',
    (limit, due) => {
      const begun = clockOf(limit, '2026-03-02 10:00');
      const resumed = resumeClock(pauseClock(begun, hearing('2026-03-02 15:00')), at('2026-03-03 15:00'));
      expect(dueText(resumed)).toBe(due);
    },
  );
});

describe('extensions', () => {
  const extension = {
    at: at('2026-03-20 10:00'),
    n: 10,
    unit: 'working-day',
    basis: '许可法第四十二条',
  } as const;

  test('given ten working days more, when extended, then they follow the twenty', () => {
    expect(dueText(extendClock(clock, extension))).toBe('2026-04-14 17:30');
  });

  test('given months and then a month more, when extended, then they are counted as one budget', () => {
    const months = clockOf({ n: 3, unit: 'month' }, '2025-11-30 10:00');
    expect(dueText(months)).toBe('2026-02-28 17:30');
    const more = { at: at('2026-01-10 10:00'), n: 3, unit: 'month', basis: '' } as const;
    expect(dueText(extendClock(months, more))).toBe('2026-05-30 17:30');
  });

  test('given another unit, when extended, then it begins where the budget ends', () => {
    expect(dueText(extendClock(clock, { ...extension, n: 36, unit: 'hour' }))).toBe('2026-04-01 05:30');
    expect(dueText(extendClock(clock, { ...extension, n: 5, unit: 'calendar-day' }))).toBe(
      '2026-04-04 17:30',
    );
  });

  test('given a pause and an extension by hours, when both count, then neither swallows the other', () => {
    const both = extendClock(paused('2026-03-04 16:00', '2026-03-05 09:30'), {
      ...extension,
      n: 12,
      unit: 'hour',
    });
    expect(dueText(both)).toBe('2026-04-01 05:30');
  });
});

describe('passes of one step', () => {
  const first = stopClock(clockOf({ n: 5, unit: 'working-day' }, '2026-03-02 10:00'), at('2026-03-04 15:00'));

  test('given a stop on the third day, when the step begins anew, then two days of five are used', () => {
    const second = restartClock(first, at('2026-03-16 10:00'));
    expect(second.stoppedAt).toBeNull();
    expect(dueText(second)).toBe('2026-03-19 17:30');
  });

  test('given a first pass that was late, when the step begins anew, then it stays late', () => {
    const late = stopClock({ ...first, stoppedAt: null }, at('2026-03-12 15:00'));
    const second = restartClock(late, at('2026-04-16 10:00'));
    expect(dueText(second)).toBe('2026-03-09 17:30');
    expect(lateBy(second, china, at('2026-04-16 11:00'))).not.toBeNull();
  });
});

describe('what changes nothing', () => {
  const open = pauseClock(clock, hearing('2026-03-04 09:00'));
  const stopped = stopClock(clock, at('2026-03-10 10:00'));

  test('given a clock that is so already, when told again, then it is the very same', () => {
    expect(pauseClock(open, hearing('2026-03-05 09:00'))).toBe(open);
    expect(resumeClock(clock, at('2026-03-05 09:00'))).toBe(clock);
    expect(stopClock(stopped, at('2026-03-11 10:00'))).toBe(stopped);
    expect(pauseClock(stopped, hearing('2026-03-11 09:00'))).toBe(stopped);
    expect(restartClock(clock, at('2026-03-05 09:00'))).toBe(clock);
    const extension = { at: at('2026-03-12 10:00'), n: 1, unit: 'working-day', basis: '' } as const;
    expect(extendClock(stopped, extension)).toBe(stopped);
  });

  test('given an open pause, when the clock stops, then the pause ends with it', () => {
    const done = stopClock(open, at('2026-03-10 10:00'));
    expect(openPause(done)).toBeNull();
    expect(dueText(done)).toBe('2026-04-03 17:30');
  });
});

describe('bad input', () => {
  test.each([
    ['an instant that is none', { at: Number.NaN }, 'at'],
    ['an instant past the year 9999', { at: 8e15 }, 'at'],
    ['an unknown zone', { zone: 'Asia/Jinan' }, 'zone'],
    ['a due time that is none', { limit: { due: 1.5, givenBy: 'register' } }, 'due'],
  ])('given %s, when a clock starts, then it is refused with the field', (_, wrong, field) => {
    const start = { kind: 'legal', at: at('2026-03-02 10:00'), limit: twenty, calendar: china };
    expect(() => startClock({ ...start, ...wrong })).toThrow(
      expect.objectContaining({ about: expect.objectContaining({ field }) }),
    );
  });

  test('given a clock, when written as JSON and read, then it is the same clock', () => {
    const all = extendClock(paused('2026-03-04 16:00', '2026-03-05 09:30'), {
      at: at('2026-03-20 10:00'),
      n: 1,
      unit: 'month',
      basis: '',
    });
    expect(JSON.parse(JSON.stringify(all))).toEqual(all);
  });
});
