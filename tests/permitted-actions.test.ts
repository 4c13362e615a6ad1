import { describe, expect, test } from 'vitest';
import type { Role } from '#contract/roles';
import type { Principal } from '#spine/identity/principal';
import { permissionWorld } from './support/permission-world.ts';
import { principalWith } from './support/principals.ts';
import { cloudEventOf } from './support/spine.ts';

const { send, asked, records, tell, keyOf, query } = await permissionWorld();
const { organId, region } = records.own;
const cityOf = 370100000000;
const province = 370000000000;

const holding = (role: Role, at: { organId?: number; region?: number } = {}) =>
  principalWith([{ role, organId: at.organId ?? organId, region: at.region ?? region }]);
const officer = (of = region) =>
  holding('supervision-officer', { organId: records.above.organId, region: of });

const as = (principal: Principal) => {
  asked.by = principal;
  return {
    get: (url: string) => send('GET', url),
    post: (url: string, body: object) => send('POST', url, body),
  };
};

let made = 0;
/** A case of the own organ with an alert that nobody has answered; keys of both. */
async function freshCase(
  status: 'opened' | 'accepted' = 'opened',
): Promise<{ caseId: string; alertId: string }> {
  const number = `Q-${++made}`;
  const event = (type: string, data: object) =>
    cloudEventOf('hall', number, Date.now(), { type, region: String(region), data: data as never });
  await tell([
    event('case.opened', { item: 'licence', organ: 'district-bureau' }),
    event('case.step-done', { step: 'unknown-step' }),
    ...(status === 'accepted' ? [event('case.accepted', {})] : []),
  ]);
  const caseId = await keyOf(number);
  const [alert] = await query<{ key: string }>(
    `SELECT city || '-' || id AS key FROM alert WHERE case_id = $1 ORDER BY id LIMIT 1`,
    [caseId.split('-')[1]],
  );
  return { caseId, alertId: alert!.key };
}

const offered = async (principal: Principal, url: string): Promise<string[]> =>
  (await as(principal).get(url)).body.availableActions.map((one: { action: string }) => one.action).sort();

describe('a case', () => {
  test.each<[Role, 'opened' | 'accepted', string[]]>([
    ['window-clerk', 'opened', ['accept', 'ask-correction', 'close', 'do-step', 'withdraw']],
    ['handler', 'opened', ['accept', 'ask-correction', 'close', 'do-step', 'pause', 'withdraw']],
    ['reviewer', 'opened', ['do-step']],
    ['approver', 'opened', ['decide', 'do-step', 'refuse', 'terminate']],
    ['approver', 'accepted', ['decide', 'do-step', 'extend', 'terminate']],
    ['organ-head', 'opened', []],
    ['organ-inspector', 'opened', []],
    ['village-committee', 'opened', []],
  ])('given a %s and one that is %s, then offered is %j', async (role, status, want) => {
    const { caseId } = await freshCase(status);
    expect(await offered(holding(role), `/api/cases/${caseId}`)).toEqual(want);
  });

  test('given supervision, then it sees a case and acts on none', async () => {
    const { caseId } = await freshCase();
    expect(await offered(officer(), `/api/cases/${caseId}`)).toEqual([]);
    expect(
      (await as(officer()).post(`/api/cases/${caseId}/actions`, { action: 'accept', values: {} })).status,
    ).toBe(403);
  });

  test('given what is not offered to a role, when asked for all the same, then 403 and nothing is written', async () => {
    const { caseId } = await freshCase();
    const reason = '材料不全，依法不予受理此件。';
    for (const [role, action, values] of [
      ['window-clerk', 'refuse', { reason }],
      ['handler', 'decide', { outcome: 'granted', reason }],
      ['reviewer', 'accept', {}],
      ['approver', 'accept', {}],
    ] as const) {
      const { status, body } = await as(holding(role)).post(`/api/cases/${caseId}/actions`, {
        action,
        values,
      });
      expect([role, status, body.code]).toEqual([role, 403, 'forbidden']);
    }
    expect((await as(officer()).get(`/api/cases/${caseId}`)).body.status).toBe('opened');
  });

  test('given a step of another role, then it is not in the choice, and 422', async () => {
    const { caseId } = await freshCase('accepted');
    const { body } = await as(holding('reviewer')).get(`/api/cases/${caseId}`);
    expect(body.availableActions[0].fields[0].options.map((one: { value: string }) => one.value)).toEqual([
      'review',
    ]);
    const answer = await as(holding('reviewer')).post(`/api/cases/${caseId}/actions`, {
      action: 'do-step',
      values: { step: 'decide' },
    });
    expect(answer).toMatchObject({ status: 422, body: { field: 'values.step' } });
  });

  test('given an actor in the form, then it is whoever has signed in', async () => {
    const { caseId } = await freshCase();
    const clerk = holding('window-clerk');
    const { body } = await as(clerk).post(`/api/cases/${caseId}/actions`, {
      action: 'accept',
      values: { actor: 'somebody else' },
    });
    expect(body.timeline.at(-1)).toMatchObject({ actor: clerk.actor, data: { actor: clerk.actor } });
  });
});

describe('a correction', () => {
  const substance = { cause: '窗口人员未及时登记办理情况。', measures: '已补登并调整窗口值班安排。' };
  const act = (principal: Principal, id: string, action: string, values: object = {}) =>
    as(principal).post(`/api/corrections/${id}/actions`, { action, values });

  test('given officers of county, city and province, then each issues for its own level and below', async () => {
    for (const of of [region, cityOf, province]) {
      const { alertId } = await freshCase();
      expect((await as(officer(of)).post(`/api/alerts/${alertId}/correction`, {})).status).toBe(200);
    }
    const town = officer(370102001000);
    const { alertId } = await freshCase();
    expect((await as(town).post(`/api/alerts/${alertId}/correction`, {})).status).toBe(404);
    const other = principalWith([
      { role: 'supervision-officer', organId: 1, region: 370202000000 },
      { role: 'organ-inspector', organId, region },
    ]);
    // Seen as an inspector of the organ; supervised by somebody else.
    expect((await as(other).post(`/api/alerts/${alertId}/correction`, {})).status).toBe(403);
  });

  test('given the two sides, then each is offered its own acts, and is refused the other’s', async () => {
    const { alertId: id } = await freshCase();
    await as(officer()).post(`/api/alerts/${id}/correction`, {});
    const url = `/api/corrections/${id}`;
    expect(await offered(holding('handler'), url)).toEqual(['sign']);
    expect(await offered(holding('organ-head'), url)).toEqual(['sign']);
    expect(await offered(holding('window-clerk'), url)).toEqual([]);
    expect(await offered(officer(), url)).toEqual(['escalate']);
    expect((await act(officer(), id, 'sign')).status).toBe(403);
    expect(
      (await act(holding('handler'), id, 'escalate', { reason: '超出本级处理权限，请上级督办。' })).status,
    ).toBe(403);
    expect((await act(holding('window-clerk'), id, 'sign')).status).toBe(403);
    expect((await act(holding('handler'), id, 'sign')).status).toBe(200);
    expect((await act(holding('handler'), id, 'rectify', substance)).status).toBe(200);
    expect(
      (await act(holding('handler'), id, 'answer', { feedback: '已全部整改到位，请予核验。' })).status,
    ).toBe(200);
    expect(await offered(holding('handler'), url)).toEqual([]);
    expect(await offered(officer(), url)).toEqual(['escalate', 'reject', 'verify']);
    expect(
      (await act(officer(), id, 'verify', { conclusion: '经核验整改到位，予以销号。' })).body.status,
    ).toBe('cleared');
  });

  test('given it was escalated, then the level below sees it and supervises it no longer', async () => {
    const { alertId: id } = await freshCase();
    await as(officer()).post(`/api/alerts/${id}/correction`, {});
    expect((await act(officer(), id, 'escalate', { reason: '超出本级处理权限，请上级督办。' })).status).toBe(
      200,
    );
    expect(await offered(officer(), `/api/corrections/${id}`)).toEqual([]);
    expect((await act(officer(), id, 'escalate', { reason: '超出本级处理权限，请上级督办。' })).status).toBe(
      403,
    );
    expect(await offered(officer(cityOf), `/api/corrections/${id}`)).toEqual(['escalate']);
  });

  test('given somebody with rights on both sides, then whoever acted on one is refused the other', async () => {
    const both = () =>
      principalWith([
        { role: 'handler', organId, region },
        { role: 'supervision-head', organId: records.above.organId, region: cityOf },
      ]);
    const { alertId: id } = await freshCase();
    const one = both();
    await as(one).post(`/api/alerts/${id}/correction`, {});
    expect(await offered(one, `/api/corrections/${id}`)).toEqual(['escalate']);
    expect(await act(one, id, 'sign')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const other = both();
    expect((await act(other, id, 'sign')).status).toBe(200);
    expect(await offered(other, `/api/corrections/${id}`)).toEqual(['appeal', 'rectify']);
    expect((await act(other, id, 'escalate', { reason: '超出本级处理权限，请上级督办。' })).status).toBe(403);
    asked.by = other;
    const row = (await send('GET', '/api/corrections?pageSize=200')).body.rows.find(
      (each: { id: string }) => each.id === id,
    );
    expect(row.availableActions.sort()).toEqual(['appeal', 'rectify']);
  });
});
