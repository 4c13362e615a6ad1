import { describe, expect, test } from 'vitest';
import { sayNothing } from '#base/log';
import { systemNow, toRfc3339 } from '#base/time';
import type { Role } from '#contract/roles';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import { saveOrgans } from '#spine/catalogue/register';
import { replay } from '#spine/journal/replay';
import { settleReactions } from '#spine/platform/reactions';
import { testDatabase } from '../../../../tests/support/database.ts';
import { principalWith } from '../../../../tests/support/principals.ts';
import { appWith, organs, testSpine } from '../../../../tests/support/spine.ts';
import { installPlatforms } from '../../../install-platforms.ts';
import { registerWorkbenchRoutes } from '../tickets/workbench-routes.ts';
import { registerProgrammeRoutes } from './routes.ts';
import { seedProgrammes } from './seed.ts';

installPlatforms();
const { pool } = await testDatabase();
const { spine, present, query } = await testSpine(pool, { now: systemNow(), platforms: true });
const organ = (code: string, zh: string, kind: 'service-centre' | 'department') => ({
  code,
  name: { zh, en: code },
  region: '370100000000',
  kind,
});
await saveOrgans(
  pool,
  [
    organ('centre', '济南市政务服务中心', 'service-centre'),
    organ('ecology', '济南市生态环境局', 'department'),
  ],
  false,
);
await spine.registry.refresh();

async function person(role: Role, at: string, region = 370100000000) {
  return {
    ...principalWith([{ role, organId: spine.registry.organ(at)!.id, region }]),
    actor: `${role}-${at}`,
  };
}
const agent = await person('hotline-agent', 'centre');
const stranger = await person('handler', organs.qingdao.code, 370202000000);
let who: typeof agent | null = agent;
const { send } = await appWith(
  spine,
  { who: () => who },
  registerProgrammeRoutes,
  registerWorkbenchRoutes,
  registerCaseRoutes,
);
const base = '/api/hotline/programmes';
const content = {
  name: { zh: '阳光政务热线', en: 'Sunshine' },
  medium: 'radio',
  station: 'FM105.0',
  weekdays: [3],
  hour: '09:00',
  minutes: 60,
};
const { body: series } = await send('POST', `${base}/series`, { region: '370100000000', content });
const plan = (number: string, more: object = {}) => ({
  series: series.id,
  number,
  airsAt: toRfc3339(present.now),
  organs: [{ organ: 'ecology', posts: ['局长'] }],
  host: '直播组',
  ...more,
});
const question = (title: string, more: object = {}) => ({
  title,
  category: 'environment.noise',
  region: '370102000000',
  caller: { phone: '13800000001' },
  organ: 'ecology',
  ...more,
});
const act = async (id: string, action: string, values: object = {}) => {
  present.now = systemNow();
  const answer = await send('POST', `/api/cases/${id}/actions`, { action, values });
  await settleReactions(spine);
  return answer;
};
const episode = async (id: string) => (await send('GET', `${base}/episodes/${id}`)).body;

describe('an episode', () => {
  test('given it is planned, on air and asked, then each question is a ticket, and it is open until the last one is settled', async () => {
    who = agent;
    const { status, body } = await send('POST', `${base}/episodes`, plan('第1期'));
    expect([status, body.status, body.may]).toEqual([200, 'planned', ['change']]);
    const { id } = body;
    expect((await send('POST', `${base}/episodes/${id}/questions`, question('太早了的问题'))).body.code).toBe(
      'action-not-allowed',
    );
    expect((await act(id, 'begin-broadcast')).status).toBe(200);
    expect(
      (await send('POST', `${base}/episodes/${id}/questions`, question('别的单位', { organ: 'centre' })))
        .body,
    ).toMatchObject({ code: 'field-invalid', field: 'organ', expectedZh: '应为上线单位' });
    const { body: asked } = await send(
      'POST',
      `${base}/episodes/${id}/questions`,
      question('夜间施工噪声扰民'),
    );
    const taken = await send('POST', '/api/hotline/tickets', {
      channel: 'phone',
      kind: 'complaint',
      category: 'environment.noise',
      title: '早先来电反映扬尘',
      content: '工地渣土没有遮盖，刮风时扬尘严重。',
      place: { region: '370102000000' },
      caller: {},
    });
    await send('POST', `${base}/episodes/${id}/linked-questions`, { ticket: taken.body.id });
    expect(
      (await send('POST', `${base}/episodes/${id}/linked-questions`, { ticket: taken.body.id })).status,
    ).toBe(422);
    await settleReactions(spine);
    const first = asked.questionList[0];
    expect(first).toMatchObject({ n: 1, standing: 'asked', organName: { zh: '济南市生态环境局' } });
    expect((await send('GET', `/api/hotline/tickets/cases/${first.ticket.id}`)).body).toMatchObject({
      channel: 'radio',
      programme: { name: '阳光政务热线', episode: '第1期', organOnAir: 'ecology' },
    });
    expect((await send('GET', `/api/hotline/tickets/cases/${taken.body.id}`)).body.programme).toMatchObject({
      episode: '第1期',
    });
    await act(id, 'say-outcome', { n: '1', kind: 'promised', text: '今天下午现场核查。', speaker: '局长' });
    await act(id, 'end-broadcast');
    expect((await act(id, 'close-episode')).body.code).toBe('action-not-allowed');
    const clocks = await query<{ kind: string }>(
      `SELECT DISTINCT c.state::text LIKE '%follow-up%' AS kind FROM cases c WHERE c.number LIKE 'PG%'`,
    );
    expect(clocks.length).toBe(1);
    await act(first.ticket.id, 'answer-ticket', { answer: '已责令停工整改。', satisfied: 'yes' });
    expect(await episode(id)).toMatchObject({ status: 'aired', solved: 1, following: 1 });
    await act(taken.body.id, 'answer-ticket', { answer: '已覆盖渣土并处罚。', satisfied: 'yes' });
    const closed = await episode(id);
    expect(closed).toMatchObject({ status: 'closed', solved: 2, following: 0 });
    expect(closed.questionList[0]).toMatchObject({
      standing: 'solved',
      note: '已责令停工整改。',
      outcome: { by: '局长' },
    });
  });

  test('given the wrong ticket was taken up, when that is taken back, then both stay in the journal and the ticket goes its own way', async () => {
    who = agent;
    const { body } = await send('POST', `${base}/episodes`, plan('第4期'));
    await act(body.id, 'begin-broadcast');
    const ticketOf = async (title: string) =>
      (
        await send('POST', '/api/hotline/tickets', {
          channel: 'phone',
          kind: 'complaint',
          category: 'environment.noise',
          title,
          content: '夜间装修噪声，影响休息，请求处理。',
          place: { region: '370102000000' },
          caller: {},
        })
      ).body.id as string;
    const [wrong, right] = [await ticketOf('误选的工单'), await ticketOf('应当关联的工单')];
    const link = (ticket: string) =>
      send('POST', `${base}/episodes/${body.id}/linked-questions`, { ticket, organ: 'ecology' });
    const unlink = async (n: number) => {
      const answer = await send('DELETE', `${base}/episodes/${body.id}/linked-questions/${n}`);
      await settleReactions(spine);
      return answer;
    };
    await link(wrong);
    await settleReactions(spine);
    const { body: other } = await send('POST', `${base}/episodes`, plan('第5期'));
    await act(other.id, 'begin-broadcast');
    expect(
      (await send('POST', `${base}/episodes/${other.id}/linked-questions`, { ticket: wrong })).body,
    ).toMatchObject({ field: 'ticket', expectedZh: '该工单已由另一期节目跟踪' });
    expect((await episode(body.id)).questionList).toMatchObject([{ n: 1, mayUnlink: true }]);
    expect((await unlink(1)).body).toMatchObject({ questions: 0, questionList: [] });
    expect((await send('GET', `/api/hotline/tickets/cases/${wrong}`)).body.programme).toBeNull();
    await link(right);
    await send('POST', `${base}/episodes/${body.id}/questions`, question('直播中提出的问题'));
    await settleReactions(spine);
    expect((await episode(body.id)).questionList).toMatchObject([
      { n: 2, mayUnlink: true },
      { n: 3, mayUnlink: false },
    ]);
    expect((await unlink(3)).body).toMatchObject({ code: 'field-invalid', field: 'n' });
    await act(body.id, 'say-outcome', { n: '2', kind: 'promised', text: '今天核查。', speaker: '局长' });
    expect((await unlink(2)).status).toBe(422);
    const told = await query<{ type: string }>(
      `SELECT type FROM journal WHERE type IN ('hotline.question-unlinked', 'hotline.ticket-left-air') ORDER BY seq`,
    );
    expect(told.map(({ type }) => type)).toEqual(['hotline.question-unlinked', 'hotline.ticket-left-air']);
    await act(body.id, 'end-broadcast');
    await act(other.id, 'end-broadcast');
  });

  test('given a number that is there, an organ that is none, another centre or nobody, then it is refused', async () => {
    who = agent;
    expect((await send('POST', `${base}/episodes`, plan('第1期'))).body).toMatchObject({
      code: 'conflict',
      field: 'number',
    });
    expect(
      (await send('POST', `${base}/episodes`, plan('第9期', { organs: [{ organ: 'none', posts: ['x'] }] })))
        .body,
    ).toMatchObject({ code: 'organ-unknown', field: 'organs.0.organ' });
    const { body } = await send('POST', `${base}/episodes`, plan('第2期'));
    const changed = await send('PUT', `${base}/episodes/${body.id}`, {
      ...plan('第2期（特别节目）'),
      organs: [],
    });
    expect(changed.body).toMatchObject({ number: '第2期（特别节目）', organs: [] });
    who = stranger;
    expect((await send('GET', `${base}/episodes/${body.id}`)).status).toBe(404);
    expect((await send('GET', `${base}/episodes`)).body.total).toBe(0);
    expect((await send('POST', `${base}/episodes`, plan('第3期'))).status).toBe(404);
    who = agent;
    expect((await act(body.id, 'cancel-episode', { reason: '设备检修，改期播出' })).status).toBe(200);
    expect(await episode(body.id)).toMatchObject({ status: 'cancelled', reason: '设备检修，改期播出' });
  });

  test('given a series that somebody else has saved, then the older version is refused', async () => {
    who = agent;
    const next = { ...content, station: 'FM96.0' };
    expect(
      (await send('PUT', `${base}/series/${series.id}`, { version: 1, content: next })).body.version,
    ).toBe(2);
    expect((await send('PUT', `${base}/series/${series.id}`, { version: 1, content: next })).status).toBe(
      409,
    );
    expect(
      (await send('PUT', `${base}/series/${series.id}`, { version: 2, content: { ...next, hour: '25:00' } }))
        .body,
    ).toMatchObject({
      expectedZh: '应为时刻，如 09:00',
    });
  });
});

describe('what everybody sees', () => {
  test('given episodes, then their questions show what was said on air, and nothing of who asked or of the ticket', async () => {
    who = null;
    const { body } = await send('GET', `${base}/broadcasts?when=past`);
    const first = (body.rows as { id: string; number: string }[]).find(({ number }) => number === '第1期')!;
    const { body: one } = await send('GET', `${base}/broadcasts/${first.id}`);
    expect(one.questionList[0]).toEqual({
      n: 1,
      title: '夜间施工噪声扰民',
      raisedAt: expect.any(String),
      standing: 'solved',
      outcome: { kind: 'promised', text: '今天下午现场核查。', by: '局长', at: expect.any(String) },
      settledAt: expect.any(String),
    });
    expect(JSON.stringify(one)).not.toMatch(/HL2|1380000/);
  });

  test('given the figures, then each is as long as the list that it counts', async () => {
    for (const [path, episodes, questions] of [
      ['broadcasts', 'broadcasts?when=', 'questions'],
      ['episodes', null, 'asked'],
    ] as const) {
      who = path === 'episodes' ? agent : null;
      const { figures } = (await send('GET', `${base}/${path}`)).body;
      const total = async (address: string) => (await send('GET', `${base}/${address}`)).body.total;
      expect(await total(episodes ? `${episodes}past` : 'episodes?status=aired,closed')).toBe(
        figures.episodes,
      );
      expect(await total(episodes ? `${episodes}coming` : 'episodes?status=planned,on-air')).toBe(
        figures.coming,
      );
      expect(await total(questions)).toBe(figures.questions);
      expect(await total(`${questions}?standing=solved`)).toBe(figures.solved);
      expect(await total(`${questions}?standing=asked,following`)).toBe(figures.following);
    }
  });

  test('given the demonstration is told twice, then the mission’s 159 broadcasts and 1,242 questions come out', async () => {
    const before = (await send('GET', `${base}/broadcasts`)).body.figures;
    await seedProgrammes(spine, sayNothing);
    await seedProgrammes(spine, sayNothing);
    const { body } = await send('GET', `${base}/broadcasts?when=coming`);
    expect(body.figures.episodes - before.episodes).toBe(159);
    expect(body.figures.solved - before.solved).toBe(1242);
    expect(body.total).toBe(3);
    const { rows } = (await send('GET', `${base}/broadcasts?when=past&pageSize=200`)).body;
    const ofSeed = (rows as { airsAt: string; demonstration: boolean }[]).filter((one) => one.demonstration);
    expect(new Set(ofSeed.map(({ airsAt }) => airsAt.slice(11)))).toEqual(new Set(['01:00:00.000Z']));
    expect((await replay(spine)).listed).toEqual([]);
  });
});
