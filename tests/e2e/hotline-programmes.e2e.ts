import { describe, expect, test } from 'vitest';
import { toRfc3339 } from '#base/time';
import { inTransaction } from '#base/db';
import { saveOrgans } from '#spine/catalogue/register';
import { findSeries, insertSeries } from '#platforms/hotline/programmes/series-store';
import { planEpisode } from '#platforms/hotline/programmes/commands';
import { receiveTicket } from '#platforms/hotline/tickets/receive-ticket';
import { insertMail } from '#platforms/hotline/mails/store';
import { startSmallInstallation } from './small-installation.ts';
import { answer, chooseInTree } from './choose.ts';
import { visitorOf } from './visitor.ts';
import { faultsOnPages, type PageToLookAt } from './page-faults.ts';

const now = Date.now();
const { url, spine, account } = await startSmallInstallation({ now, platforms: true });
const visitor = visitorOf(url);

const organ = (code: string, zh: string, kind: 'service-centre' | 'department') => ({
  code,
  name: { zh, en: code },
  region: '370100000000',
  kind,
});
await saveOrgans(
  spine.pool,
  [
    organ('centre', '济南市政务服务中心', 'service-centre'),
    organ('ecology', '济南市生态环境局', 'department'),
  ],
  true,
);
await spine.registry.refresh();
await account('agent', 'hotline-agent', 'centre');
const content = {
  name: { zh: '阳光政务热线', en: 'Sunshine hotline' },
  medium: 'radio' as const,
  station: 'FM105.0',
  weekdays: [3],
  hour: '09:00',
  minutes: 60,
  running: true,
};
const by = { actor: 'agent' };
const seriesId = await insertSeries(
  spine.pool,
  { organId: spine.registry.organ('centre')!.id, region: '370100000000', content, demonstration: true },
  { ...by, at: now },
);
const series = (await findSeries(spine.pool, seriesId))!;
const planned = await planEpisode(
  spine,
  series,
  {
    number: '第160期',
    airsAt: toRfc3339(now),
    organs: [{ organ: 'ecology', posts: ['局长', '分管副局长'] }],
    host: '新闻广播直播组',
  },
  by,
);
const ticket = await receiveTicket(
  spine,
  {
    channel: 'phone',
    kind: 'complaint',
    category: 'environment.noise',
    title: '早先来电反映扬尘',
    content: '工地渣土没有遮盖，刮风时扬尘严重。',
    place: { region: '370102000000', address: '', community: '' },
    caller: {},
    confidential: false,
  },
  { actor: 'agent', uploader: null },
);
const sheet = `/workbench/hotline/programmes/${planned.city}-${planned.id}`;
await inTransaction(spine.pool, (client) =>
  insertMail(client, {
    mailbox: 'hotline@mail.example.cn/INBOX',
    uidValidity: 1,
    uid: 7,
    messageId: '<7@example.cn>',
    standing: 'set-aside',
    reason: 'auto-reply',
    subject: '自动回复：小区暖气不热',
    content: '小区三号楼暖气不热，本人出差，请发短信联系。',
    leftOut: [{ name: 'run.exe', why: 'not supported', whyZh: '不支持的格式' }],
    bytes: 2048,
    sentAt: now,
    receivedAt: now,
    personId: null,
    ticket: null,
    answerDue: false,
  }),
);

describe('a broadcast', () => {
  test('given an episode, when it goes on air, then a question is taken down by keyboard, answered, and everybody sees how it stands', async () => {
    const page = await visitor.visit(sheet, { as: 'agent' });
    await page.getByRole('button', { name: '开始直播' }).click();
    const question = page.getByRole('form', { name: '快速登记提问' });
    await question.getByLabel('问题').waitFor();
    await page.keyboard.press('Alt+q');
    await page.keyboard.type('工地夜间施工扰民');
    await chooseInTree(question.getByLabel('类别', { exact: true }), '噪声');
    await chooseInTree(question.getByLabel('地点', { exact: true }), '历下区');
    await question.getByLabel('回访电话').fill('13800000001');
    await page.keyboard.press('Control+Enter');
    await question.getByText(/已生成工单 HL/).waitFor();
    expect(await question.getByLabel('问题').inputValue()).toBe('');
    await page.getByRole('button', { name: '登记第 1 个问题的答复' }).click();
    await page.getByLabel('答复内容').fill('今天下午现场核查并答复。');
    await page.keyboard.press('Control+Enter');
    await page.getByText('局长 答复（承诺办理）', { exact: false }).waitFor();
    const link = page.getByRole('form', { name: '关联已有工单' });
    await link.getByLabel('工单', { exact: true }).fill('扬尘');
    await page.getByTitle(`${ticket.number} 早先来电反映扬尘`).click();
    await link.getByRole('button', { name: '关联到本期' }).click();
    await page.getByRole('button', { name: '取消关联第 2 个问题的工单' }).click();
    await answer(page.getByRole('tooltip'), '取消关联');
    await page.getByText(`已取消关联工单 ${ticket.number}`).waitFor();
    await page.getByRole('button', { name: '重新关联' }).click();
    await page.getByRole('link', { name: ticket.number }).waitFor();
    await page.getByRole('button', { name: '结束直播' }).click();
    await answer(page.getByRole('tooltip'), '结束直播');
    await page.getByText('已播出，跟踪办理').first().waitFor();
    const open = await visitor.visit('/hotline/programmes?when=past', { as: null });
    await open.getByRole('link', { name: /第160期/ }).click();
    await open.getByText('工地夜间施工扰民').waitFor();
    await open.getByText('跟踪办理').first().waitFor();
  });
});

describe('the mailbox', () => {
  test('given a message that was set aside, then an agent sees why and makes a ticket of it', async () => {
    const page = await visitor.visit('/workbench/hotline/mails', { as: 'agent' });
    await page.getByRole('button', { name: '自动回复：小区暖气不热' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('自动回复（RFC 3834）').waitFor();
    await drawer.getByText('run.exe', { exact: false }).waitFor();
    await drawer.getByRole('button', { name: '生成工单' }).click();
    await chooseInTree(drawer.getByLabel('类别', { exact: true }), '供暖');
    await chooseInTree(drawer.getByLabel('所在区划', { exact: true }), '历下区');
    await drawer.getByRole('button', { name: '生成工单' }).click();
    await drawer.getByRole('link', { name: /^HL/ }).waitFor();
  });
});

describe('every page, wide and narrow', () => {
  const pages: PageToLookAt[] = [
    ['/hotline/programmes', null],
    ['/hotline/programmes?when=past', null, 'en-US'],
    [`/hotline/programmes/${planned.city}-${planned.id}`, null],
    ['/workbench/hotline/programmes', 'agent'],
    ['/workbench/hotline/programmes?from=2020-01-01&to=2020-01-31', 'agent', 'en-US'],
    [sheet, 'agent'],
    [`/workbench/cases/${planned.city}-${planned.id}`, 'agent'],
    ['/workbench/hotline/series', 'agent', 'en-US'],
    ['/hotline/questions', null],
    ['/workbench/hotline/questions?standing=asked,following', 'agent'],
    ['/workbench/hotline/mails?tab=all', 'agent'],
    ['/workbench/hotline/mails', 'agent', 'en-US'],
  ];
  test('given a wide screen and a phone, then axe finds no violation and nothing sticks out', async () => {
    expect(await faultsOnPages(visitor, pages)).toEqual([]);
  });
});
