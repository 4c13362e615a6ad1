import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { after, decided, filed, filedJoint, restaurantParts } from './application.fixture.ts';
import { readyParts } from './joint-parts.ts';
import { owedStep } from './joint-steps.ts';
import { reactions } from './reactions.ts';
import { type ApplicationEvent, type ApplicationState } from './application.ts';
import { evolve } from './state.ts';

type Moved = Extract<ApplicationEvent, { type: 'services.part-moved' }>['data'];
const moved = (part: string, stage: Moved['stage'], more: Partial<Moved> = {}): ApplicationEvent => ({
  type: 'services.part-moved',
  data: { part, stage, ...more },
});
const opened = (part: string, id: number): ApplicationEvent => ({
  type: 'services.part-opened',
  data: { part, city: 3701, id },
});
const begun = [filedJoint(), opened('signboard', 11), opened('fire', 12)] as const;
const place = {
  city: 3701,
  id: 10,
  number: '3'.repeat(43),
  region: 370102000000,
  organ: 'service-centre',
  item: 'joint-restaurant',
};

/** Takes every step that the whole owes by itself. */
function settled(state: ApplicationState): ApplicationState {
  const step = owedStep(state);
  return step ? settled(evolve(state, decided(state, step), 0)) : state;
}
const settledAfter = (...events: ApplicationEvent[]) =>
  events.reduce<ApplicationState | null>((state, event) => settled(evolve(state, event, 0)), null)!;

describe('beginning', () => {
  test('given it is filed, then the parts that wait for nothing are opened, numbered after the whole', () => {
    const state = after(filedJoint());
    const openings = reactions(filedJoint(), state, place);
    expect(openings).toMatchObject([
      { does: 'open', number: `${place.number}-1`, data: { item: 'signboard', organ: 'city-management' } },
      { does: 'open', number: `${place.number}-2`, data: { item: 'fire', parent: { city: 3701, id: 10 } } },
    ]);
  });

  test('given fire safety is granted, then the licence may begin; given it is denied, then never', () => {
    expect(readyParts(after(...begun, moved('fire', 'decided', { outcome: 'granted' })))).toMatchObject([
      { item: 'food' },
    ]);
    const denied = after(...begun, moved('fire', 'decided', { outcome: 'denied' }), moved('fire', 'ended'));
    expect(denied.parts.map(({ stage }) => stage)).toEqual(['open', 'ended', 'void']);
  });
});

describe('corrections', () => {
  const asked = moved('fire', 'asked', { reason: '缺少疏散图', materials: ['layout'] });

  test('given one organ asks and another has not spoken, then the applicant is not told yet', () => {
    expect(settledAfter(...begun, asked)).toMatchObject({ status: 'filed', asked: null });
  });

  test('given all have spoken, then everything is told as one list, once', () => {
    const state = settledAfter(
      ...begun,
      asked,
      moved('signboard', 'asked', { reason: '缺少效果图', materials: ['sketch'] }),
    );
    expect(state.status).toBe('correcting');
    expect(state.asked!.requests).toMatchObject([
      { part: 'signboard', materials: ['sketch'] },
      { part: 'fire', materials: ['layout'] },
    ]);
    expect(owedStep(state)).toBeNull();
  });

  test('given the applicant answers, then each organ that asked is handed what concerns it', () => {
    const state = settledAfter(...begun, asked, moved('signboard', 'accepted'));
    const answer = decided(state, 'answer-corrections', {
      materials: JSON.stringify([{ material: 'identity', files: [] }]),
    });
    expect(reactions(answer, evolve(state, answer, 0), place)).toMatchObject([
      { does: 'act', on: { city: 3701, id: 12 }, action: 'receive-corrections' },
    ]);
  });

  test('given the organs accept after all, then the whole is accepted', () => {
    const told = settledAfter(...begun, asked, moved('signboard', 'accepted'));
    const answer = decided(told, 'answer-corrections', { materials: '[]' });
    const state = [answer, moved('fire', 'corrected'), moved('fire', 'accepted')].reduce(
      (one, event) => settled(evolve(one, event, 0)),
      told,
    );
    expect(state).toMatchObject({ status: 'accepted', accepted: true });
  });
});

describe('standing still and ending', () => {
  const accepted = [...begun, moved('signboard', 'accepted'), moved('fire', 'accepted')] as const;
  const hearing = moved('fire', 'paused', { procedure: 'hearing', basis: '第四十七条', expectedDays: 20 });

  test('given a part holds a hearing, then the whole stands still until it goes on', () => {
    expect(settledAfter(...accepted, hearing)).toMatchObject({ status: 'paused', standsStill: true });
    expect(settledAfter(...accepted, hearing, moved('fire', 'resumed'))).toMatchObject({
      status: 'accepted',
    });
  });

  test('given every part has ended, then the whole is decided and closed, and says which were granted', () => {
    const events: ApplicationEvent[] = [
      ...accepted,
      moved('signboard', 'decided', { outcome: 'denied' }),
      moved('signboard', 'ended'),
      moved('fire', 'decided', { outcome: 'granted' }),
      moved('fire', 'ended'),
      opened('food', 13),
      moved('food', 'accepted'),
      moved('food', 'decided', { outcome: 'granted' }),
      moved('food', 'ended'),
    ];
    expect(settledAfter(...events.slice(0, -1)).status).toBe('accepted');
    const state = settledAfter(...events);
    expect(state).toMatchObject({ status: 'closed', outcome: 'other' });
    const result = decided(after(...events, { type: 'case.accepted', data: {} }), 'decide-whole');
    expect(result.data).toMatchObject({ granted: ['fire', 'food'], denied: ['signboard'] });
  });

  test('given the whole is withdrawn, then each part that is open is withdrawn with it', () => {
    const state = settledAfter(...accepted);
    const withdrawn = decided(state, 'withdraw-application');
    expect(reactions(withdrawn, evolve(state, withdrawn, 0), place).map((one) => one.does)).toEqual([
      'act',
      'act',
    ]);
  });

  test('given an extension beyond fifteen working days in all, then it is refused', () => {
    const state = settledAfter(...accepted);
    const values = { n: 10, basis: '案情复杂', approver: '王某' };
    const extended = evolve(state, decided(state, 'extend-joint', values), 0);
    expect(() => decided(extended, 'extend-joint', values)).toThrow('1 to 5 working days');
  });
});

test('given an ordinary application, then no step is owed by itself', () => {
  expect(owedStep(after(filed()))).toBeNull();
});

/** Each part goes its own way: at times by a correction, at times by a hearing, granted or not. */
const way = fc.record({
  correction: fc.boolean(),
  hearing: fc.boolean(),
  outcome: fc.constantFrom('granted' as const, 'denied' as const),
});
const stages = (
  part: string,
  id: number,
  { correction, hearing, outcome }: typeof way extends fc.Arbitrary<infer T> ? T : never,
) => [
  opened(part, id),
  ...(correction
    ? [moved(part, 'asked', { reason: '缺', materials: ['identity'] }), moved(part, 'corrected')]
    : []),
  moved(part, 'accepted'),
  ...(hearing ? [moved(part, 'paused', { procedure: 'hearing', basis: '法' }), moved(part, 'resumed')] : []),
  moved(part, 'decided', { outcome }),
  moved(part, 'ended'),
];

describe('under any order of what the parts tell', () => {
  const story = fc.tuple(way, way, way).chain((ways) =>
    fc.record({
      ways: fc.constant(ways),
      // Which part tells next, again and again.
      order: fc.array(fc.nat(2), { minLength: 60, maxLength: 120 }),
    }),
  );

  test('given parts in any order, then the whole ends with the last, exactly once, and never while one is open', () => {
    fc.assert(
      fc.property(story, ({ ways, order }) => {
        const queues = restaurantParts.map(({ item }, n) => stages(item, 11 + n, ways[n]!));
        let state = settled(after(filedJoint()));
        let closings = 0;
        const tell = (n: number): void => {
          const part = state.parts[n]!;
          const waits = part.stage === 'waiting' && !readyParts(state).includes(part);
          const answer = state.asked ? decided(state, 'answer-corrections', { materials: '[]' }) : null;
          const event = waits || part.stage === 'void' ? undefined : queues[n]!.shift();
          for (const one of [answer, event]) {
            if (!one) continue;
            const before = state;
            state = settled(evolve(state, one, 0));
            if (before.endedAt === null && state.endedAt !== null) closings += 1;
          }
          const open = state.parts.some(({ stage }) => !['ended', 'void', 'waiting'].includes(stage));
          if (open) expect(state.status).not.toBe('closed');
          expect(state.standsStill && state.endedAt === null).toBe(
            state.endedAt === null && state.parts.some(({ pause }) => pause),
          );
        };
        for (const n of order) tell(n);
        for (let round = 0; round < 40; round++) for (const n of [0, 1, 2]) tell(n);
        expect(state.status).toBe('closed');
        expect(closings).toBe(1);
        const granted = state.parts.filter(({ outcome }) => outcome === 'granted').length;
        expect(state.outcome).toBe(granted === 3 ? 'granted' : granted === 0 ? 'denied' : 'other');
      }),
      { numRuns: 300 },
    );
  });
});
