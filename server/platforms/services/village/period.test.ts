import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateText, epochDay, epochDayOf } from '#spine/calendar/civil-date';
import {
  civilDayOf,
  dueDay,
  endOfDay,
  lastEnded,
  periodOf,
  readPeriod,
  type RegularPeriod,
} from './period.ts';

const kinds: RegularPeriod[] = ['monthly', 'quarterly', 'half-yearly'];
const anyKind = fc.constantFrom(...kinds);
/** 1900 to 2100. */
const anyDay = fc.integer({ min: epochDay(1900, 1, 1), max: epochDay(2100, 12, 31) });

describe('periods', () => {
  test('given any day, then its period holds it, and reads back from its code', () => {
    fc.assert(
      fc.property(anyKind, anyDay, (kind, day) => {
        const period = periodOf(kind, day);
        expect(period.from).toBeLessThanOrEqual(day);
        expect(period.to).toBeGreaterThanOrEqual(day);
        expect(readPeriod(period.code)).toEqual(period);
      }),
    );
  });

  test('given any day, then periods follow each other without a gap, and the last one that is over ends before it', () => {
    fc.assert(
      fc.property(anyKind, anyDay, (kind, day) => {
        const current = periodOf(kind, day);
        const last = lastEnded(kind, day);
        expect(last.to).toBe(current.from - 1);
        expect(periodOf(kind, current.to + 1).from).toBe(current.to + 1);
        expect(last.to).toBeLessThan(day);
      }),
    );
  });

  test.each([
    ['quarterly', '2026-09-30', '2026-Q2'],
    ['quarterly', '2026-10-01', '2026-Q3'],
    ['quarterly', '2027-01-01', '2026-Q4'],
    ['monthly', '2026-01-31', '2025-12'],
    ['monthly', '2028-03-01', '2028-02'],
    ['half-yearly', '2026-06-30', '2025-H2'],
    ['half-yearly', '2026-07-01', '2026-H1'],
  ] as const)('given %s on %s, then %s is over', (kind, day, code) => {
    expect(lastEnded(kind, epochDayOf(day)).code).toBe(code);
  });

  test.each([
    ['2026-02', '2026-02-28'],
    ['2028-02', '2028-02-29'],
    ['2100-02', '2100-02-28'],
    ['2026-Q4', '2026-12-31'],
    ['2026-H1', '2026-06-30'],
  ])('given %s, then it ends on %s', (code, end) => {
    expect(dateText(readPeriod(code).to)).toBe(end);
  });

  test.each(['2026', '2026-13', '2026-Q5', '2026-H3', '2026-00', '0000-Q1', ' 2026-Q1', '2026-Q1x'])(
    'given %j, then it is no period',
    (code) => {
      expect(() => readPeriod(code)).toThrow('field-invalid');
    },
  );

  test('given ten days after a quarter, then the tenth day is the last one in time', () => {
    expect(dueDay(readPeriod('2026-Q3').to, 10)).toBe('2026-10-10');
    expect(dueDay('2028-02-27', 3)).toBe('2028-03-01');
  });

  test('given any zone and day, then its last second lies in it and the next one does not', () => {
    const zones = fc.constantFrom(
      'Asia/Shanghai',
      'UTC',
      'America/New_York',
      'Pacific/Auckland',
      'Europe/Berlin',
    );
    fc.assert(
      fc.property(zones, anyDay, (zone, day) => {
        const end = endOfDay(day, zone);
        expect(civilDayOf(end, zone)).toBe(day);
        expect(civilDayOf(end + 1000, zone)).toBe(day + 1);
      }),
    );
  });

  test('given the first minute of October in China, then the quarter is over there while it is not in UTC', () => {
    const at = Date.parse('2026-10-01T00:01:00+08:00');
    expect(lastEnded('quarterly', civilDayOf(at, 'Asia/Shanghai')).code).toBe('2026-Q3');
    expect(lastEnded('quarterly', civilDayOf(at, 'UTC')).code).toBe('2026-Q2');
  });
});
