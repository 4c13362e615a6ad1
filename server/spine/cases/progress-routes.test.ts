import { describe, expect, test } from 'vitest';
import { portalApi } from '#contract/portal';
import { parseKey } from '#spine/keys';
import { registerProgressRoutes } from './progress-routes.ts';
import { receiptCode } from './receipt.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { appWith, cloudEventOf, organs, testSpine } from '../../../tests/support/spine.ts';

const opened = Date.UTC(2026, 2, 2, 2);
const world = await testSpine((await testDatabase()).pool, { now: opened + 30 * 86_400_000 });
const { spine, tell, addSource, keyOf, query } = world;
const { send } = await appWith(spine, registerProgressRoutes);
await addSource({ code: 'log', mode: 'replay' });

const hour = 3_600_000;
const person = '王小明';
/** Tells of a case in which every text names somebody. */
async function told(
  number: string,
  ...events: [type: string, after: number, data?: Record<string, unknown>][]
) {
  await tell(
    events.map(([type, after, data]) =>
      cloudEventOf('log', number, opened + after * hour, {
        type,
        region: organs.city.region,
        data: { actor: person, ...data },
      }),
    ),
  );
  const { city, id } = parseKey(await keyOf(number));
  return receiptCode(city, id, spine.receiptKey);
}
const look = async (receipt: string) => {
  const { status, body } = await send('GET', `/api/progress/${encodeURIComponent(receipt)}`);
  expect(status).toBe(200);
  return portalApi.getProgress.response.parse(body);
};
const opening: [string, number, Record<string, unknown>] = [
  'case.opened',
  0,
  { item: 'licence', title: `${person}的食品店` },
];

describe('progress by the code on a receipt', () => {
  test('given a case in which every text names somebody, then no name is shown', async () => {
    const receipt = await told(
      'P-1',
      opening,
      ['case.accepted', 1, {}],
      ['case.extended', 2, { n: 5, unit: 'working-day', basis: `${person}申请`, approver: person }],
      [
        'case.paused',
        3,
        { procedure: 'hearing', basis: `${person}要求听证`, approver: person, notice: `${person}告知书` },
      ],
      ['case.resumed', 50],
      ['case.step-done', 60, { step: 'review', note: `与${person}电话核实` }],
      ['case.decided', 70, { outcome: 'denied', reason: `${person}材料不实` }],
      ['case.closed', 80, { result: `通知${person}` }],
    );
    const answer = await look(receipt);
    const text = JSON.stringify(answer);
    expect(text).not.toContain(person);
    expect(text).not.toContain('P-1');
    expect(answer.explanation.some((line) => line.zh.includes('暂停'))).toBe(true);
    expect(answer.explanation.some((line) => line.zh.includes('延长'))).toBe(true);
    expect(answer).toMatchObject({
      status: 'closed',
      late: false,
      supervisionPhone: '0531-12345',
      demonstration: false,
    });
    expect(answer.closedAt).toBe(new Date(opened + 80 * hour).toISOString());
    expect(answer.steps.map((step) => [step.code, step.state])).toEqual([
      ['accept', 'done'],
      ['review', 'done'],
      ['decide', 'done'],
    ]);
  });

  test('given a case that waits, then which step is next, when it is due and why', async () => {
    const receipt = await told('P-2', opening, ['case.accepted', 1]);
    const answer = await look(receipt);
    expect(answer).toMatchObject({
      receipt,
      status: 'accepted',
      statusName: { zh: '已受理' },
      closedAt: null,
    });
    expect(answer.steps.map((step) => [step.code, step.state])).toEqual([
      ['accept', 'done'],
      ['review', 'current'],
    ]);
    expect(Date.parse(answer.dueAt!)).toBeGreaterThan(opened + 13 * 24 * hour);
    expect(answer.explanation.length).toBeGreaterThan(3);
  });

  test('given the end of a case is taken back, then its decision waits once more, until it is made', async () => {
    const way: Parameters<typeof told>[1][] = [
      opening,
      ['case.accepted', 1],
      ['case.step-done', 2, { step: 'review' }],
      ['case.decided', 3, { outcome: 'denied', reason: '材料不实' }],
      ['case.closed', 4, {}],
      ['case.reopened', 5, { reason: '决定有误' }],
    ];
    const statesOf = async (receipt: string) =>
      (await look(receipt)).steps.map(({ code, state, at }) => [code, state, at !== null]);
    expect(await statesOf(await told('P-5', ...way))).toEqual([
      ['accept', 'done', true],
      ['review', 'done', true],
      ['decide', 'current', false],
    ]);
    const again = await told('P-6', ...way, ['case.decided', 6, { outcome: 'granted', reason: '材料属实' }]);
    expect((await statesOf(again)).at(-1)).toEqual(['decide', 'done', true]);
  });

  test('given a log whose present has passed the due time, then the case is late', async () => {
    const receipt = await told('P-3', opening, ['case.accepted', 1]);
    const setNow = (days: number) =>
      query(`UPDATE source SET now_at = to_timestamp($1::float8 / 1000) WHERE code = 'log'`, [
        opened + days * 24 * hour,
      ]);
    expect((await look(receipt)).late).toBe(false);
    await setNow(30);
    expect((await look(receipt)).late).toBe(true);
    await setNow(5);
    expect((await look(receipt)).late).toBe(false);
  });

  test('given the code as people type it, then the case is found and its code is shown as it is written', async () => {
    const receipt = await told('P-4', opening);
    const typed = receipt.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    expect((await look(typed)).receipt).toBe(receipt);
  });

  test.each(['', 'x', '000000-000000-000000-000000', `${'A'.repeat(6)}-`.repeat(4), '单县'])(
    'given %j, then 404 says what is expected',
    async (receipt) => {
      expect(await send('GET', `/api/progress/${encodeURIComponent(receipt)}`)).toMatchObject({
        status: 404,
        body: { code: 'not-found', field: 'receipt', expected: expect.stringContaining('24') },
      });
    },
  );

  test('given a code made for a case that does not exist, then 404 and nothing more', async () => {
    const receipt = receiptCode(3701, 999_999, spine.receiptKey);
    const { status, body } = await send('GET', `/api/progress/${receipt}`);
    expect([status, body.code]).toEqual([404, 'not-found']);
  });

  test('given more than 60 letters, then 422', async () => {
    expect(await send('GET', `/api/progress/${'A'.repeat(61)}`)).toMatchObject({
      status: 422,
      body: { field: 'receipt' },
    });
  });
});
