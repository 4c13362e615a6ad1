import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Instant } from '#base/time';
import type { AlertLevel } from '#contract/alerts';
import { correctionStatuses } from '#contract/corrections';
import { anyInstant } from '#spine/clocks/clock.fixture';
import { actionFields } from './action-fields.ts';
import { allowedActions, type CorrectionAction } from './correction-actions.ts';
import { issued, Told } from './correction.fixture.ts';
import { levelAbove } from './supervision.ts';

const actions = Object.keys(actionFields) as CorrectionAction[];
const hour = 3_600_000;

interface Life {
  start: Instant;
  level: AlertLevel;
  region: number;
  turns: { wait: number; what: CorrectionAction | 'tick' }[];
}

/** What may happen to a correction: somebody acts, or the ticker comes by; after some hours. */
const anyTurn = fc.record({
  wait: fc.integer({ min: 0, max: 24 * 9 }).map((n) => n * hour),
  what: fc.oneof(fc.constantFrom(...actions), fc.constant('tick' as const)),
});
const anyLife: fc.Arbitrary<Life> = fc.record({
  start: anyInstant,
  level: fc.constantFrom('notice' as const, 'yellow' as const, 'red' as const),
  region: fc.constantFrom(370000000000, 370100000000, 370102000000, 370102001001),
  turns: fc.array(anyTurn, { maxLength: 40 }),
});

/** Plays a life; turns that the state does not allow are left out. Calls back after every event. */
function play({ start, level, region, turns }: Life, each: (one: Told) => void): Told {
  let now = start;
  const one = new Told().apply(issued(start, level, region), now);
  each(one);
  for (const { wait, what } of turns) {
    now += wait;
    const { fold } = one;
    if (what === 'tick') {
      if (!fold!.followUp || fold!.followUp.at > now) continue;
      one.followUp(now);
    } else {
      if (!allowedActions(fold!.state).includes(what)) continue;
      one.act(what, now);
    }
    each(one);
  }
  return one;
}

test('whatever people and time do, state, alert, clocks and warnings agree after every event', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      play(life, (one) => {
        const { state, due, followUp } = one.fold!;
        const ended = state.status === 'cleared' || state.status === 'upheld';
        expect(one.last!.alertStatus).toBe({ cleared: 2, upheld: 3 }[state.status as string] ?? 1);
        expect(state.endedAt !== null).toBe(ended);
        const running = Object.values(one.timetable!.clocks).filter((clock) => clock.stoppedAt === null);
        expect(running.length === 0).toBe(ended);
        // Whatever is open waits for somebody, and for one limit of the loop besides the closing.
        expect(due === null).toBe(ended);
        if (ended) expect(followUp).toBeNull();
        expect(running.filter((clock) => clock.kind.includes(':close')).length).toBe(ended ? 0 : 1);
        expect(allowedActions(state).length === 0).toBe(ended);
        if (followUp?.what === 'escalate') expect(levelAbove(state.supervisor)).toBeDefined();
      });
    }),
    { numRuns: 400 },
  );
});

test('whatever people and time do, a warning fires once and what ends is what fired', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      const one = play(life, () => {});
      const keys = one.fired.map((rung) => rung[1]);
      expect(new Set(keys).size).toBe(keys.length);
      for (const rung of one.fired) expect(rung[0]).toBeGreaterThan(life.start);
      const count = (name: string) => one.counters.filter((counter) => counter === name).length;
      expect(count('corrections_issued')).toBe(1);
      const ended = one.fold!.state.endedAt !== null;
      expect(count('corrections_ended')).toBe(ended ? 1 : 0);
      if (!ended) return;
      expect([...one.last!.endedKeys].sort()).toEqual([...keys].sort());
      const fired = (level: number) => one.fired.filter((rung) => rung[3] === level).length;
      expect(count('yellow_ended')).toBe(fired(2) + (life.level === 'yellow' ? 1 : 0));
      expect(count('red_ended')).toBe(fired(3) + (life.level === 'red' ? 1 : 0));
    }),
    { numRuns: 400 },
  );
});

test('whatever the ticker does, each warning of a running clock is followed up once', () => {
  fc.assert(
    fc.property(anyInstant, fc.constantFrom(370000000000, 370102000000), (start, region) => {
      const one = new Told().apply(issued(start, 'red', region), start);
      const followed: string[] = [];
      for (let i = 0; i < 40 && one.fold!.followUp; i++) {
        followed.push(one.fold!.followUp.rung);
        one.followUp(one.fold!.followUp.at);
      }
      expect(new Set(followed).size).toBe(followed.length);
      // It comes to rest: at the province every limit has been reminded of.
      expect(one.fold!.followUp).toBeNull();
      expect(one.fold!.state.supervisor).toBe('370000000000');
    }),
    { numRuns: 60 },
  );
});

test('every status is reached by some life', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(anyLife, (life) => {
      play(life, (one) => reached.add(one.status));
    }),
    { numRuns: 1_500, seed: 20260302 },
  );
  expect([...reached].sort()).toEqual([...correctionStatuses].sort());
});
