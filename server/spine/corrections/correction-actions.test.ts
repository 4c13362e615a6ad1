import { describe, expect, test } from 'vitest';
import { Refusal } from '#base/errors';
import { correctionEvents } from '#contract/correction-events';
import { type CorrectionStatus, correctionStatuses } from '#contract/corrections';
import { actionFields } from './action-fields.ts';
import {
  allowsEvent,
  allowedActions,
  type CorrectionAction,
  decideCorrection,
  describeActions,
} from './correction-actions.ts';
import { alertId, filled, issued, stateIn } from './correction.fixture.ts';
import { evolveCorrection } from './correction-state.ts';

const actor = 'Zhang San';
const actions = Object.keys(actionFields) as CorrectionAction[];

/** Where each action leads; what is not here is refused. Written out, not derived from the table under test. */
const leads: Record<CorrectionStatus, Partial<Record<CorrectionAction, CorrectionStatus>>> = {
  issued: { sign: 'signed', escalate: 'escalated' },
  signed: { rectify: 'rectifying', appeal: 'appealed', escalate: 'escalated' },
  rectifying: { answer: 'answered', escalate: 'escalated' },
  appealed: { uphold: 'upheld', refuse: 'rectifying', escalate: 'appealed' },
  answered: { verify: 'cleared', reject: 'rectifying', escalate: 'answered' },
  escalated: { sign: 'signed', escalate: 'escalated' },
  cleared: {},
  upheld: {},
};

const refusal = (run: () => unknown): Refusal => {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('the closed table of actions', () => {
  for (const status of correctionStatuses)
    for (const action of actions) {
      const next = leads[status][action];
      test(`given a correction that is ${status}, when ${action}, then ${next ?? 'it is refused'}`, () => {
        const state = stateIn(status);
        expect(state.status).toBe(status);
        const decide = () =>
          decideCorrection(alertId, state, { action, values: filled[action], actor: 'Zhang San' });
        if (next === undefined) {
          expect(refusal(decide)).toMatchObject({ code: 'action-not-allowed', about: { field: 'action' } });
          return;
        }
        const event = decide();
        expect(correctionEvents[event.type].safeParse(event.data).success).toBe(true);
        expect(allowsEvent(state, event)).toBe(true);
        expect(evolveCorrection(state, event, 1).status).toBe(next);
      });
    }

  test.each(correctionStatuses)('given one that is %s, then what is offered is what is allowed', (status) => {
    const offered = describeActions(allowedActions(stateIn(status)));
    expect(offered.map((one) => one.action).sort()).toEqual(Object.keys(leads[status]).sort());
    for (const one of offered) expect(one.fields.map((field) => field.name)).not.toContain('actor');
  });

  test('given an action that no table knows, when decided, then it is refused and not looked up on Object', () => {
    for (const action of ['constructor', 'issue', ''])
      expect(
        refusal(() => decideCorrection(alertId, stateIn('issued'), { actor, action, values: {} })).code,
      ).toBe('action-not-allowed');
  });

  test('given an organ of the province, when escalated, then it is refused: nobody is above', () => {
    const state = stateIn('issued', 370000000000);
    expect(state.supervisor).toBe('370000000000');
    expect(
      refusal(() =>
        decideCorrection(alertId, state, { action: 'escalate', values: filled.escalate, actor: 'Zhang San' }),
      ).code,
    ).toBe('action-not-allowed');
  });

  test('given a village, when issued and escalated, then county, city and province answer for it in turn', () => {
    let state = evolveCorrection(null, issued(0, 'red', 370102001001), 0);
    const seen = [state.supervisor];
    for (let i = 0; i < 2; i++) {
      state = evolveCorrection(
        state,
        decideCorrection(alertId, state, { action: 'escalate', values: filled.escalate, actor: 'Zhang San' }),
        0,
      );
      seen.push(state.supervisor);
    }
    expect(seen).toEqual(['370102000000', '370100000000', '370000000000']);
    expect(state.escalations).toBe(2);
  });

  test('given an escalation decided on an older state, when another came first, then it is refused on arrival', () => {
    const state = stateIn('issued');
    const late = decideCorrection(alertId, state, {
      action: 'escalate',
      values: filled.escalate,
      actor: 'Zhang San',
    });
    expect(allowsEvent(evolveCorrection(state, late, 0), late)).toBe(false);
  });

  test('given no correction yet, then only issuing is allowed, and once only', () => {
    const signed = decideCorrection(alertId, stateIn('issued'), {
      action: 'sign',
      values: filled.sign,
      actor: 'Zhang San',
    });
    expect(allowsEvent(null, signed)).toBe(false);
    expect(allowsEvent(null, issued(0))).toBe(true);
    for (const status of correctionStatuses) expect(allowsEvent(stateIn(status), issued(0))).toBe(false);
  });
});

describe('the fields of actions', () => {
  const given: [CorrectionAction, CorrectionStatus, Record<string, unknown>, string][] = [
    ['rectify', 'signed', { ...filled.rectify, cause: 'too short' }, 'values.cause'],
    ['rectify', 'signed', { ...filled.rectify, measures: 'x'.repeat(2001) }, 'values.measures'],
    ['appeal', 'signed', { ...filled.appeal, ground: 'no-such-ground' }, 'values.ground'],
    ['appeal', 'signed', { ...filled.appeal, ground: 'toString' }, 'values.ground'],
    ['answer', 'rectifying', { ...filled.answer, feedback: undefined }, 'values.feedback'],
    ['verify', 'answered', { ...filled.verify, conclusion: null }, 'values.conclusion'],
    ['reject', 'answered', { ...filled.reject, reason: '短' }, 'values.reason'],
  ];
  test.each(given)(
    'given %s of one that is %s with %o, then the field is named',
    (action, status, values, field) => {
      expect(
        refusal(() => decideCorrection(alertId, stateIn(status), { actor, action, values })),
      ).toMatchObject({
        code: 'field-invalid',
        about: { field, expected: expect.any(String) },
      });
    },
  );

  test('given ten Chinese characters outside the basic plane, then each counts as one', () => {
    const reason = '𠮷'.repeat(9);
    const decide = (text: string) =>
      decideCorrection(alertId, stateIn('answered'), {
        actor,
        action: 'reject',
        values: { reason: text },
      });
    expect(refusal(() => decide(reason)).code).toBe('field-invalid');
    expect(decide(`${reason}𠮷`).type).toBe('correction.returned');
  });

  test('given an answer that leaves the measures out, then those of the rectification stand', () => {
    const state = stateIn('rectifying');
    const answered = (values: Record<string, unknown>) =>
      evolveCorrection(state, decideCorrection(alertId, state, { actor, action: 'answer', values }), 0);
    expect(answered({ ...filled.answer, measures: ' ' }).measures).toBe(filled.rectify.measures);
    expect(answered({ ...filled.answer, measures: 'Others were taken.' }).measures).toBe(
      'Others were taken.',
    );
  });

  test('given fields that nobody asked for, then they do not reach the journal', () => {
    const event = decideCorrection(alertId, stateIn('issued'), {
      actor,
      action: 'sign',
      values: { actor: 'Li Si', to: '370000000000', correction: '99' },
    });
    expect(event).toEqual({ type: 'correction.signed', data: { correction: alertId, actor: 'Zhang San' } });
  });
});
