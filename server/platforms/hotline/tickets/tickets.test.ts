import { describe, expect, test } from 'vitest';
import { systemNow } from '#base/time';
import type { Role } from '#contract/roles';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import { may } from '#spine/identity/permission';
import { saveOrgans } from '#spine/catalogue/register';
import { registerPrivacyRoutes } from '#spine/privacy/privacy-routes';
import { replay } from '#spine/journal/replay';
import { settleReactions } from '#spine/platform/reactions';
import { testDatabase } from '../../../../tests/support/database.ts';
import { principalWith } from '../../../../tests/support/principals.ts';
import { appWith, organs, testSpine } from '../../../../tests/support/spine.ts';
import { installPlatforms } from '../../../install-platforms.ts';
import { reportRules } from './report-rate.ts';
import { registerCitizenRoutes } from './routes.ts';
import { registerWorkbenchRoutes } from './workbench-routes.ts';

installPlatforms();
const { pool } = await testDatabase();
// What a live source tells counts from when it is recorded, by the database's own time.
const { spine, present, query } = await testSpine(pool, { now: systemNow(), platforms: true });
await saveOrgans(
  pool,
  [
    {
      code: 'centre',
      name: { zh: '济南市政务服务中心', en: 'Centre' },
      region: '370100000000',
      kind: 'service-centre',
    },
    {
      code: 'ecology',
      name: { zh: '济南市生态环境局', en: 'Ecology' },
      region: '370100000000',
      kind: 'department',
    },
    {
      code: 'housing',
      name: { zh: '历下区住房和城乡建设局', en: 'Housing' },
      region: '370102000000',
      kind: 'department',
    },
  ],
  false,
);
await spine.registry.refresh();

/** Somebody in a role at an organ, with an account of their own. */
async function person(role: Role, organ: string, region = 370100000000) {
  const principal = principalWith([{ role, organId: spine.registry.organ(organ)!.id, region }]);
  const actor = `${role}-${organ}`;
  const [row] = await query<{ id: number }>(
    `INSERT INTO account (name, kind, contact_index, made_at) VALUES ($1, 'citizen', convert_to($1, 'UTF8'), now()) RETURNING id`,
    [actor],
  );
  return { ...principal, accountId: row!.id, actor };
}
const agent = await person('hotline-agent', 'centre');
const head = await person('approver', 'centre');
const ecologist = await person('handler', 'ecology');
const builder = await person('handler', 'housing', 370102000000);
const stranger = await person('handler', organs.qingdao.code, 370202000000);

let who: Awaited<ReturnType<typeof person>> | null = agent;
const { send } = await appWith(
  spine,
  { who: () => who },
  registerCitizenRoutes,
  registerWorkbenchRoutes,
  registerCaseRoutes,
  (app, on) => registerPrivacyRoutes(app, on, { principal: (request) => request.principal, may }),
);

const call = (more: object = {}) => ({
  channel: 'phone',
  kind: 'complaint',
  category: 'environment.noise',
  title: '小区夜间施工噪声扰民',
  content: '解放路小区东侧工地每天夜里十一点后还在施工，噪声很大，影响休息。',
  place: { region: '370102001000', address: '解放路1号', community: '解放桥社区' },
  caller: { name: '王小明', phone: '138 0000 0001' },
  ...more,
});
const take = async (more: object = {}) => {
  who = agent;
  const { status, body } = await send('POST', '/api/hotline/tickets', call(more));
  expect([status, body.code, body.field]).toEqual([200, undefined, undefined]);
  return body as { id: string; number: string; receipt: string };
};
const ticket = async (id: string, by = agent) => {
  who = by;
  return (await send('GET', `/api/hotline/tickets/cases/${id}`)).body;
};
const dispatch = async (id: string, body: object) => {
  who = agent;
  present.now = systemNow();
  const answer = await send('POST', `/api/hotline/tickets/cases/${id}/dispatch`, body);
  await settleReactions(spine);
  return answer;
};
const act = async (by: typeof who, id: string, action: string, values: object = {}) => {
  who = by;
  // The machine's own time goes on, and so does the database's.
  present.now = systemNow();
  const answer = await send('POST', `/api/cases/${id}/actions`, { action, values });
  expect([action, answer.status, answer.body.code]).toEqual([action, 200, undefined]);
  await settleReactions(spine);
};
/** Key of an organ's part of a ticket. */
const partOf = async (number: string, n = 1) =>
  (
    await query<{ key: string }>(`SELECT city || '-' || id AS key FROM cases WHERE number = $1`, [
      `${number}-${n}`,
    ])
  )[0]!.key;
const good = '经现场核查，已责令停止夜间施工并安排复查。';

describe('a call', () => {
  test('given it is sent to the wrong organ, redone once and then satisfies, then each step leaves its trace', async () => {
    const { id, number } = await take();
    who = agent;
    const { body: organsOf } = await send('GET', `/api/hotline/tickets/cases/${id}/organs`);
    expect(organsOf.suggested).toEqual([expect.objectContaining({ organ: 'ecology' })]);
    expect((await dispatch(id, { lead: 'housing' })).body).toMatchObject({ status: 'dispatched' });
    await act(builder, await partOf(number), 'ask-return', { reason: '噪声由生态环境部门负责' });
    expect(await ticket(id)).toMatchObject({ status: 'returning' });
    await act(agent, id, 'accept-return', { reason: '经核对职责清单' });
    expect((await dispatch(id, { lead: 'ecology', joint: ['housing'] })).status).toBe(200);
    const lead = await partOf(number, 2);
    const joint = await partOf(number, 3);
    await act(ecologist, lead, 'sign-for');
    await act(ecologist, lead, 'contact', { note: '已电话联系' });
    await act(ecologist, lead, 'answer-ticket', { answer: good });
    await act(builder, joint, 'sign-for');
    await act(builder, joint, 'answer-ticket', { answer: '已督促施工单位按许可时段施工。' });
    expect(await ticket(id)).toMatchObject({ status: 'feedback' });
    await act(agent, id, 'pass-check');
    await act(agent, id, 'call-back', { result: 'unsatisfied', resolved: 'no', note: '夜里还在施工' });
    expect(await ticket(id)).toMatchObject({ status: 'handling', redos: 1 });
    await act(ecologist, lead, 'answer-ticket', { answer: '已再次夜查并立案处罚，工地已停工。' });
    await act(builder, joint, 'answer-ticket', { answer: '已暂停该工地夜间施工许可，并约谈施工单位。' });
    await act(agent, id, 'pass-check');
    await act(agent, id, 'call-back', { result: 'satisfied', resolved: 'yes' });
    const closed = await ticket(id);
    expect(closed).toMatchObject({ status: 'closed', organName: { zh: '济南市生态环境局' } });
    expect(closed.assignments.map(({ status }: { status: string }) => status)).toEqual([
      'returned',
      'answered',
      'answered',
    ]);
    who = agent;
    const { body: rates } = await send('GET', '/api/hotline/tickets/rates');
    expect(rates.rows).toEqual([
      expect.objectContaining({
        organ: 'ecology',
        response: { of: 1, good: 1 },
        resolution: { of: 1, good: 1 },
        satisfaction: { of: 1, good: 1 },
        redos: 1,
        score: 100,
      }),
    ]);
    const { body: list } = await send(
      'GET',
      '/api/hotline/tickets?organ=ecology&measure=satisfaction&good=true',
    );
    expect(list.rows.map((row: { number: string }) => row.number)).toEqual([number]);
  });

  test('given no organ acts late or oddly, then there is no alert', async () => {
    const alerts = await query('SELECT rule FROM alert');
    expect(alerts).toEqual([]);
  });

  test('given the same caller says the same again, then it is known, and the third time a supervisor is asked for', async () => {
    const caller = { name: '李小红', phone: '13800000002' };
    const first = await take({ caller });
    who = agent;
    const { body } = await send('POST', '/api/hotline/tickets/suggestions', {
      phone: '+86 13800000002',
      text: '小区夜间施工噪声扰民 工地夜里还在施工',
      category: 'environment.noise',
      place: call().place,
    });
    expect(body.history).toEqual([expect.objectContaining({ sameCaller: true, link: 'repeat' })]);
    expect(body.script.length).toBeGreaterThan(3);
    await take({ caller, link: { ticket: first.id, kind: 'repeat' } });
    const third = await take({ caller });
    expect(await ticket(third.id)).toMatchObject({ repeats: 2, needsSupervisor: true });
    expect((await ticket(third.id)).links).toHaveLength(2);
    const alerts = await query<{ rule: string }>('SELECT rule FROM alert');
    expect(alerts.map(({ rule }) => rule)).toEqual(['TICKET_REPEATED']);
    await act(head, third.id, 'name-supervisor', { person: '王演示', reason: '同一诉求三次反映' });
    expect(await ticket(third.id)).toMatchObject({ supervisor: '王演示', needsSupervisor: false });
  });

  test('given others report the same place, when one is dealt with, then everybody is called back', async () => {
    const place = {
      region: '370102001000',
      community: '历山社区',
      point: { longitude: 117.04, latitude: 36.67 },
    };
    const pothole = {
      category: 'urban.road',
      title: '历山路路面塌陷一处',
      content: '历山路与解放路路口东侧路面塌陷，深约二十厘米，影响通行。',
    };
    const main = await take({ ...pothole, place, caller: { phone: '13800000003' } });
    who = agent;
    const { body } = await send('POST', '/api/hotline/tickets/suggestions', {
      phone: '13800000004',
      text: `${pothole.title} ${pothole.content}`,
      category: 'urban.road',
      place: { ...place, community: '', point: { longitude: 117.0425, latitude: 36.67 } },
    });
    expect(body.similar[0]).toMatchObject({ link: 'cluster', similarity: 1 });
    expect(body.similar[0].metres).toBeGreaterThan(200);
    expect(body.similar[0].metres).toBeLessThan(250);
    const other = await take({
      ...pothole,
      place,
      caller: { phone: '13800000004' },
      link: { ticket: main.id, kind: 'cluster' },
    });
    expect(await ticket(other.id)).toMatchObject({ status: 'joined', main: { number: main.number } });
    await dispatch(main.id, { lead: 'housing' });
    const part = await partOf(main.number);
    await act(builder, part, 'sign-for');
    await act(builder, part, 'answer-ticket', { answer: good });
    await act(agent, main.id, 'pass-check');
    expect(await ticket(main.id)).toMatchObject({ status: 'callback' });
    expect(await ticket(other.id)).toMatchObject({ status: 'callback' });
  });

  test('given an emergency, then it is due the same day and first in the list', async () => {
    const { id } = await take({
      category: 'emergency.gas',
      title: '楼道内燃气味很大',
      caller: { phone: '13800000005' },
    });
    who = agent;
    const { body } = await send('GET', '/api/hotline/tickets?tab=to-sort');
    expect(body.rows[0]).toMatchObject({ id, emergency: true });
    expect(Date.parse(body.rows[0].dueAt) - spine.now()).toBeLessThanOrEqual(86_400_000);
    expect(body.counts['to-sort']).toBe(body.total);
  });
});

describe('who may see and do what', () => {
  test('given a confidential ticket, then the organ sees what was said and nobody who said it; the agent reads it on record', async () => {
    const { id, number } = await take({
      confidential: true,
      caller: { name: '赵小刚', phone: '13800000006' },
    });
    await dispatch(id, { lead: 'ecology' });
    const part = await partOf(number);
    who = ecologist;
    const { body: seen } = await send('GET', `/api/hotline/assignments/${part}`);
    expect(seen).toMatchObject({ confidential: true, content: call().content, ticket: { readable: false } });
    const { body: asCase } = await send('GET', `/api/cases/${part}`);
    expect(asCase.applicant).toBeNull();
    expect(JSON.stringify([seen, asCase])).not.toMatch(/赵|13800000006|personId/);
    expect((await send('GET', `/api/cases/${id}`)).status).toBe(404);
    who = agent;
    const { body: own } = await send('GET', `/api/cases/${id}`);
    expect(own.applicant.readable).toBe(true);
    const { status, body: read } = await send('POST', `/api/people/${own.applicant.id}/readings`, {
      fields: ['name'],
      purpose: 'contact',
      caseId: id,
    });
    expect([status, read.code]).toEqual([200, undefined]);
    expect(read.fields).toEqual({ name: '赵小刚' });
    const readings = await query('SELECT actor FROM sensitive_read');
    expect(readings).toEqual([{ actor: agent.actor }]);
  });

  test('given somebody is erased, then what they said is gone with them, and their ticket stays', async () => {
    const { id, number } = await take({ caller: { name: '钱小光', phone: '13800000011' } });
    const [row] = await query<{ person_id: number }>(
      `SELECT person_id FROM hotline_ticket WHERE number = $1`,
      [number],
    );
    await query(`DELETE FROM record_key WHERE table_name = 'person' AND row_id = $1`, [row!.person_id]);
    expect(await ticket(id)).toMatchObject({ status: 'received', title: call().title, content: '' });
    expect(
      await query(`SELECT caller_index, address, words FROM hotline_ticket WHERE number = $1`, [number]),
    ).toEqual([{ caller_index: null, address: '', words: null }]);
  });

  test('given another place, then neither its organs nor its tickets are there', async () => {
    const { id } = await take({ caller: { phone: '13800000007' } });
    who = stranger;
    expect((await send('GET', `/api/hotline/tickets/cases/${id}`)).status).toBe(404);
    expect((await send('GET', '/api/hotline/tickets')).body.total).toBe(0);
    who = ecologist;
    expect((await send('POST', '/api/hotline/tickets', call())).status).toBe(403);
    expect((await send('POST', '/api/hotline/tickets/suggestions', {})).status).toBe(403);
  });

  test('given a complaint about a case, then both lead to each other', async () => {
    const { number } = await take({ caller: { phone: '13800000008' } });
    const { id } = await take({
      category: 'service.conduct',
      caller: { phone: '13800000009' },
      about: { number, kind: 'slowness' },
    });
    const { about } = await ticket(id);
    expect(about).toMatchObject({ number, kind: 'slowness' });
    const { body } = await send('GET', `/api/hotline/tickets?about=${about.caseId}`);
    expect(body.rows.map((row: { id: string }) => row.id)).toEqual([id]);
  });
});

describe('a report through the portal', () => {
  const report = () => {
    const { channel: _, ...rest } = call({ caller: { phone: '13800000010' } });
    return rest;
  };

  test('given it is sent without an account, then the receipt shows its progress and no name', async () => {
    who = null;
    const { body: sent } = await send('POST', '/api/hotline/tickets/reports', report());
    const { body: progress } = await send('GET', `/api/hotline/tickets/progress/${sent.receipt}`);
    expect(progress).toMatchObject({ number: sent.number, status: 'received', may: ['withdraw-ticket'] });
    const { body: gone } = await send('POST', `/api/hotline/tickets/progress/${sent.receipt}/actions`, {
      action: 'withdraw-ticket',
    });
    expect(gone.status).toBe('withdrawn');
  });

  test.each([
    ['category', { category: 'no-such' }],
    ['caller.phone', { caller: { phone: '12' } }],
    ['caller.phone', { caller: {} }],
    ['place.region', { place: { region: '370000000000' } }],
    ['place.region', { place: { region: '379999000000' } }],
    ['about.number', { about: { number: '无此编号', kind: 'inaction' } }],
    ['title', { title: '短' }],
  ])('given %s is wrong, then it is named and nothing is kept', async (field, wrong) => {
    who = null;
    const [before] = await query('SELECT count(*) FROM hotline_ticket WHERE case_id IS NOT NULL');
    const { status, body } = await send('POST', '/api/hotline/tickets/reports', { ...report(), ...wrong });
    expect([status, body.field]).toEqual([422, field]);
    expect(await query('SELECT count(*) FROM hotline_ticket WHERE case_id IS NOT NULL')).toEqual([before]);
  });
});

test('given all that was told, when it is replayed, then states, alerts and clocks come out the same', async () => {
  expect((await replay(spine)).listed).toEqual([]);
});

describe('reports without signing in', () => {
  test('given more of one address than the rules let through, then the next is told when to come back; another address and whoever has signed in go on', async () => {
    const { app } = await appWith({ ...spine }, { who: () => who }, registerCitizenRoutes);
    const report = (remoteAddress: string) =>
      app.inject({ method: 'POST', url: '/api/hotline/tickets/reports', payload: {}, remoteAddress });
    who = null;
    for (let n = 0; n < reportRules.rate.requests; n++)
      expect((await report('198.51.100.1')).statusCode).toBe(422);
    const refused = await report('198.51.100.1');
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json()).toMatchObject({
      code: 'too-many-tries',
      expectedZh: expect.stringMatching(/^10 分钟内最多提交 20 次，请于 \d+ 秒后再试/),
    });
    expect((await report('198.51.100.2')).statusCode).toBe(422);
    who = agent;
    expect((await report('198.51.100.1')).statusCode).toBe(422);
  });
});
