import { describe, expect, test } from 'vitest';
import { type Stage, stages } from '#contract/services/village-matters';
import { matterActions } from './actions.ts';
import { decideMatter } from './decide.ts';
import { matterEvents } from './events.ts';
import { matterReactions } from './reactions.ts';
import { evolveMatter, type MatterEvent, type MatterState } from './state.ts';
import { checkCounts, outcomeOf, reachesShare } from './vote.ts';
import { findBody } from './vote-rules.ts';

const now = Date.parse('2026-11-20T10:00:00+08:00');
const opened = (amount?: string) =>
  ({
    type: 'services.matter-opened',
    data: {
      item: 'village-four-discussions',
      organ: 'village-point',
      region: '370102001002',
      title: '村道硬化',
      type: 'public-works',
      proposal: '硬化村内道路',
      amount,
    },
  }) as MatterEvent;

const bodies: Record<Stage, string> = {
  propose: 'branch',
  discuss: 'two-committees',
  review: 'party-members',
  decide: 'representatives',
};
const act =
  (action: string, values: Record<string, string | number> = {}, actor = 'clerk') =>
  (state: MatterState) =>
    decideMatter(state, { action, values }, { actor, now });
const vote = (stage: Stage, more: Record<string, string | number> = {}) =>
  act('record-vote', {
    stage,
    body: bodies[stage],
    heldOn: '2026-11-10',
    entitled: 30,
    present: 24,
    inFavour: 20,
    against: 3,
    abstained: 1,
    minutes: 'J-1',
    signInSheet: 'Q-1',
    ...more,
  });

type Given = MatterEvent | ((state: MatterState) => { type: string; data: unknown });
function told(...events: Given[]): MatterState {
  return events.reduce<MatterState | null>((state, event) => {
    const next = typeof event === 'function' ? event(state!) : event;
    return evolveMatter(state, next as MatterEvent, now);
  }, null)!;
}
const allVotes = stages.map((stage) => vote(stage));

describe('four discussions', () => {
  test('given each record in its order, then the matter is decided', () => {
    expect(told(opened(), ...allVotes)).toMatchObject({ status: 'decided' });
    expect(told(opened(), ...allVotes).votes.map(({ stage }) => stage)).toEqual(stages);
  });

  test.each([
    ['decide', 2, 'Party members review'],
    ['decide', 0, 'The branch proposes'],
    ['review', 1, 'The two committees discuss'],
    ['discuss', 0, 'The branch proposes'],
  ] as const)(
    'given %s after %d records, then it is refused and says what is missing',
    (stage, n, missing) => {
      const state = told(opened(), ...allVotes.slice(0, n));
      expect(() => vote(stage)(state)).toThrow(`waits for the vote record of “${missing}”`);
    },
  );

  test('given a record that is there already, then it is refused', () => {
    expect(() => vote('propose')(told(opened(), allVotes[0]!))).toThrow('action-not-allowed');
  });

  test('given a meeting without its quorum, then it is refused with the law', () => {
    const state = told(opened(), ...allVotes.slice(0, 3));
    expect(() => vote('decide', { present: 19, inFavour: 19, against: 0, abstained: 0 })(state)).toThrow(
      /at least 2\/3 of the 30 entitled.*第二十六条/,
    );
  });

  test('given a vote that is lost, then the matter has ended', () => {
    const lost = vote('review', { inFavour: 12, against: 12, abstained: 0 });
    const state = told(opened(), ...allVotes.slice(0, 2), lost);
    expect(state.status).toBe('rejected');
    expect(Object.values(matterActions).some(({ from }) => from.includes(state.status))).toBe(false);
    const { type, data } = lost(told(opened(), ...allVotes.slice(0, 2)));
    expect(matterEvents[type as 'services.vote-recorded'].means?.(data as never)).toMatchObject({
      type: 'case.terminated',
    });
  });

  test('given a body that may not decide such a matter, then it is refused', () => {
    const land = { ...opened(), data: { ...opened().data, type: 'land-contract' } } as MatterEvent;
    expect(() => vote('decide')(told(land, ...allVotes.slice(0, 3)))).toThrow(
      'assembly, assembly-households',
    );
  });

  test.each([
    [{ heldOn: '2026-11-21' }, 'values.heldOn'],
    [{ present: 31, inFavour: 27 }, 'values.present'],
    [{ inFavour: 21 }, 'values.inFavour'],
    [{ against: -3, inFavour: 26 }, 'values.present'],
    [{ body: 'party-members' }, 'values.body'],
  ])('given %j, then the field is refused', (more, field) => {
    expect(() => vote('propose', more)(told(opened()))).toThrow(field);
  });

  test('given a meeting before the one that it builds on, then it is refused', () => {
    expect(() => vote('discuss', { heldOn: '2026-11-09' })(told(opened(), allVotes[0]!))).toThrow(
      'values.heldOn',
    );
  });
});

describe('two publications', () => {
  const sign = act('sign', {}, 'member');
  const decision = act('publish-decision', { text: '同意实施村道硬化工程' });
  const outcome = act('publish-outcome', { text: '工程完工并验收合格', spent: '51200.5' });

  test('given a decided matter, then it is signed, published, carried out, published and confirmed', () => {
    const state = told(opened(), ...allVotes, sign, decision, outcome, act('confirm', {}, 'member'));
    expect(state).toMatchObject({
      status: 'closed',
      signedBy: 'member',
      decisionPublicOn: '2026-11-20',
      spent: '51200.50',
    });
  });

  test('given whoever recorded the votes, when they sign for the committee, then it is refused', () => {
    expect(() => act('sign', {}, 'clerk')(told(opened(), ...allVotes))).toThrow('forbidden');
  });

  test('given an amount that is none, then the field is named', () => {
    const state = told(opened(), ...allVotes, sign, decision);
    expect(() => act('publish-outcome', { text: '工程完工并验收合格', spent: 'x' })(state)).toThrow(
      'values.spent',
    );
  });
});

describe('what follows from a decision', () => {
  const place = { city: 3701, id: 1, number: 'm-1', region: 370102001002, organ: 'village-point', item: 'x' };
  const reactions = (amount: string | undefined, n = 4) => {
    const before = told(opened(amount), ...allVotes.slice(0, n - 1));
    const event = allVotes[n - 1]!(before) as MatterEvent;
    return matterReactions(event, evolveMatter(before, event, now), place);
  };

  test('given 50,000 yuan or more, then a duty to disclose it at once begins', () => {
    expect(reactions('50000.00')).toMatchObject([
      {
        does: 'open',
        type: 'services.disclosure-opened',
        number: 'disclosure-370102001002-major-matter-m-1',
        data: { matter: '村道硬化', amount: '50000.00', dueOn: '2026-11-23' },
      },
    ]);
  });

  test.each([
    ['49999.99', 4],
    [undefined, 4],
    ['80000.00', 3],
  ] as const)('given %s after %d records, then none does', (amount, n) => {
    expect(reactions(amount, n)).toEqual([]);
  });
});

describe('votes', () => {
  test.each([
    [15, 30, { n: 1, of: 2, more: true }, false],
    [16, 30, { n: 1, of: 2, more: true }, true],
    [20, 30, { n: 2, of: 3, more: false }, true],
    [19, 30, { n: 2, of: 3, more: false }, false],
    [0, 0, { n: 1, of: 2, more: true }, false],
  ])('given %d of %d, when %j is asked, then %s', (part, whole, share, reached) => {
    expect(reachesShare(part, whole, share)).toBe(reached);
  });

  test('given half of those present, then the representatives have not carried it', () => {
    const counts = { entitled: 30, present: 24, inFavour: 12, against: 10, abstained: 2 };
    expect(() => checkCounts(counts)).not.toThrow();
    expect(outcomeOf(counts, findBody('representatives')!)).toEqual({ quorum: true, passed: false });
  });
});
