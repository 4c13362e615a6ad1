import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CardPolicyInput, cardPolicy } from '#contract/clock';
import { pauseClock, resumeClock, stopClock } from '#spine/clocks/clock-state';
import {
  anyBudget,
  anyHours,
  anyInstant,
  anyWhile,
  at,
  china,
  civil,
  clockOf,
} from '#spine/clocks/clock.fixture';
import { readPolicies } from '#spine/clocks/policy-files';
import { rungsOf, scheduleOf } from '#spine/clocks/rungs';

const policies = new Map(readPolicies().map((policy) => [policy.code, policy]));
const shandong = policies.get('shandong')!;
const ladder = (clock: Parameters<typeof rungsOf>[0], policy = shandong) =>
  rungsOf(clock, policy, china).map(
    (rung) => `${rung.code} ${civil(rung.at)}${rung.lateStop ? ' on closing' : ''}`,
  );
const twenty = clockOf({ n: 20, unit: 'working-day' }, '2026-03-02 10:00');
const ofRungs = (...rungs: Partial<CardPolicyInput['rungs'][number]>[]) =>
  cardPolicy.parse({
    code: 'test',
    version: 1,
    effectiveFrom: '2026-01-01',
    name: { zh: '测试', en: 'Test' },
    basis: { zh: '无', en: 'None' },
    rungs: rungs.map((rung, index) => ({
      code: `r${index}`,
      rule: 'EXPIRING',
      level: 'yellow',
      offset: { n: 0, unit: 'working-day' },
      ...rung,
    })),
  });

describe('the ladder of Shandong', () => {
  test('given twenty working days, when placed, then notice, yellow and red stand around the due time', () => {
    expect(ladder(twenty)).toEqual([
      'notice 2026-03-25 17:30',
      'yellow 2026-03-27 17:30',
      'red 2026-03-31 09:00',
    ]);
  });

  test('given a due time before a holiday, when placed, then red waits for the first working day', () => {
    const clock = clockOf({ n: 3, unit: 'working-day' }, '2026-09-27 10:00');
    expect(ladder(clock)).toEqual(['yellow 2026-09-30 17:30', 'red 2026-10-09 09:00']);
    const before = clockOf({ n: 2, unit: 'working-day' }, '2026-09-28 10:00');
    expect(ladder(before)).toEqual(['yellow 2026-09-29 17:30', 'red 2026-10-08 09:00']);
  });

  test.each([
    [5, ['yellow', 'red']],
    [6, ['notice', 'yellow', 'red']],
  ])('given %i working days, when placed, then the notice is only for longer budgets', (n, codes) => {
    const clock = clockOf({ n, unit: 'working-day' }, '2026-03-02 10:00');
    expect(rungsOf(clock, shandong, china).map((rung) => rung.code)).toEqual(codes);
  });

  test('given five working days and a long pause, when placed, then the budget has not become longer', () => {
    const five = clockOf({ n: 5, unit: 'working-day' }, '2026-03-02 10:00');
    const paused = pauseClock(five, { at: at('2026-03-03 10:00'), kind: 'hearing', basis: '' });
    expect(ladder(resumeClock(paused, at('2026-03-20 10:00')))).toEqual([
      'yellow 2026-03-25 17:30',
      'red 2026-03-27 09:00',
    ]);
  });

  test('given a budget of hours, when yellow would come before the start, then it comes with the start', () => {
    const clock = clockOf({ n: 4, unit: 'hour' }, '2026-03-03 10:00');
    expect(ladder(clock)).toEqual(['yellow 2026-03-03 10:00', 'red 2026-03-04 09:00']);
  });

  test('given an open pause, when placed, then there is no rung', () => {
    const paused = pauseClock(twenty, { at: at('2026-03-03 10:00'), kind: 'hearing', basis: '' });
    expect(scheduleOf(paused, shandong, china)).toEqual({ dueAt: null, provisional: false, rungs: [] });
  });
});

describe('a clock that has stopped', () => {
  test.each([
    ['in good time', '2026-03-20 10:00', []],
    ['at the notice', '2026-03-25 17:30', []],
    ['after the notice', '2026-03-26 10:00', ['notice 2026-03-25 17:30']],
    ['in the last minute', '2026-03-30 17:30', ['notice 2026-03-25 17:30', 'yellow 2026-03-27 17:30']],
    [
      'late, before red',
      '2026-03-30 17:31',
      ['notice 2026-03-25 17:30', 'yellow 2026-03-27 17:30', 'red 2026-03-30 17:31 on closing'],
    ],
    [
      'late, after red',
      '2026-04-10 10:00',
      ['notice 2026-03-25 17:30', 'yellow 2026-03-27 17:30', 'red 2026-03-31 09:00'],
    ],
  ])('given a stop %s, when placed, then only what came before it remains', (_, stop, rungs) => {
    expect(ladder(stopClock(twenty, at(stop)))).toEqual(rungs);
  });
});

describe('the ladders of other places', () => {
  test.each([
    ['meizhou', ['notice 2026-03-27 17:30', 'yellow 2026-03-31 09:00', 'red 2026-04-03 09:00']],
    ['zhanjiang', ['yellow 2026-03-31 09:00']],
    ['jiangsu', ['notice 2026-03-30 09:00', 'yellow 2026-03-31 17:30', 'red 2026-04-01 17:30']],
  ])('given twenty working days in %s, when placed, then its own rungs stand', (code, rungs) => {
    expect(ladder(twenty, policies.get(code))).toEqual(rungs);
  });

  test('given Jiangsu and a stop less than a day late, when placed, then no card is given', () => {
    const stopped = stopClock(twenty, at('2026-03-31 10:00'));
    expect(ladder(stopped, policies.get('jiangsu'))).toEqual(['notice 2026-03-30 09:00']);
  });
});

describe('offsets', () => {
  test.each([
    [{ n: -2, unit: 'hour' }, 'same-time', '2026-03-30 15:30'],
    [{ n: -5, unit: 'working-hour' }, 'same-time', '2026-03-30 11:00'],
    [{ n: 3, unit: 'working-hour' }, 'same-time', '2026-03-31 12:00'],
    [{ n: -2, unit: 'calendar-day' }, 'same-time', '2026-03-28 17:30'],
    [{ n: -2, unit: 'working-day' }, 'day-start', '2026-03-26 09:00'],
    [{ n: 0, unit: 'working-day' }, 'same-time', '2026-03-30 17:30'],
    [{ n: 0, unit: 'hour' }, 'same-time', '2026-03-30 17:30'],
  ] as const)(
    'given %j at %s, when placed around 30 March 17:30, then it is %s',
    (offset, when, expected) => {
      const rungs = rungsOf(twenty, ofRungs({ offset, at: when }), china);
      expect(rungs.map((rung) => civil(rung.at))).toEqual([expected]);
    },
  );

  test('given an end at 24:00, when a day before is placed, then it is 24:00 of the working day before', () => {
    const clock = clockOf({ n: 1, unit: 'working-day' }, '2026-03-06 10:00', { periods: null });
    const policy = ofRungs(
      { offset: { n: -1, unit: 'working-day' } },
      { offset: { n: 1, unit: 'working-day' }, at: 'day-start' },
    );
    expect(rungsOf(clock, policy, china).map((rung) => civil(rung.at))).toEqual([
      '2026-03-07 00:00',
      '2026-03-10 00:00',
    ]);
  });

  test.each([
    [
      'given by the source',
      clockOf({ due: at('2026-03-09 00:00'), givenBy: 'register' }, '2026-03-02 10:00'),
    ],
    [
      'keeping the time of a start at midnight',
      clockOf({ n: 7, unit: 'calendar-day' }, '2026-03-02 00:00', { dayEnds: 'time-of-day' }),
    ],
  ])('given an end at midnight, %s, when placed, then it belongs to the day that ends', (_, clock) => {
    expect(ladder(clock)).toEqual(['yellow 2026-03-07 00:00', 'red 2026-03-09 09:00']);
  });

  test('given a policy that lists its rungs in another order, when placed, then they stand in order of time', () => {
    const policy = ofRungs(
      { offset: { n: 2, unit: 'working-day' } },
      { offset: { n: -2, unit: 'working-day' } },
      { offset: { n: -1, unit: 'working-day' } },
    );
    expect(rungsOf(twenty, policy, china).map((rung) => rung.code)).toEqual(['r1', 'r2', 'r0']);
  });

  test('given a rung before the start that is to be dropped, when placed, then it is not there', () => {
    const clock = clockOf({ n: 1, unit: 'working-day' }, '2026-03-02 10:00');
    const policy = ofRungs({ offset: { n: -3, unit: 'working-day' }, beforeStart: 'drop' });
    expect(rungsOf(clock, policy, china)).toEqual([]);
  });
});

describe('any clock and any preset', () => {
  test('given any pause and stop, when placed, then rungs are in order, after the start and not after the stop', () => {
    const preset = fc.constantFrom(...policies.values());
    const stops = fc.option(anyWhile);
    fc.assert(
      fc.property(
        preset,
        anyBudget,
        anyInstant,
        anyHours,
        anyWhile,
        stops,
        (policy, budget, start, periods, length, stop) => {
          const begun = clockOf(budget, '2026-01-01 09:00', { at: start, periods });
          const paused = pauseClock(begun, { at: start + length / 2, kind: 'hearing', basis: '' });
          const resumed = resumeClock(paused, start + length);
          const clock = stop === null ? resumed : stopClock(resumed, start + length + stop);
          const { dueAt, rungs } = scheduleOf(clock, policy, china);
          let previous = start;
          for (const rung of rungs) {
            expect(rung.at).toBeGreaterThanOrEqual(previous);
            if (clock.stoppedAt !== null) expect(rung.at).toBeLessThanOrEqual(clock.stoppedAt);
            if (rung.lateStop) expect(clock.stoppedAt).toBeGreaterThan(dueAt!);
            previous = rung.at;
          }
          const late = clock.stoppedAt !== null && clock.stoppedAt > dueAt!;
          if (late && policy === shandong) expect(rungs.at(-1)!.level).toBe('red');
          if (!late && clock.stoppedAt !== null)
            expect(rungs.every((rung) => rung.rule === 'EXPIRING')).toBe(true);
        },
      ),
    );
  });
});
