import { describe, expect, test } from 'vitest';
import { type CaseDetail, casesApi, type CaseStatus, caseStatuses } from '#contract/cases';
import { saveItems, saveOrgans } from '#spine/catalogue/register';
import { registerCaseRoutes } from './case-routes.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { everybodysDeputy } from '../../../tests/support/principals.ts';
import { appWith, cloudEventOf, items, organs, testSpine } from '../../../tests/support/spine.ts';
import { tornCases } from '../../../tests/support/whole-case.ts';

// Live cases are counted from when they are written down, so the present is the machine's.
const world = await testSpine((await testDatabase()).pool, { now: Date.now() });
const { spine, query, tell, addSource, keyOf, present } = world;
const { send } = await appWith(spine, registerCaseRoutes, { who: () => everybodysDeputy(spine, '张三') });
await addSource({ code: 'hall' });
const city = organs.city.region;

/** What brings a new case into each state. */
const ways: Record<CaseStatus, [type: string, data: Record<string, unknown>][]> = {
  opened: [],
  accepted: [['case.accepted', { actor: '张三' }]],
  correcting: [['case.correction-asked', { reason: '缺少图纸' }]],
  paused: [
    ['case.accepted', {}],
    ['case.paused', { procedure: 'hearing', basis: '听证' }],
  ],
  decided: [
    ['case.accepted', {}],
    ['case.decided', { outcome: 'granted' }],
  ],
  closed: [['case.closed', {}]],
  'not-accepted': [['case.not-accepted', { reason: '不属于本机关' }]],
  withdrawn: [['case.withdrawn', {}]],
  terminated: [['case.terminated', {}]],
};

let made = 0;
async function caseIn(status: CaseStatus, item: keyof typeof items = 'licence'): Promise<string> {
  const number = `A-${++made}`;
  const event = (type: string, data: Record<string, unknown>) =>
    cloudEventOf('hall', number, present.now, { type, data, region: city });
  await tell([
    event('case.opened', { item, title: '办件' }),
    ...ways[status].map(([type, data]) => event(type, data)),
  ]);
  return keyOf(number);
}
const get = async (id: string): Promise<CaseDetail> => {
  const { status, body } = await send('GET', `/api/cases/${id}`);
  expect(status).toBe(200);
  return casesApi.getCase.response.parse(body);
};
const act = (id: string, action: string, values: unknown = filled[action] ?? {}) =>
  send('POST', `/api/cases/${id}/actions`, { action, values });

const long = '因材料不全，依法作出此项处理。';
/** Every action as a person fills it in. */
const filled: Record<string, Record<string, unknown>> = {
  accept: {},
  'ask-correction': { reason: '请补交图纸' },
  'note-correction': {},
  refuse: { reason: long },
  'do-step': { step: 'review', note: '已看' },
  pause: {
    procedure: 'hearing',
    basis: '许可法第四十五条',
    expectedDays: 10,
    approver: '李四',
    notice: '告〔2026〕1号',
  },
  resume: {},
  extend: { n: '5', basis: '许可法第四十二条', approver: '李四' },
  decide: { outcome: 'granted', reason: long },
  close: { result: '发证' },
  withdraw: {},
  terminate: { reason: long },
  reopen: { reason: long },
};
/** What the law lets happen in each state, and the state it leads to. */
const table: Record<CaseStatus, Partial<Record<string, CaseStatus>>> = {
  opened: {
    accept: 'accepted',
    'ask-correction': 'correcting',
    refuse: 'not-accepted',
    'do-step': 'opened',
    pause: 'paused',
    decide: 'decided',
    close: 'closed',
    withdraw: 'withdrawn',
    terminate: 'terminated',
  },
  accepted: {
    'do-step': 'accepted',
    pause: 'paused',
    extend: 'accepted',
    decide: 'decided',
    close: 'closed',
    withdraw: 'withdrawn',
    terminate: 'terminated',
  },
  correcting: {
    'note-correction': 'opened',
    refuse: 'not-accepted',
    withdraw: 'withdrawn',
    terminate: 'terminated',
  },
  paused: { resume: 'accepted', withdraw: 'withdrawn', terminate: 'terminated' },
  decided: { 'do-step': 'decided', close: 'closed', withdraw: 'withdrawn', terminate: 'terminated' },
  closed: { reopen: 'opened' },
  'not-accepted': { reopen: 'opened' },
  withdrawn: { reopen: 'opened' },
  terminated: { reopen: 'opened' },
};

describe('actions by state', () => {
  test.each(caseStatuses)(
    'given a case that is %s, then exactly the actions of the table are offered and work',
    async (status) => {
      const offered = (await get(await caseIn(status))).availableActions;
      expect(offered.map((one) => one.action).sort()).toEqual(Object.keys(table[status]).sort());
      for (const action of Object.keys(filled)) {
        const id = await caseIn(status);
        expect((await get(id)).status).toBe(status);
        const answer = await act(id, action);
        const next = table[status][action];
        if (next) {
          expect([action, answer.status, answer.body.status]).toEqual([action, 200, next]);
          const last = casesApi.actOnCase.response.parse(answer.body).timeline.at(-1)!;
          expect(last).toMatchObject({ source: 'workbench', actor: '张三', data: { actor: '张三' } });
          for (const field of offered
            .find((one) => one.action === action)!
            .fields.filter((one) => one.required))
            expect(String(last.data[field.name])).toBe(String(filled[action]![field.name]));
        } else {
          expect([action, answer.status, answer.body.code]).toEqual([action, 409, 'action-not-allowed']);
          expect((await get(id)).timeline).toHaveLength(1 + ways[status].length);
        }
      }
    },
  );

  test.each(['constructor', '__proto__', 'ACCEPT', '', 'recalculate'])(
    'given the action %j, then it is not allowed',
    async (action) => {
      expect(await act(await caseIn('opened'), action)).toMatchObject({
        status: 409,
        body: { code: 'action-not-allowed', field: 'action' },
      });
    },
  );

  test('given two who accept the same case at the same moment, then one of them is told that it is no longer allowed', async () => {
    const id = await caseIn('opened');
    const answers = await Promise.all(Array.from({ length: 6 }, () => act(id, 'accept')));
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect((await get(id)).timeline.map((entry) => entry.type)).toEqual(['case.opened', 'case.accepted']);
  });

  test('given two different acts at the same moment that may follow each other, then both are done', async () => {
    const id = await caseIn('accepted');
    const answers = await Promise.all([act(id, 'do-step'), act(id, 'extend')]);
    expect(answers.map((one) => one.status)).toEqual([200, 200]);
    expect((await get(id)).timeline).toHaveLength(4);
  });
});

describe('fields of an action', () => {
  const wrong: [action: string, status: CaseStatus, given: Record<string, unknown>, field: string][] = [
    ['refuse', 'opened', { reason: '太短' }, 'reason'],
    ['refuse', 'opened', { reason: '  太短          ' }, 'reason'],
    ['refuse', 'opened', { reason: { text: long } }, 'reason'],
    ['terminate', 'accepted', { reason: '九个字的理由不够长' }, 'reason'],
    ['decide', 'accepted', { outcome: 'maybe' }, 'outcome'],
    ['decide', 'accepted', { reason: undefined }, 'reason'],
    ['do-step', 'accepted', { step: 'fly' }, 'step'],
    ['do-step', 'accepted', { step: undefined }, 'step'],
    ['pause', 'accepted', { procedure: 'holiday' }, 'procedure'],
    ['pause', 'accepted', { expectedDays: 'soon' }, 'expectedDays'],
    ['pause', 'accepted', { expectedDays: 0 }, 'expectedDays'],
    ['pause', 'accepted', { expectedDays: true }, 'expectedDays'],
    ['pause', 'accepted', { approver: '' }, 'approver'],
    ['extend', 'accepted', { n: '1.5' }, 'n'],
    ['extend', 'accepted', { n: -1 }, 'n'],
    ['extend', 'accepted', { n: 4000 }, 'n'],
  ];
  test.each(wrong)(
    'given %s of a case that is %s with %j, then 422 names %s and nothing is written',
    async (action, status, given, field) => {
      const id = await caseIn(status);
      const answer = await act(id, action, { ...filled[action], ...given });
      expect(answer).toMatchObject({
        status: 422,
        body: { code: 'field-invalid', field: `values.${field}`, expected: expect.stringMatching(/\S/) },
      });
      expect((await get(id)).timeline).toHaveLength(1 + ways[status].length);
    },
  );

  test('given fields that the action does not have, then they are left out', async () => {
    const { body } = await act(await caseIn('opened'), 'accept', {
      actor: '李四',
      organ: organs.qingdao.code,
      outcome: 'granted',
    });
    expect(body.timeline.at(-1).data).toEqual({ actor: '张三' });
  });

  test.each([
    [{ values: {} }, 'action'],
    [{ action: 5 }, 'action'],
    [{ action: 'accept', values: 'actor' }, 'values'],
    [{ action: 'accept', values: [] }, 'values'],
  ])('given the body %j, then 422 names the field', async (body, field) => {
    expect(await send('POST', `/api/cases/${await caseIn('opened')}/actions`, body)).toMatchObject({
      status: 422,
      body: { field },
    });
  });
});

describe('one case', () => {
  test('given a case with a history, then it comes back whole', async () => {
    const id = await caseIn('accepted');
    await act(id, 'do-step');
    const one = await get(id);
    expect(one).toMatchObject({
      id,
      status: 'accepted',
      item: 'licence',
      itemName: items.licence.name,
      organ: organs.city.code,
      region: city,
      currentStep: 'decide',
      stepsDone: { accept: { count: 1, actor: '张三' }, review: { count: 1, actor: '张三' } },
      closedAt: null,
      late: false,
    });
    expect(one.receipt).toMatch(/^([0-9A-Z]{6}-){3}[0-9A-Z]{6}$/);
    expect(one.timeline.map((entry) => [entry.seq, entry.type, entry.stepName?.en ?? null])).toEqual([
      [1, 'case.opened', null],
      [2, 'case.accepted', null],
      [3, 'case.step-done', 'Step review'],
    ]);
    expect(new Set(one.timeline.map((entry) => entry.digest)).size).toBe(3);
    expect(one.clocks.map((clock) => [clock.kind, clock.status])).toEqual([
      ['acceptance', 'stopped'],
      ['promised', 'running'],
      ['legal', 'running'],
    ]);
    for (const clock of one.clocks) {
      expect(clock.explanation.length).toBeGreaterThan(2);
      expect(clock.basis.length).toBeGreaterThan(0);
      expect(JSON.stringify([clock.name, clock.explanation])).not.toMatch(/undefined|NaN/);
    }
    expect(one.dueAt).toBe(one.clocks.find((clock) => clock.kind === 'promised')!.dueAt);
  });

  test('given steps by posts, then a post bears the name that the organ gives it, or none', async () => {
    const desk = { code: 'desk', name: { zh: '窗口岗', en: 'Desk' } };
    await saveOrgans(spine.pool, [{ ...organs.city, posts: [desk] }], false);
    await spine.registry.refresh();
    const id = await caseIn('accepted');
    const number = (await get(id)).number;
    for (const post of ['desk', 'attic'])
      await tell([
        cloudEventOf('hall', number, present.now, {
          type: 'case.step-done',
          data: { step: 'review', post },
          region: city,
        }),
      ]);
    const posts = (await get(id)).timeline.slice(-2).map(({ post, postName }) => [post, postName]);
    expect(posts).toEqual([
      ['desk', desk.name],
      ['attic', null],
    ]);
  });

  test('given contents of which the item names one, then the act that adds them tells its name', async () => {
    const contents = ['summary', { code: 'decision', name: { zh: '决定书', en: 'Decision' } }];
    await saveItems(spine.pool, [{ ...items.licence, code: 'named', contents }], false);
    await spine.registry.refresh();
    const at = (type: string, data: Record<string, unknown>) =>
      cloudEventOf('hall', 'N-1', present.now, { type, data, region: city });
    await tell([
      at('case.opened', { item: 'named' }),
      at('case.step-done', { step: 'review', contents: ['summary', 'decision'] }),
    ]);
    expect((await get(await keyOf('N-1'))).timeline.map(({ contentNames }) => contentNames)).toEqual([
      {},
      { decision: { zh: '决定书', en: 'Decision' } },
    ]);
  });

  test('given an ended case, then no step waits and its end can be taken back alone', async () => {
    expect(await get(await caseIn('closed'))).toMatchObject({
      currentStep: null,
      availableActions: [{ action: 'reopen' }],
      closedAt: expect.any(String),
    });
  });

  test('given the end of a decided case is taken back, then the decision waits once more, until it is made', async () => {
    const id = await caseIn('accepted');
    await act(id, 'do-step');
    await act(id, 'decide');
    await act(id, 'close');
    const closed = await get(id);
    expect(closed.reopened).toBeNull();
    expect(Object.keys(closed.stepsDone)).toEqual(['accept', 'review', 'decide']);
    expect(closed.availableActions[0]!.hint).toMatchObject({ zh: expect.stringContaining('不再计入办结数') });
    await act(id, 'reopen');
    const again = await get(id);
    expect(again).toMatchObject({ status: 'accepted', currentStep: 'decide' });
    expect(again.reopened).toEqual({ times: 1, at: again.lastAt });
    expect(Object.keys(again.stepsDone)).toEqual(['accept', 'review']);
    await act(id, 'decide');
    const decided = await get(id);
    expect(decided).toMatchObject({
      status: 'decided',
      currentStep: null,
      stepsDone: { decide: { count: 2 } },
    });
  });

  test.each(['3701-999999', '3799-1', 'x', '1', '3701-1x', '3701-99999999999999999'])(
    'given the key %s, then 404 for reading and for acting',
    async (key) => {
      expect(await send('GET', `/api/cases/${key}`)).toMatchObject({
        status: 404,
        body: { code: 'not-found', field: 'id' },
      });
      expect(await act(key, 'accept')).toMatchObject({
        status: 404,
        body: { code: 'not-found', field: 'id' },
      });
    },
  );
});

test('given all that was done here, then every entry of the journal is one case’s next', async () => {
  const rows = await query(tornCases);
  expect(rows).toEqual([]);
});
