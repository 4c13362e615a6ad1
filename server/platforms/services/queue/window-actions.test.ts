import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateMinutes } from './pace.ts';
import { type WindowStanding, windowActionsOf } from './window-actions.ts';

const idle: WindowStanding = {
  state: 'open',
  mine: true,
  serving: false,
  waiting: 2,
  skipped: 0,
  otherGroups: 1,
};

test('given a window of my own, then what is open follows from whether a ticket is served', () => {
  expect(windowActionsOf(idle)).toEqual(['pause', 'close', 'call']);
  expect(windowActionsOf({ ...idle, serving: true })).toEqual(['recall', 'skip', 'done', 'transfer']);
  expect(windowActionsOf({ ...idle, state: 'closed', mine: false })).toEqual(['open']);
  expect(windowActionsOf({ ...idle, skipped: 1, waiting: 0 })).toEqual(['pause', 'close', 'restore']);
});

test('given a window where somebody else sits, then nothing can be done', () => {
  fc.assert(
    fc.property(
      fc.record({
        state: fc.constantFrom('open' as const, 'paused' as const),
        mine: fc.constant(false),
        serving: fc.boolean(),
        waiting: fc.nat(9),
        skipped: fc.nat(9),
        otherGroups: fc.nat(3),
      }),
      (standing) => {
        expect(windowActionsOf(standing)).toEqual([]);
      },
    ),
  );
});

test('given more tickets ahead, then the estimate never falls, and more windows never raise it', () => {
  const pace = { minutes: 7.5, tickets: 20 };
  fc.assert(
    fc.property(fc.nat(500), fc.integer({ min: 1, max: 30 }), (ahead, windows) => {
      const estimate = estimateMinutes(ahead, windows, pace)!;
      expect(estimateMinutes(ahead + 1, windows, pace)!).toBeGreaterThanOrEqual(estimate);
      expect(estimateMinutes(ahead, windows + 1, pace)!).toBeLessThanOrEqual(estimate);
    }),
  );
  expect(estimateMinutes(3, 0, pace)).toBeNull();
});
