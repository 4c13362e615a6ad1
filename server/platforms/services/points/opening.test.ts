import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OpeningHours } from '#contract/services/points';
import { readCalendars } from '#spine/calendar/calendar-files';
import { epochDayOf } from '#spine/calendar/civil-date';
import { compileCalendar } from '#spine/calendar/working-days';
import { dayAt, instantAt, nextOpening, openUntil, type PointTime, stretchesOf } from './opening.ts';
import { openingAt } from './opening-words.ts';

const calendar = compileCalendar(readCalendars().find(({ code }) => code === 'CN')!);
const morning = { from: '09:00', to: '12:00' };
const afternoon = { from: '13:30', to: '17:30' };
const plain: OpeningHours = { weekly: null, holidays: 'closed', makeupAs: 1, exceptions: [] };
const time = (hours: Partial<OpeningHours> = {}, more: Partial<PointTime> = {}): PointTime => ({
  hours: { ...plain, ...hours },
  status: { state: 'working' },
  organ: { workPeriods: [morning, afternoon], timeZone: 'Asia/Shanghai' },
  calendar,
  ...more,
});
const at = (text: string) => Date.parse(`${text}+08:00`);
const said = (text: string, point = time()) => openingAt(point, at(text)).said;

describe('whether a point is open, in words', () => {
  test('given a working day, then it says until when, when again, and that the day is over', () => {
    expect(said('2026-03-02T10:00').zh).toBe('正在办公，至 12:00');
    expect(said('2026-03-02T12:00').en).toBe('Opens at 13:30');
    expect(said('2026-03-02T17:30').en).toBe('Closed for today; opens tomorrow at 09:00');
  });

  test('given National Day, then it is closed for that, and opens on the first working day after it', () => {
    expect(said('2026-10-01T10:00').zh).toContain('今天不办公（国庆节）');
    expect(said('2026-10-01T10:00').en).toContain('opens on Thursday 8 October at 09:00');
  });

  test('given a make-up workday on a Sunday, then it is open as on the weekday that is named', () => {
    // State Council's notice for 2026: Sunday 4 January is worked.
    const sunday = epochDayOf('2026-01-04');
    expect(calendar.dayInfo(sunday).kind).toBe('makeup-workday');
    expect(dayAt(time(), sunday).periods).toEqual([morning, afternoon]);
    const weekly = Array.from({ length: 7 }, (_, n) => (n === 4 ? [morning] : []));
    expect(dayAt(time({ weekly, makeupAs: 5 }), sunday)).toMatchObject({
      kind: 'makeup-workday',
      periods: [morning],
    });
  });

  test('given an exception, then it goes before holiday and weekday', () => {
    const reason = { zh: '国庆值班', en: 'Duty on National Day' };
    const point = time({ exceptions: [{ date: '2026-10-01', periods: [morning], reason }] });
    expect(said('2026-10-01T10:00', point).zh).toBe('正在办公，至 12:00');
  });

  test('given a suspension with a last day, then it is told, and the next opening lies after it', () => {
    const status = {
      state: 'suspended' as const,
      reason: { zh: '修缮', en: 'Repairs' },
      until: '2026-03-05',
    };
    const answer = openingAt(time({}, { status }), at('2026-03-02T10:00'));
    expect(answer).toMatchObject({ state: 'suspended', changesAt: '2026-03-06T01:00:00.000Z' });
    expect(answer.said.en).toBe('Service suspended (Repairs); opens on Friday 6 March at 09:00');
    expect(
      openingAt(time({}, { status: { ...status, until: undefined } }), at('2026-03-02T10:00')).changesAt,
    ).toBeNull();
  });

  test('given hours round the clock, then it never closes', () => {
    const weekly = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]);
    expect(openingAt(time({ weekly, holidays: 'as-usual' }), at('2026-10-01T23:59'))).toMatchObject({
      state: 'open',
      changesAt: null,
    });
  });
});

const clock = fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15);
const text = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const periods = fc
  .uniqueArray(clock, { maxLength: 6 })
  .map((list) => list.sort((a, b) => a - b))
  .map((list) =>
    Array.from({ length: Math.floor(list.length / 2) }, (_, n) => ({
      from: text(list[n * 2]!),
      to: text(list[n * 2 + 1]!),
    })),
  );
const anyTime = fc
  .record({
    weekly: fc.option(fc.array(periods, { minLength: 7, maxLength: 7 })),
    holidays: fc.constantFrom('closed' as const, 'as-usual' as const),
    makeupAs: fc.integer({ min: 1, max: 7 }),
    zone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'),
  })
  .map(({ zone, ...hours }) => time(hours, { organ: { workPeriods: [morning, afternoon], timeZone: zone } }));
const anyInstant = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2026, 11, 1) });

describe('opening hours, of any week, zone and moment', () => {
  test('then a day is open in order, without overlap, and within itself', () => {
    fc.assert(
      fc.property(anyTime, anyInstant, (point, now) => {
        const { timeZone } = point.organ;
        const day = Math.floor(now / 86_400_000);
        let last = instantAt(day, 0, timeZone);
        for (const { from, to } of stretchesOf(point, day)) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThanOrEqual(from);
          last = to;
        }
        expect(last).toBeLessThanOrEqual(instantAt(day + 1, 0, timeZone));
      }),
    );
  });

  test('then it is open until just before it closes, and shut from then on', () => {
    fc.assert(
      fc.property(anyTime, anyInstant, (point, now) => {
        const until = openUntil(point, now);
        if (until === undefined || until === Number.POSITIVE_INFINITY) return;
        expect(until).toBeGreaterThan(now);
        expect(openUntil(point, until - 1)).toBe(until);
        expect(openUntil(point, until)).toBeUndefined();
      }),
    );
  });

  test('then the next opening is in the future, is open, and nothing is open before it', () => {
    fc.assert(
      fc.property(anyTime, anyInstant, (point, now) => {
        if (openUntil(point, now) !== undefined) return;
        const next = nextOpening(point, now);
        if (!next || next.from === next.to) return;
        expect(next.from).toBeGreaterThan(now);
        expect(openUntil(point, next.from)).toBeDefined();
        expect(openUntil(point, Math.floor((now + next.from) / 2))).toBeUndefined();
      }),
    );
  });
});
