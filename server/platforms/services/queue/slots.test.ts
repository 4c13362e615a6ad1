import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCalendars } from '#spine/calendar/calendar-files';
import { epochDayOf } from '#spine/calendar/civil-date';
import { compileCalendar } from '#spine/calendar/working-days';
import { zoneOf } from '#spine/calendar/zone';
import { dayAt, minutesOf, type PointTime } from '../points/opening.ts';
import { slotsOf, timeText } from './slots.ts';

const calendar = compileCalendar(readCalendars().find(({ code }) => code === 'CN')!);
const point = (timeZone: string, periods: { from: string; to: string }[]): PointTime => ({
  hours: {
    weekly: Array.from({ length: 7 }, () => periods),
    holidays: 'as-usual',
    makeupAs: 1,
    exceptions: [],
  },
  status: { state: 'working' },
  organ: { workPeriods: [], timeZone },
  calendar,
});
const times = (time: PointTime, date: string, length = 30) =>
  slotsOf(time, epochDayOf(date), length).map(({ minute }) => timeText(minute));

describe('the slots of a day', () => {
  test('given a morning and an afternoon, then each slot ends before its period does', () => {
    const open = point('Asia/Shanghai', [
      { from: '09:00', to: '10:45' },
      { from: '13:30', to: '14:30' },
    ]);
    expect(times(open, '2026-03-02')).toEqual(['09:00', '09:30', '10:00', '13:30', '14:00']);
  });

  test('given the night that summer time begins, then the hour that is skipped has no slot', () => {
    const open = point('Europe/Berlin', [{ from: '01:00', to: '04:00' }]);
    expect(times(open, '2026-03-29')).toEqual(['01:00', '01:30', '03:00', '03:30']);
    expect(times(open, '2026-10-25')).toEqual(['01:00', '01:30', '02:00', '02:30', '03:00', '03:30']);
  });

  test('given any hours, zone and length, then slots rise, lie within a period, and are the civil time that they say', () => {
    const zones = fc.constantFrom(
      'Asia/Shanghai',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
    );
    fc.assert(
      fc.property(
        zones,
        fc.integer({ min: 0, max: 1380 }),
        fc.integer({ min: 0, max: 1440 }),
        fc.integer({ min: 1, max: 240 }),
        fc.integer({ min: epochDayOf('2025-01-01'), max: epochDayOf('2026-12-31') }),
        (zone, from, span, length, day) => {
          const to = Math.min(1440, from + span);
          if (to <= from) return;
          const open = point(zone, [{ from: timeText(from), to: timeText(to) }]);
          const slots = slotsOf(open, day, length);
          for (const [n, { minute, startsAt }] of slots.entries()) {
            const [period] = dayAt(open, day).periods;
            expect(minute).toBeGreaterThanOrEqual(minutesOf(period!.from));
            expect(minute + length).toBeLessThanOrEqual(minutesOf(period!.to));
            expect((minute - from) % length).toBe(0);
            expect(zoneOf(zone).localOf(startsAt)).toBe(day * 86_400_000 + minute * 60_000);
            if (n > 0) expect(startsAt).toBeGreaterThan(slots[n - 1]!.startsAt);
          }
        },
      ),
    );
  });
});
