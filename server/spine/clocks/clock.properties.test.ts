import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clock as clockSchema } from '#contract/clock';
import { dateText, epochDayOf } from '#spine/calendar/civil-date';
import { extendClock, pauseClock, resumeClock } from '#spine/clocks/clock-state';
import {
  anyBudget,
  anyHours,
  anyInstant,
  anyUnit,
  anyWhile,
  china,
  civil,
  clockOf,
} from '#spine/clocks/clock.fixture';
import { dueOf } from '#spine/clocks/due';
import { explain } from '#spine/clocks/explain';

const hearing = (from: number) => ({ at: from, kind: 'hearing', basis: 'art. 45' });
const anyClock = fc
  .record({ budget: anyBudget, at: anyInstant, periods: anyHours })
  .map(({ budget, at, periods }) => clockOf(budget, '2026-01-01 09:00', { at, periods }));
const due = (clock: Parameters<typeof dueOf>[0]) => dueOf(clock, china).dueAt!;
const paused = (clock: Parameters<typeof dueOf>[0], from: number, to: number) =>
  resumeClock(pauseClock(clock, hearing(from)), to);

describe('any clock', () => {
  test('given a longer budget or a later start, when worked out, then it is due no earlier', () => {
    fc.assert(
      fc.property(anyClock, anyWhile, fc.nat(20), (clock, later, more) => {
        if ('due' in clock.limit) return;
        const longer = { ...clock, limit: { ...clock.limit, n: clock.limit.n + more } };
        expect(due(longer)).toBeGreaterThanOrEqual(due(clock));
        expect(due({ ...clock, startedAt: clock.startedAt + later })).toBeGreaterThanOrEqual(due(clock));
        expect(due(clock)).toBeGreaterThan(clock.startedAt);
      }),
    );
  });

  test('given a pause that ends at once, when worked out, then nothing moves', () => {
    fc.assert(
      fc.property(anyClock, anyWhile, (clock, after) => {
        const at = clock.startedAt + after;
        expect(due(paused(clock, at, at))).toBe(due(clock));
      }),
    );
  });

  test('given a pause, when it is split in two that touch, then it is due at the same time', () => {
    fc.assert(
      fc.property(anyClock, anyWhile, anyWhile, anyWhile, (clock, after, first, second) => {
        const [from, middle] = [clock.startedAt + after, clock.startedAt + after + first];
        const whole = paused(clock, from, middle + second);
        const split = paused(paused(clock, from, middle), middle, middle + second);
        // A pause that begins after the due time moves nothing, so the first half must keep the clock alive.
        fc.pre(middle <= due(paused(clock, from, middle)));
        expect(due(split)).toBe(due(whole));
      }),
    );
  });

  test('given a longer pause, when worked out, then it is due no earlier', () => {
    fc.assert(
      fc.property(anyClock, anyWhile, anyWhile, anyWhile, (clock, after, first, more) => {
        const from = clock.startedAt + after;
        const short = due(paused(clock, from, from + first));
        expect(short).toBeGreaterThanOrEqual(due(clock));
        expect(due(paused(clock, from, from + first + more))).toBeGreaterThanOrEqual(short);
      }),
    );
  });

  test('given pause and extension of a running clock, when told in either order, then it is due alike', () => {
    const extra = fc.record({ n: fc.integer({ min: 1, max: 20 }), unit: anyUnit });
    fc.assert(
      fc.property(anyClock, extra, fc.nat(100), anyWhile, (clock, { n, unit }, percent, length) => {
        const at = clock.startedAt + Math.floor((due(clock) - clock.startedAt) * (percent / 100));
        const extension = { at, n, unit, basis: '' };
        const one = extendClock(paused(clock, at, at + length), extension);
        const other = paused(extendClock(clock, extension), at, at + length);
        expect(due(one)).toBe(due(other));
      }),
    );
  });

  test('given any clock, when its parts are checked, then it has the shape of the contract', () => {
    fc.assert(
      fc.property(anyClock, anyWhile, (clock, after) => {
        const begun = pauseClock(clock, hearing(clock.startedAt + after));
        expect(clockSchema.parse(begun)).toEqual(begun);
      }),
    );
  });
});

describe('a working-day budget against a walk day by day', () => {
  /** Walks from day to day; a pause of which the clock lives to see the beginning takes its days out. */
  function walked(startedOn: string, n: number, pause: { from: string; to: string }): string {
    let day = epochDayOf(startedOn);
    const go = (count: number) => {
      for (let left = count; left > 0; ) {
        day++;
        if (china.isWorkingDay(day)) left--;
      }
    };
    go(n);
    if (epochDayOf(pause.from) > day) return dateText(day);
    let lost = 0;
    for (let d = Math.max(epochDayOf(pause.from), epochDayOf(startedOn)) + 1; d <= epochDayOf(pause.to); d++)
      if (china.isWorkingDay(d)) lost++;
    go(lost);
    return dateText(day);
  }

  test('given any start and pause, when worked out, then the last day is the one that is walked to', () => {
    const budget = fc.integer({ min: 1, max: 90 });
    fc.assert(
      fc.property(anyInstant, budget, anyWhile, anyWhile, (from, n, after, length) => {
        const begun = clockOf({ n, unit: 'working-day' }, '2026-01-01 09:00', { at: from, periods: null });
        const [pausedAt, resumedAt] = [from + after, from + after + length];
        const day = (at: number) => civil(at)!.slice(0, 10);
        const expected = walked(day(from), n, { from: day(pausedAt), to: day(resumedAt) });
        expect(day(due(paused(begun, pausedAt, resumedAt)) - 1)).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the explanation of any working-day clock', () => {
  const anyLedger = fc.record({ after: anyWhile, length: anyWhile, n: fc.nat(10) });

  test('given any ledger, when explained, then skipped and counted days lead from start to due date', () => {
    fc.assert(
      fc.property(
        anyInstant,
        fc.integer({ min: 1, max: 90 }),
        anyHours,
        anyLedger,
        (from, n, periods, ledger) => {
          const begun = clockOf({ n, unit: 'working-day' }, '2026-01-01 09:00', { at: from, periods });
          const pausedAt = from + ledger.after;
          let clock = paused(begun, pausedAt, pausedAt + ledger.length);
          if (ledger.n > 0)
            clock = extendClock(clock, { at: from, n: ledger.n, unit: 'working-day', basis: '' });
          const lines = explain(clock, china);
          const counted = lines.find((line) => line.kind === 'counted')!;
          const skipped = lines.flatMap((line) => (line.kind === 'skipped' ? line.days : []));
          const made = lines.filter((line) => line.kind === 'makeup-workday');
          const end = lines.find((line) => line.kind === 'due')!;
          const days = epochDayOf(counted.after) + skipped.length + counted.workingDays;
          expect(dateText(days)).toBe(counted.through);
          expect(civil(end.at! - 1)!.slice(0, 10)).toBe(counted.through);
          expect(counted.workingDays - counted.givenBack).toBe(n + ledger.n);
          expect(new Set(skipped.map((day) => day.date)).size).toBe(skipped.length);
          for (const { date, reason } of skipped) {
            const { kind } = china.dayInfo(epochDayOf(date));
            expect(kind).toBe(reason);
            expect(date > counted.after && date <= counted.through).toBe(true);
          }
          for (const line of made) expect(china.isWorkingDay(epochDayOf(line.date!))).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});
