import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BreakGlassAction, breakGlassActions } from '#contract/privacy';
import { at, china } from '#spine/clocks/clock.fixture';
import { allowedActions, type BreakGlassCommand, decide, mayKnow } from './break-glass-actions.ts';
import { breakGlassTimes, readBreakGlassLimits } from './break-glass-limits.ts';
import { type BreakGlassState, evolve, phaseAt } from './break-glass-state.ts';
import type { Official } from './official.ts';

const times = breakGlassTimes(readBreakGlassLimits(), china);
const party = (accountId: number): Official => ({
  accountId,
  actor: `account-${accountId}`,
  may: () => true,
});
const named = ({ accountId, actor }: Official) => ({ accountId, actor });
const [asker, one, two, three] = [1, 2, 3, 4].map(party) as [Official, Official, Official, Official];
// A Friday afternoon.
const start = at('2026-03-06 16:00');
const minute = 60_000;
const hour = 60 * minute;
const note = '核对后认为查阅必要';

const asked = evolve(null, {
  type: 'break-glass.asked',
  data: {
    person: '7',
    fields: ['phone'],
    caseId: '3701-1',
    reason: '当事人有人身危险，须立即联系',
    organId: 5,
    region: 370_102_000_000,
    lapsesAt: new Date(times.lapsesAt(start)).toISOString(),
  },
  by: named(asker),
  at: start,
});
const act = (
  state: BreakGlassState,
  who: Official,
  command: BreakGlassCommand | BreakGlassAction,
  now = start,
) =>
  evolve(state, decide(state, typeof command === 'string' ? { action: command } : command, who, now, times));
const opened = act(act(asked, one, 'approve'), two, 'approve', start + minute);

describe('a request for break-glass access', () => {
  test('given two others approve, then it opens for two hours, and its review is due three working days after', () => {
    expect(phaseAt(asked, start)).toBe('asked');
    expect(phaseAt(act(asked, one, 'approve'), start)).toBe('seconded');
    expect(phaseAt(opened, start + minute)).toBe('open');
    expect(opened.endsAt).toBe(start + minute + 2 * hour);
    expect(phaseAt(opened, opened.endsAt! - 1)).toBe('open');
    expect(phaseAt(opened, opened.endsAt!)).toBe('to-review');
    // Friday evening: Monday, Tuesday, Wednesday.
    expect(opened.reviewDueAt).toBe(at('2026-03-12 00:00'));
  });

  test('given others without the permission over its case, then they may neither approve nor review, nor know of it', () => {
    const powerless = { ...one, may: () => false };
    const auditor: Official = { ...three, may: (permission) => permission === 'audit.read' };
    expect(() => act(asked, powerless, 'approve')).toThrow(expect.objectContaining({ code: 'forbidden' }));
    expect(() => act(asked, auditor, 'approve')).toThrow(expect.objectContaining({ code: 'forbidden' }));
    expect(allowedActions(opened, auditor, opened.endsAt!)).toEqual(['review']);
    expect([mayKnow(asked, powerless), mayKnow(asked, auditor)]).toEqual([false, true]);
    expect(mayKnow(asked, { ...asker, may: () => false })).toBe(true);
    const asks: [string, number, number][] = [];
    const careful: Official = {
      ...one,
      may: (permission, { organId, region }) => asks.push([permission, organId, region]) > 0,
    };
    act(asked, careful, 'approve');
    expect(asks).toEqual([['break-glass.approve', 5, 370_102_000_000]]);
  });

  test('given the asker, or the same approver again, when approving, then it is forbidden', () => {
    const once = act(asked, one, 'approve');
    for (const [state, who] of [
      [asked, asker],
      [once, asker],
      [once, one],
    ] as const)
      expect(() => act(state, who, 'approve')).toThrow(expect.objectContaining({ code: 'forbidden' }));
  });

  test('given nobody seconds it in a day, then it lapses and cannot be approved', () => {
    const once = act(asked, one, 'approve');
    expect(phaseAt(once, start + 24 * hour)).toBe('lapsed');
    expect(() => act(once, two, 'approve', start + 24 * hour)).toThrow(
      expect.objectContaining({ code: 'action-not-allowed' }),
    );
  });

  test('given it is closed early, then it ends at once and the review is counted from then', () => {
    const closed = act(opened, asker, 'close', start + 10 * minute);
    expect(phaseAt(closed, start + 10 * minute)).toBe('to-review');
    expect(() => act(opened, three, 'close', start + 10 * minute)).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
  });

  test('given its end, then neither asker nor approvers review it, and somebody else says whether it was justified', () => {
    const after = opened.endsAt! + hour;
    const review = { action: 'review', justified: false, note } as const;
    for (const who of [asker, one, two])
      expect(() => act(opened, who, review, after)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    expect(() => act(opened, three, 'review', after)).toThrow(
      expect.objectContaining({ code: 'field-invalid' }),
    );
    const reviewed = act(opened, three, review, after);
    expect(phaseAt(reviewed, after)).toBe('reviewed');
    expect(reviewed.verdict).toEqual({ by: named(three), justified: false, note });
  });

  test('given any acts of any people at any times, then it never opens without two approvers who did not ask, nor longer than its box', () => {
    const anyAct = fc.record({
      who: fc.constantFrom(asker, one, two, three),
      action: fc.constantFrom(...(Object.keys(breakGlassActions) as BreakGlassAction[])),
      wait: fc.integer({ min: 0, max: 30 * 60 }),
    });
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 20 }), (acts) => {
        let state = asked;
        let now = start;
        for (const { who, action, wait } of acts) {
          now += wait * minute;
          const allowed = allowedActions(state, who, now).includes(action);
          try {
            state = act(state, who, { action, note, justified: true }, now);
            expect(allowed).toBe(true);
          } catch (error) {
            expect(allowed, String(error)).toBe(false);
          }
          if (state.endsAt !== null) {
            const approvers = new Set(state.approvers.map(({ accountId }) => accountId));
            expect(approvers.size).toBe(2);
            expect(approvers).not.toContain(asker.accountId);
            expect(state.endsAt - start).toBeLessThanOrEqual(26 * hour);
            expect(phaseAt(state, state.endsAt)).not.toBe('open');
          } else expect(phaseAt(state, now)).not.toBe('open');
          if (state.verdict) expect([named(asker), ...state.approvers]).not.toContainEqual(state.verdict.by);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
