import { describe, expect, test } from 'vitest';
import { disclosureActions } from './actions.ts';
import { disclosureClocks } from './clocks.ts';
import { disclosureCatalogue, findEntry } from './catalogue.ts';
import { decideDisclosure } from './decide.ts';
import { dutyAtOnce, dutyOf } from './duty.ts';
import { disclosureEvents } from './events.ts';
import { type DisclosureEvent, type DisclosureState, evolveDisclosure, unanswered } from './state.ts';
import { readPeriod } from '../period.ts';

const at = Date.parse('2026-10-03T10:00:00+08:00');
const village = { region: 370102001002, organ: 'village-point' };
const opening = dutyOf(findEntry('finance')!, village, readPeriod('2026-Q3'));
const opened = { type: opening.type, data: opening.data } as unknown as DisclosureEvent;

type Given = DisclosureEvent | ((state: DisclosureState) => { type: string; data: unknown });

/** Tells events one after another; a function is a decision on the state so far. */
function told(...events: Given[]): DisclosureState {
  return events.reduce<DisclosureState | null>((state, event) => {
    const next = typeof event === 'function' ? event(state!) : event;
    return evolveDisclosure(state, next as DisclosureEvent, at);
  }, null)!;
}
const act =
  (action: string, values: Record<string, string> = {}, actor = 'clerk') =>
  (state: DisclosureState) =>
    decideDisclosure(state, { action, values }, { actor });

const submit = act('submit', { text: '三季度财务收支情况', items: '租金收入, 1000.00' });
const sign = act('sign', {}, 'member');
const object = act('object', { subject: 'amount', text: '租金少了' }, 'applicant');
const meaning = (type: keyof typeof disclosureEvents, data: unknown) =>
  disclosureEvents[type].means?.(data as never) ?? null;

describe('a duty of disclosure', () => {
  test('given a quarter, then it is due ten days after its end, and its opening brings that date', () => {
    expect(opening.number).toBe('disclosure-370102001002-finance-2026-Q3');
    expect(opening.data).toMatchObject({
      item: 'village-disclosure',
      period: '2026-Q3',
      dueOn: '2026-10-10',
      dueAt: '2026-10-10T15:59:59.000Z',
    });
    expect(meaning('services.disclosure-opened', opening.data)).toMatchObject({
      type: 'case.opened',
      data: { organ: 'village-point', due: { legal: '2026-10-10T15:59:59.000Z' } },
    });
  });

  test('given a matter of 50,000 yuan, then it is due three days after it happened', () => {
    const one = dutyAtOnce(findEntry('project')!, {
      ...village,
      matter: '道路硬化',
      amount: '50000.00',
      happenedOn: '2026-12-30',
      key: 'a',
    });
    expect(one.data).toMatchObject({ dueOn: '2027-01-02', period: '2026-12-30', matter: '道路硬化' });
  });

  test('given a draft, when another person signs, then it is public and the duty is answered', () => {
    const state = told(opened, submit, sign);
    expect(state).toMatchObject({ status: 'published', draft: null });
    expect(state.versions).toMatchObject([
      { version: 1, by: 'clerk', signedBy: 'member', items: [{ name: '租金收入', amount: '1000.00' }] },
    ]);
    const closing = { version: 1, actor: 'member' };
    expect(meaning('services.disclosure-signed', closing)).toMatchObject({ type: 'case.closed' });
    expect(meaning('services.disclosure-signed', { ...closing, version: 2 })).toBeNull();
  });

  test('given a draft, when whoever wrote it signs, then it is refused', () => {
    const state = told(opened, submit);
    expect(() => act('sign', {}, 'clerk')(state)).toThrow('forbidden');
  });

  test('given a draft that is sent back, then the clerk writes anew and sees why', () => {
    const state = told(opened, submit, act('return', { reason: '缺少支出明细' }, 'member'));
    expect(state).toMatchObject({ status: 'open', draft: null, returned: '缺少支出明细', versions: [] });
    expect(told(opened, submit, act('return', { reason: '缺少' }, 'member'), submit).returned).toBeNull();
  });

  test('given what is public, when it is corrected, then the old version stays in force until the new one is signed', () => {
    const correct = act('correct', { text: '更正后的财务收支', items: '', reason: '漏记一笔' });
    const waiting = told(opened, submit, sign, correct);
    expect(waiting.status).toBe('correcting');
    expect(waiting.versions).toHaveLength(1);
    const corrected = told(opened, submit, sign, correct, sign);
    expect(corrected.status).toBe('published');
    expect(corrected.versions.map(({ version, reason }) => [version, reason])).toEqual([
      [1, undefined],
      [2, '漏记一笔'],
    ]);
    const sentBack = told(opened, submit, sign, correct, act('return', { reason: '再核对' }, 'member'));
    expect(sentBack).toMatchObject({ status: 'published', draft: null });
  });

  test('given objections, when they are answered, then each by its own number', () => {
    const answer = act('answer-objection', { objection: '2', answer: '已核实并更正' });
    const state = told(opened, submit, sign, object, object, answer);
    expect(unanswered(state).map(({ objection }) => objection)).toEqual([1]);
    expect(state.objections[1]).toMatchObject({ answer: '已核实并更正', subject: 'amount' });
  });

  test('given fifty objections that wait, when one more comes, then it is refused', () => {
    const state = told(opened, submit, sign, ...Array.from({ length: 50 }, () => object));
    expect(() => object(state)).toThrow('too-many-tries');
  });

  test('given an objection, then a clock of its own starts for ten days, which its answer stops', () => {
    const [clock] = disclosureClocks;
    const state = told(opened, submit, sign, object);
    const raised = object(told(opened, submit, sign)) as DisclosureEvent;
    expect(clock!.starts(raised, state)).toEqual([{ instance: '1', limit: { n: 10, unit: 'calendar-day' } }]);
    const answered = act('answer-objection', { objection: '1', answer: '已核实' })(state) as DisclosureEvent;
    expect(clock!.stops(answered, state)).toEqual(['1']);
    expect(clock!.stops(raised, state)).toEqual([]);
    expect(clock!.lasting).toBe(true);
  });

  test('given a duty that was ended, then nothing can be done with it any more', () => {
    const state = told(opened, { type: 'case.terminated', data: { reason: 'x' } } as DisclosureEvent);
    expect(Object.values(disclosureActions).some(({ from }) => from.includes(state.status))).toBe(false);
    expect(told(opened, submit, sign, { type: 'case.withdrawn', data: {} } as DisclosureEvent).status).toBe(
      'published',
    );
  });
});

describe('the catalogue of disclosure', () => {
  test('given its entries, then codes are unique and what is disclosed at once has a threshold', () => {
    const codes = disclosureCatalogue.entries.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const entry of disclosureCatalogue.entries)
      expect([entry.code, entry.threshold !== undefined]).toEqual([entry.code, entry.period === 'at-once']);
  });
});
