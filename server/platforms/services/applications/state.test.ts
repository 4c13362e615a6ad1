import { describe, expect, test } from 'vitest';
import { after, decided, file, filed, may, start } from './application.fixture.ts';
import { caseActions } from './actions.ts';
import type { ApplicationEvent } from './application.ts';

const sealed = { id: 9, sha256: 'b'.repeat(64) };
const text = JSON.stringify(sealed);
const accepted: ApplicationEvent = { type: 'case.accepted', data: { actor: 'clerk' } };
const granted: ApplicationEvent = { type: 'case.decided', data: { outcome: 'granted', reason: '符合条件' } };
const closed: ApplicationEvent = { type: 'case.closed', data: {} };
const asked: ApplicationEvent = {
  type: 'services.correction-requested',
  data: { reason: '缺少平面图', materials: ['layout'] },
};
const delivered: ApplicationEvent = { type: 'services.delivered', data: { method: 'post', isStep: true } };
const rated = (stars: number): ApplicationEvent => ({ type: 'services.rated', data: { stars } });

describe('an application of one organ', () => {
  test('given it is filed, then it waits for acceptance and nobody may rate it', () => {
    const state = after(filed());
    expect(state).toMatchObject({ status: 'filed', personId: 7, asked: null, parts: [] });
    expect(may(state, 'rate', 'citizen')).toBe(false);
    expect(caseActions(state)).toContain('accept');
  });

  test('given corrections are asked for, when the applicant answers, then their files stand behind the first ones', () => {
    const before = after(filed(), asked);
    expect(before).toMatchObject({ status: 'correcting', asked: { requests: [{ materials: ['layout'] }] } });
    const answer = decided(before, 'answer-corrections', { materials: JSON.stringify([file('layout', 2)]) });
    const state = after(filed(), asked, answer);
    expect(state).toMatchObject({ status: 'filed', asked: null });
    expect(state.materials.map(({ material }) => material)).toEqual(['identity', 'layout']);
    expect(may(state, 'answer-corrections', 'citizen')).toBe(false);
  });

  test('given it stands still, when it goes on, then it is where it was', () => {
    const paused: ApplicationEvent = {
      type: 'case.paused',
      data: { procedure: 'hearing', basis: '第四十七条' },
    };
    expect(after(filed(), accepted, paused).status).toBe('paused');
    expect(after(filed(), accepted, paused, { type: 'case.resumed', data: {} }).status).toBe('accepted');
  });

  test('given it is granted, then it is archived only after delivery, and then nothing more is done', () => {
    expect(may(after(filed(), accepted, granted, closed), 'archive', 'handler')).toBe(false);
    const state = after(filed(), accepted, granted, closed, delivered);
    const archived = decided(state, 'archive');
    expect(archived.data).toMatchObject({ files: 2 });
    const sealedUp = after(filed(), accepted, granted, closed, delivered, archived);
    expect(sealedUp.status).toBe('archived');
    for (const action of ['rate', 'message', 'complain', 'deliver'])
      expect(may(sealedUp, action, 'citizen')).toBe(false);
    expect(caseActions(sealedUp)).toEqual([]);
  });

  test('given it was granted and delivered, when the closing is taken back, then it is decided and delivered anew', () => {
    const state = after(filed(), accepted, granted, closed, delivered, {
      type: 'case.reopened',
      data: { reason: '决定有误' },
    });
    expect(state).toMatchObject({
      status: 'accepted',
      outcome: null,
      decidedAt: null,
      endedAt: null,
      deliveredAt: null,
    });
    expect(caseActions(state)).toContain('decide');
    expect(may(state, 'archive', 'handler')).toBe(false);
  });

  test('given the same file, then the fingerprint of the archive is the same; with another file it is another', () => {
    const of = (...events: ApplicationEvent[]) => {
      const { data } = decided(
        after(...events, { type: 'case.not-accepted', data: { reason: '' } }),
        'archive',
      );
      return (data as { fingerprint: string }).fingerprint;
    };
    const answer: ApplicationEvent = {
      type: 'services.correction-answered',
      data: { materials: [file('layout', 3)] },
    };
    expect(of(filed())).toBe(of(filed()));
    expect(of(filed())).not.toBe(of(filed(), asked, answer));
  });
});

describe('rating', () => {
  const ended = [filed(), accepted, granted, closed] as const;

  test('given the case has ended, then it is rated once and may be changed for seven days', () => {
    const first = decided(after(...ended), 'rate', { stars: 2, text }, start);
    expect(first).toMatchObject({ type: 'services.rated', data: { stars: 2, text: sealed } });
    const state = after(...ended, rated(2));
    const ratedAt = state.rating!.firstAt;
    expect(decided(state, 'rate', { stars: 4 }, ratedAt + 6 * 86_400_000)).toMatchObject({
      data: { stars: 4 },
    });
    expect(() => decided(state, 'rate', { stars: 4 }, ratedAt + 8 * 86_400_000)).toThrow(
      'action-not-allowed',
    );
  });

  test.each([0, 6])('given %s stars, then it is refused by the field', (stars) => {
    expect(() => decided(after(...ended), 'rate', { stars })).toThrow('values.stars');
  });
});

describe('what is written', () => {
  test('given a message and a complaint, then the journal has the number and fingerprint of the text alone', () => {
    const message = decided(after(filed()), 'message', { by: 'applicant', text });
    expect(message.data).toEqual({ actor: 'somebody', by: 'applicant', text: sealed });
    const complaint = decided(after(filed()), 'complain', { about: 'slowness', text });
    expect(after(filed(), message, complaint)).toMatchObject({ messages: 1, complaints: 1 });
  });

  test('given it is withdrawn, then it has ended and takes nothing more of its handling', () => {
    const withdrawn = decided(after(filed(), accepted), 'withdraw-application', {});
    const state = after(filed(), accepted, withdrawn, granted, closed);
    expect(state).toMatchObject({ status: 'withdrawn' });
  });
});
