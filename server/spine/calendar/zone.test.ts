import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochDayOf } from '#spine/calendar/civil-date';
import { zoneOf } from '#spine/calendar/zone';

const dayMs = 86_400_000;
const names = [
  'Asia/Shanghai',
  'Europe/Amsterdam',
  'America/Los_Angeles',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'UTC',
];
const local = (text: string) => Date.parse(`${text}Z`);
const instants = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2099, 11, 31) });

describe('civil time of a zone', () => {
  test('given any instant from 1900 to 2099, when turned to civil time, then it is what Intl prints', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), instants, (name, at) => {
        const printed = new Date(at).toLocaleString('sv-SE', { timeZone: name });
        const civil = new Date(zoneOf(name).localOf(at)).toISOString().slice(0, 19).replace('T', ' ');
        expect(civil).toBe(printed);
      }),
      { numRuns: 400 },
    );
  });

  test('given any instant, when turned to civil time and back, then it is the same or the earlier of two', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), instants, (name, at) => {
        const zone = zoneOf(name);
        const back = zone.instantOf(zone.localOf(at));
        expect(zone.localOf(back)).toBe(zone.localOf(at));
        expect(back).toBeLessThanOrEqual(at);
      }),
      { numRuns: 400 },
    );
  });

  test('given Amsterdam, when clocks go forward, then the missing hour moves on', () => {
    const zone = zoneOf('Europe/Amsterdam');
    expect(zone.instantOf(local('2011-03-27T02:30:00'))).toBe(Date.parse('2011-03-27T03:30:00+02:00'));
    expect(zone.instantOf(local('2011-03-27T01:59:59'))).toBe(Date.parse('2011-03-27T01:59:59+01:00'));
    expect(zone.instantOf(local('2011-03-27T03:00:00'))).toBe(Date.parse('2011-03-27T03:00:00+02:00'));
  });

  test('given Amsterdam, when clocks go back, then of the doubled hour the earlier is taken', () => {
    const zone = zoneOf('Europe/Amsterdam');
    expect(zone.instantOf(local('2011-10-30T02:30:00'))).toBe(Date.parse('2011-10-30T02:30:00+02:00'));
    expect(zone.instantOf(local('2011-10-30T03:00:00'))).toBe(Date.parse('2011-10-30T03:00:00+01:00'));
  });

  test('given a Dutch receipt before the change of clocks, when 56 civil days pass, then the hour stays', () => {
    const zone = zoneOf('Europe/Amsterdam');
    const due = zone.instantOf(zone.localOf(Date.parse('2011-10-11T13:42:00+02:00')) + 56 * dayMs);
    expect(due).toBe(Date.parse('2011-12-06T13:42:00+01:00'));
    expect(due - Date.parse('2011-10-11T13:42:00+02:00')).toBe(56 * dayMs + 3_600_000);
  });

  test('given a change of clocks next to where two stretches of offsets meet, when turned back, then it holds', () => {
    const zone = zoneOf('Europe/Moscow');
    const seen = new Map<number, number>();
    for (let at = Date.UTC(1921, 7, 30); at < Date.UTC(1921, 8, 3); at += 900_000) {
      const civil = zone.localOf(at);
      if (!seen.has(civil)) seen.set(civil, at);
      expect(zone.instantOf(civil)).toBe(seen.get(civil));
    }
    expect(seen.size).toBeLessThan(4 * 96);
  });

  test("given Shanghai, when asked in China's summers of 1986 to 1991, then the clock was an hour ahead", () => {
    const zone = zoneOf('Asia/Shanghai');
    expect(zone.offsetAt(epochDayOf('1990-07-01') * dayMs)).toBe(9 * 3_600_000);
    expect(zone.offsetAt(epochDayOf('2026-07-01') * dayMs)).toBe(8 * 3_600_000);
  });

  test('given an unknown zone, when asked for, then it is refused with the field', () => {
    expect(() => zoneOf('Asia/Jinan', 'timeZone')).toThrow(
      expect.objectContaining({ about: expect.objectContaining({ field: 'timeZone' }) }),
    );
  });
});
