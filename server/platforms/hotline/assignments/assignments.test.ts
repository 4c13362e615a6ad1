import { describe, expect, test } from 'vitest';
import type { RegisteredItem } from '#spine/catalogue/registry';
import type { PartCommand } from '#spine/platform/part';
import { actions } from './actions.ts';
import type { Assignment, AssignmentEvent } from './assignment.ts';
import { clocks } from './clocks.ts';
import { decide } from './decide.ts';
import { rules } from './indicators.ts';
import { evolve } from './state.ts';

const start = Date.UTC(2026, 2, 2, 2);
const day = 86_400_000;
const opened = (more: object = {}): AssignmentEvent => ({
  type: 'hotline.assignment-opened',
  data: {
    item: 'hotline-assignment',
    organ: 'ecology',
    title: '小区夜间施工噪声',
    ticket: { city: 3701, id: 9, number: 'HL1' },
    n: 1,
    role: 'lead',
    region: '370102000000',
    instruction: '',
    emergency: false,
    confidential: false,
    ...more,
  },
});
const signed: AssignmentEvent = { type: 'hotline.assignment-signed', data: { actor: 'zhang' } };
const answer = (first = true): AssignmentEvent => ({
  type: 'hotline.assignment-answered',
  data: { actor: 'zhang', answer: '已责令停止夜间施工并复查。', first },
});
const back: AssignmentEvent = {
  type: 'hotline.assignment-sent-back',
  data: { reason: '夜间仍在施工', cause: 'unsatisfied' },
};
const after = (...events: AssignmentEvent[]): Assignment =>
  events.reduce<Assignment | null>((state, event, n) => evolve(state, event, start + n * day), null)!;
const decided = (
  state: Assignment,
  action: string,
  values: PartCommand['values'] = {},
  { actor = 'zhang', now = start } = {},
) => {
  const { from, when, roles } = actions[action]!;
  if (!from.includes(state.status) || when?.(state) === false)
    throw new Error(`${action} in ${state.status}`);
  const dueAfter = (_limit: unknown, since: number) => since + 2 * day;
  const context = { now, actor, roles: new Set(roles), item: {} as RegisteredItem, dueAfter };
  return decide(state, { action, values }, context) as AssignmentEvent;
};

describe('an organ’s part of a ticket', () => {
  test('given it is signed for, then its handler answers, and nobody else', () => {
    const state = after(opened(), signed);
    const values = { answer: '已责令停止夜间施工并复查。' };
    expect(decided(state, 'answer-ticket', values)).toMatchObject({ data: { first: true } });
    expect(() => decided(state, 'answer-ticket', values, { actor: 'li' })).toThrow('forbidden');
  });

  test('given it is sent back, then the same handler has it, and another only once named', () => {
    const state = after(opened(), signed, answer(), back);
    expect(state).toMatchObject({ status: 'handling', handler: 'zhang', sentBack: { times: 1 } });
    expect(decided(state, 'answer-ticket', { answer: '已再次复查，噪声达标。' })).toMatchObject({
      data: { first: false },
    });
    const over = decided(state, 'hand-over', { handler: 'li', reason: '岗位调整' });
    expect(after(opened(), signed, answer(), back, over).handler).toBe('li');
  });

  test('given two working days have passed, then it is not returned any more; just before, it is', () => {
    const state = after(opened());
    const reason = { reason: '属于住建部门职责' };
    expect(decided(state, 'ask-return', reason, { now: start + 2 * day }).type).toBe('hotline.return-asked');
    expect(() => decided(state, 'ask-return', reason, { now: start + 2 * day + 1 })).toThrow(
      'action-not-allowed',
    );
  });

  test.each([
    [10, true],
    [11, false],
    [0, false],
  ])('given an extension of %i working days, then it is taken: %s', (days, taken) => {
    const ask = () => decided(after(opened(), signed), 'ask-extension', { days, reason: '需要检测' });
    if (taken) expect(ask()).toMatchObject({ data: { days } });
    else expect(ask).toThrow('values.days');
  });

  test('given an emergency, then no extension is asked for', () => {
    const ask = () =>
      decided(after(opened({ emergency: true }), signed), 'ask-extension', { days: 1, reason: '需要检测' });
    expect(ask).toThrow();
  });
});

describe('its clocks', () => {
  const of = (kind: string) => clocks.find((clock) => clock.kind === kind)!;

  test('given a confidential ticket, then no clock asks to contact the caller', () => {
    expect(of('contact').starts(opened(), after(opened()))).toHaveLength(1);
    const secret = opened({ confidential: true });
    expect(of('contact').starts(secret, after(secret))).toHaveLength(0);
  });

  test('given it is sent back twice, then each time has a clock of its own', () => {
    const once = after(opened(), signed, answer(), back);
    const twice = after(opened(), signed, answer(), back, answer(false), back);
    expect(of('redo').starts(back, once)[0]!.instance).toBe('1');
    expect(of('redo').starts(back, twice)[0]!.instance).toBe('2');
    expect(of('redo').stops(answer(false), twice)).toBe('all');
  });
});

describe('its rules', () => {
  const judge = (code: string, parameters: Record<string, number>, ...events: AssignmentEvent[]) => {
    const rule = rules.find((one) => one.code === code)!;
    const [before, last] = [events.slice(0, -1), events.at(-1)!];
    const about = { at: start, occurredAt: start, recordedAt: start, seq: 3 };
    const judged = { event: last, before: after(...before), after: after(...events), ...about };
    return rule.judge!(judged as unknown as Parameters<NonNullable<typeof rule.judge>>[0], parameters);
  };
  const asked: AssignmentEvent = {
    type: 'hotline.return-asked',
    data: { actor: 'zhang', reason: '不属于职责' },
  };
  const refused: AssignmentEvent = { type: 'hotline.return-refused', data: { reason: '属于职责范围' } };
  const says = (text: string): AssignmentEvent => ({
    type: 'hotline.assignment-answered',
    data: { actor: 'zhang', answer: text, first: true },
  });

  test('given a return was refused, when it is asked for again, then it is noticed; the first time it is not', () => {
    expect(judge('RETURN_ASKED_AGAIN', { refused: 1 }, opened(), asked, refused, asked)).toMatchObject({
      evidence: { times: 2 },
    });
    expect(judge('RETURN_ASKED_AGAIN', { refused: 1 }, opened(), asked)).toBeNull();
  });

  test('given an answer of fourteen characters, then it is noticed; of fifteen it is not', () => {
    const least = { characters: 15 };
    expect(judge('ANSWER_TOO_SHORT', least, opened(), signed, says('已'.repeat(14)))).not.toBeNull();
    expect(judge('ANSWER_TOO_SHORT', least, opened(), signed, says('已'.repeat(15)))).toBeNull();
  });

  test('given a clock that is late, then the table of rules has what it gives', () => {
    const codes = rules.map(({ code }) => code);
    for (const { rule } of clocks) expect(codes).toContain(rule);
  });
});
