import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CaseStatus, caseStatuses } from '#contract/cases';
import { type CaseEvent, type CaseEventType, caseEvents } from '#contract/events';
import { type CaseState, endedStatuses, evolveCase, stateBounds, stepTrace } from '#spine/cases/case-state';
import { readState, type StoredState, storedText } from '#spine/cases/stored-state';

const needed: Partial<Record<CaseEventType, Record<string, unknown>>> = {
  'case.opened': { item: 'licence' },
  'case.step-done': { step: 'review' },
  'case.paused': { procedure: 'hearing', basis: 'art. 45' },
  'case.extended': { n: 10, unit: 'working-day', basis: 'art. 42' },
  'case.decided': { outcome: 'granted' },
  'case.fee-charged': { due: 1, paid: 1 },
  'case.amended': { field: 'result' },
  'case.reopened': { reason: 'wrong' },
};

function eventOf(type: CaseEventType, data: Record<string, unknown> = {}): CaseEvent {
  return { type, data: caseEvents[type].parse({ ...needed[type], ...data }) } as CaseEvent;
}

/** The state after a row of events, one millisecond apart unless times are given. */
function after(events: readonly (CaseEventType | CaseEvent)[], times?: readonly number[]): CaseState {
  let state: CaseState | null = null;
  for (const [index, event] of events.entries())
    state = evolveCase(state, typeof event === 'string' ? eventOf(event) : event, times?.[index] ?? index);
  return state!;
}

/** The row of a case as the database gives it back. */
const stored = (state: CaseState): StoredState => ({
  title: state.title,
  status: state.status,
  opened_at: state.openedAt,
  last_at: state.lastAt,
  ended_at: state.endedAt,
  state: storedText(state),
  trailing: null,
});

const types = Object.keys(caseEvents) as CaseEventType[];
/** Also codes that have a meaning or a place of their own in every object: whole numbers stand first in it. */
const anyStep = fc.constantFrom('accept', 'review', 'constructor', 'toString', 'step.1', '7', '10', '07');
const anyEvent = fc
  .tuple(fc.constantFrom(...types), anyStep, fc.constantFrom(undefined, '张三', '李四'))
  .map(([type, step, actor]) => eventOf(type, type === 'case.step-done' ? { step, actor } : {}));
const anyRow = fc.array(fc.tuple(anyEvent, fc.integer({ min: -1000, max: 1000 })), { maxLength: 40 });

describe('evolveCase over any order of events', () => {
  test('given any events after an opening, then it never throws and never changes the state before', () => {
    fc.assert(
      fc.property(anyRow, (row) => {
        let state = after(['case.opened']);
        for (const [event, at] of row) {
          const copy = structuredClone(state);
          const next = evolveCase(state, event, at);
          expect(state).toEqual(copy);
          expect(caseStatuses).toContain(next.status);
          state = next;
        }
        expect(readState(stored(state))).toEqual(state);
      }),
    );
  });

  test('given a case that has ended, then its end and status stay as they are until it is reopened', () => {
    const endings = ['case.closed', 'case.not-accepted', 'case.withdrawn', 'case.terminated'] as const;
    fc.assert(
      fc.property(anyRow, fc.constantFrom(...endings), anyRow, (row, ending, more) => {
        let state = after(['case.opened', ...row.map(([event]) => event), ending]);
        const { status, endedAt } = state;
        expect(endedStatuses.has(status)).toBe(true);
        expect(endedAt).not.toBeNull();
        for (const [event, at] of more)
          if (event.type !== 'case.reopened') state = evolveCase(state, event, at);
        expect([state.status, state.endedAt]).toEqual([status, endedAt]);
        const again = evolveCase(state, eventOf('case.reopened'), 2000);
        expect([endedStatuses.has(again.status), again.endedAt, again.decidedAt]).toEqual([
          false,
          null,
          null,
        ]);
      }),
    );
  });

  test('given any events, then a status is an ended one exactly when an end is recorded', () => {
    fc.assert(
      fc.property(anyRow, (row) => {
        const state = after(['case.opened', ...row.map(([event]) => event)], [0, ...row.map(([, at]) => at)]);
        expect(endedStatuses.has(state.status)).toBe(state.endedAt !== null);
        expect(state.lastAt).toBe(
          Math.max(0, ...row.filter(([event]) => event.type !== 'case.opened').map(([, at]) => at)),
        );
      }),
    );
  });

  test('given any events, then the same row gives the same state', () => {
    fc.assert(
      fc.property(anyRow, (row) => {
        const events = ['case.opened' as const, ...row.map(([event]) => event)];
        expect(after(events)).toEqual(after(events));
      }),
    );
  });
});

describe('evolveCase', () => {
  const ways: Record<CaseStatus, CaseEventType[]> = {
    opened: ['case.opened'],
    accepted: ['case.opened', 'case.accepted'],
    correcting: ['case.opened', 'case.correction-asked'],
    paused: ['case.opened', 'case.accepted', 'case.paused'],
    decided: ['case.opened', 'case.accepted', 'case.decided'],
    closed: ['case.opened', 'case.closed'],
    'not-accepted': ['case.opened', 'case.not-accepted'],
    withdrawn: ['case.opened', 'case.withdrawn'],
    terminated: ['case.opened', 'case.terminated'],
  };

  test.each(Object.entries(ways))('given the way to %s, then it is reached', (status, events) => {
    expect(after(events).status).toBe(status);
  });

  test('given every status of the contract, then a way to it is told above', () => {
    expect(Object.keys(ways).sort()).toEqual([...caseStatuses].sort());
  });

  test('given a closed case, when it is reopened, then it is accepted or opened as it was, and its steps are known', () => {
    const way = ['case.opened', 'case.accepted', 'case.decided', 'case.closed', 'case.reopened'] as const;
    expect(after(way)).toMatchObject({
      status: 'accepted',
      acceptedAt: 1,
      decidedAt: null,
      endedAt: null,
      reopened: { n: 1, at: 4 },
    });
    expect(after(way).steps.map(({ code }) => code)).toEqual(['accept', 'decide']);
    expect(after([...way, 'case.closed', 'case.reopened']).reopened).toEqual({ n: 2, at: 6 });
    expect(after(['case.opened', 'case.not-accepted', 'case.reopened']).status).toBe('opened');
  });

  test('given a case that has not ended, when it is reopened, then nothing changes but that somebody acted', () => {
    const decided = after(['case.opened', 'case.accepted', 'case.decided']);
    expect(evolveCase(decided, eventOf('case.reopened'), 2)).toEqual(decided);
  });

  test('given a first event that is no opening, then it is refused as a fault of the caller', () => {
    expect(() => evolveCase(null, eventOf('case.closed'), 0)).toThrow('begins with case.opened');
  });

  test('given a second opening, then the first stands', () => {
    expect(after(['case.opened', eventOf('case.opened', { title: 'again' })])).toEqual(
      after(['case.opened']),
    );
  });

  test.each([
    [['case.correction-asked', 'case.corrected'], 'opened'],
    [['case.accepted', 'case.paused', 'case.resumed'], 'accepted'],
    [['case.paused', 'case.resumed'], 'opened'],
    [['case.accepted', 'case.decided', 'case.paused', 'case.resumed'], 'decided'],
    [['case.accepted', 'case.correction-asked'], 'accepted'],
  ] as [CaseEventType[], CaseStatus][])('given %j, then the case is %s', (events, status) => {
    expect(after(['case.opened', ...events]).status).toBe(status);
  });

  test('given a pause, when the case closes, then the pause ends with it', () => {
    expect(after(['case.opened', 'case.paused', 'case.closed']).pauses).toMatchObject([{ from: 1, to: 2 }]);
  });

  test('given a step done twice and out of order, then first, last and the latest actor are known', () => {
    const review = (actor: string) => eventOf('case.step-done', { step: 'review', actor });
    const state = after(['case.opened', review('Lin'), review('Sun')], [0, 50, 20]);
    expect(stepTrace(state, 'review')).toEqual({
      code: 'review',
      n: 2,
      first: 20,
      last: 50,
      actor: 'Sun',
      post: null,
    });
    expect(state.lastAt).toBe(50);
  });

  test('given a step called like a method that every object has, then it is counted from one', () => {
    const state = after(['case.opened', eventOf('case.step-done', { step: 'constructor' })]);
    expect(stepTrace(state, 'constructor')).toMatchObject({ n: 1, first: 1, last: 1 });
    expect(stepTrace(state, 'toString')).toBeUndefined();
  });

  test('given a source that claims another time of opening, then both are kept', () => {
    expect(evolveCase(null, eventOf('case.opened'), 10, 5)).toMatchObject({ openedAt: 10, openedClaim: 5 });
    expect(evolveCase(null, eventOf('case.opened'), 10, 10).openedClaim).toBeNull();
  });

  test('given more than a state holds, then it stays within its bounds', () => {
    const many = (count: number, event: (i: number) => CaseEvent) =>
      Array.from({ length: count }, (_, i) => event(i));
    const state = after([
      'case.opened',
      ...many(250, (i) => eventOf('case.step-done', { step: `s${i}`, contents: [`c${i}`] })),
      ...many(80, () => eventOf('case.paused')),
      ...many(80, () => eventOf('case.fee-charged')),
    ]);
    expect(state.steps).toHaveLength(stateBounds.steps);
    expect(state.contents).toHaveLength(stateBounds.contents);
    expect(state.pauses).toHaveLength(stateBounds.pauses);
    expect(state.fees).toHaveLength(stateBounds.fees);
  });
});
