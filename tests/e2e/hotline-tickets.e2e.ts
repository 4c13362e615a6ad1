import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { systemNow } from '#base/time';
import { saveOrgans } from '#spine/catalogue/register';
import { signedInAs } from '../support/signed-in.ts';
import { choose, chooseInTree } from './choose.ts';
import { startSmallInstallation } from './small-installation.ts';
import { visitorOf } from './visitor.ts';
import { faults } from './page-faults.ts';
import { photograph } from './photograph.ts';

const world = await startSmallInstallation({ now: systemNow(), platforms: true });
world.spine.now = systemNow;
const organ = (
  code: string,
  zh: string,
  en: string,
  region: string,
  kind: 'department' | 'service-centre',
) => ({
  code,
  name: { zh, en },
  region,
  kind,
});
await saveOrgans(
  world.spine.pool,
  [
    organ('centre', '济南市政务服务中心', 'Jinan Service Centre', '370100000000', 'service-centre'),
    organ('ecology', '济南市生态环境局', 'Jinan Ecology Bureau', '370100000000', 'department'),
    organ('housing', '历下区住房和城乡建设局', 'Lixia Housing Bureau', '370102000000', 'department'),
  ],
  false,
);
await world.spine.registry.refresh();
await world.account('agent', 'hotline-agent', 'centre');
await world.account('head', 'approver', 'centre');
await world.account('ecologist', 'handler', 'ecology');
await world.account('builder', 'handler', 'housing');
const visitor = visitorOf(world.url);

/** What a call or a report is about. */
async function fillIn(page: Page, { title, phone }: { title: string; phone: string }): Promise<void> {
  await chooseInTree(page.getByLabel('类别', { exact: true }), '噪声');
  await page.getByLabel('标题', { exact: true }).fill(title);
  await page
    .getByLabel('具体内容', { exact: true })
    .fill('解放桥社区东侧工地每天夜里十一点后还在施工，声音很大，影响老人孩子休息。');
  await chooseInTree(page.getByLabel('所在区划', { exact: true }), '历下区');
  await page.getByLabel('小区或村居', { exact: true }).fill('解放桥社区');
  await page.getByLabel('联系电话', { exact: true }).fill(phone);
}

/** Takes an action of a case, filling in its form. */
async function act(page: Page, name: string, fill: (dialog: Locator) => Promise<void> = async () => {}) {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await fill(dialog);
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Key of a case by its number, once it is there. */
async function keyOf(number: string): Promise<string> {
  const found = async () =>
    (
      await world.query<{ key: string }>(`SELECT city || '-' || id AS key FROM cases WHERE number = $1`, [
        number,
      ])
    )[0]?.key;
  await expect.poll(found).toBeTruthy();
  return (await found())!;
}
const statusOf = async (id: string) => {
  const agent = await signedInAs(world.url, 'agent');
  return (await agent.read<{ status: string }>(`/api/hotline/tickets/cases/${id}`)).status;
};
/** What an organ does with its part, as its pages would. */
async function organActs(account: string, number: string, action: string, values: object = {}) {
  const official = await signedInAs(world.url, account);
  await official.send('POST', `/api/cases/${await keyOf(number)}/actions`, { action, values });
}

const good = '经夜间现场核查，已责令停止施工并立案，安排专人复查。';

describe('the hotline', () => {
  test('given a call about what was called about before, when it is wrongly returned, redone and then satisfies, then it is closed and the rates lead back to it', async () => {
    const first = await visitor.visit('/workbench/hotline/take', { as: 'agent' });
    await first.getByRole('heading', { name: '受理', level: 1 }).waitFor();
    await first.getByRole('button', { name: '受理', exact: true }).click();
    await first.getByText('请填写标题').waitFor();
    await fillIn(first, { title: '工地夜间施工噪声扰民', phone: '12' });
    await first.getByRole('button', { name: '受理', exact: true }).click();
    await first.getByText('请填写正确的电话号码').waitFor();
    expect(await faults(first, 'take')).toEqual([]);
    await first.getByLabel('联系电话', { exact: true }).fill('13800000001');
    await first.getByRole('button', { name: '受理', exact: true }).click();
    const done = await first.getByText(/已受理：HL/).innerText();
    const number = done.replace('已受理：', '');

    // The same caller again: recognised while the agent types, and joined.
    await first.getByRole('button', { name: '受理下一件' }).click();
    await fillIn(first, { title: '工地夜间施工噪声扰民', phone: '138-0000-0001' });
    await first.getByRole('button', { name: '同一来电人重复：并入此单' }).first().click();
    await first.getByText(`将并入 ${number}`).waitFor();
    await photograph(first, 'take-duplicate');
    await first.getByRole('button', { name: '受理', exact: true }).click();
    await first.getByText(/已受理：HL/).waitFor();

    // Sent to an organ that it does not concern, which returns it.
    const id = await keyOf(number);
    const page = await visitor.visit(`/workbench/cases/${id}`, { as: 'agent' });
    await page.getByLabel('按名称查找机关').fill('住房');
    await page.getByRole('radio', { name: /历下区住房和城乡建设局/ }).check();
    await page.getByRole('button', { name: '派单', exact: true }).click();
    await expect.poll(() => statusOf(id)).toBe('dispatched');
    await organActs('builder', `${number}-1`, 'ask-return', { reason: '噪声由生态环境部门负责' });
    await page.reload();
    await act(page, '不同意退回', (dialog) => dialog.getByLabel('理由').fill('施工许可由你局核发，请先核实'));
    await expect.poll(() => statusOf(id)).toBe('dispatched');
    await organActs('builder', `${number}-1`, 'ask-return', { reason: '已核实，未核发夜间施工许可' });
    await page.reload();
    await act(page, '同意退回', (dialog) => dialog.getByLabel('理由').fill('经核对职责清单属实'));
    await page.getByRole('radio', { name: /济南市生态环境局/ }).check();
    expect(await faults(page, 'ticket')).toEqual([]);
    await page.getByRole('button', { name: '派单', exact: true }).click();
    await expect.poll(() => statusOf(id)).toBe('dispatched');

    // The organ signs, answers; the caller is not satisfied; the same handler does it again.
    const part = `${number}-2`;
    const handler = await visitor.visit('/workbench/hotline/assignments', { as: 'ecologist' });
    await handler.getByRole('link', { name: number }).first().waitFor();
    expect(await faults(handler, 'assignments')).toEqual([]);
    await handler.goto(`${world.url}/workbench/cases/${await keyOf(part)}`);
    await act(handler, '签收');
    await act(handler, '反馈办理结果', (dialog) => dialog.getByLabel('办理结果（告知诉求人）').fill(good));
    await expect.poll(() => statusOf(id)).toBe('feedback');
    await page.reload();
    await act(page, '核查通过，转回访');
    await act(page, '登记回访', async (dialog) => {
      await choose(dialog.getByLabel('回访结果'), '不满意');
      await choose(dialog.getByLabel('问题是否解决'), '否');
      await dialog.getByLabel('诉求人意见').fill('夜里还在施工');
    });
    await expect.poll(() => statusOf(id)).toBe('handling');
    await handler.reload();
    await handler.getByText('夜里还在施工').first().waitFor();
    expect(await faults(handler, 'assignment')).toEqual([]);
    await organActs('ecologist', part, 'answer-ticket', { answer: '已再次夜查并处罚，工地夜间已停工。' });
    await page.reload();
    await act(page, '核查通过，转回访');
    await act(page, '登记回访', async (dialog) => {
      await choose(dialog.getByLabel('回访结果'), '满意');
      await choose(dialog.getByLabel('问题是否解决'), '是');
    });
    await expect.poll(() => statusOf(id)).toBe('closed');

    // Both callers are called back, and the numbers lead to the tickets.
    await page.goto(`${world.url}/workbench/hotline/tickets?tab=to-call-back`);
    await page.getByText('工地夜间施工噪声扰民').first().waitFor();
    await page.goto(`${world.url}/workbench/hotline/rates`);
    await page.getByText('济南市生态环境局').first().waitFor();
    expect(await faults(page, 'rates')).toEqual([]);
    await page.getByRole('link', { name: /济南市生态环境局满意率达标/ }).click();
    await page.getByRole('link', { name: number }).first().waitFor();
    expect(await faults(page, 'list')).toEqual([]);
  }, 300_000);

  test('given a citizen without an account, when they report and give no number, then the field says so; with one they follow it by the receipt', async () => {
    const page = await visitor.visit('/hotline', { as: null });
    await fillIn(page, { title: '工地夜间施工噪声', phone: '' });
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('请填写正确的电话号码').waitFor();
    expect(await faults(page, 'report')).toEqual([]);
    await page.getByLabel('联系电话', { exact: true }).fill('13800000002');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByRole('heading', { name: '已受理' }).waitFor();
    await page.getByRole('link', { name: '查看进度' }).click();
    await page.getByRole('heading', { name: '工地夜间施工噪声', level: 1 }).waitFor();
    expect(await faults(page, 'progress')).toEqual([]);
    await page.goto(`${world.url}/hotline/notices`);
    await page.getByText('目前没有通报').waitFor();
    expect(await faults(page, 'notices')).toEqual([]);
  });

  test('given somebody who reads English, then the page of the hotline is English and clean', async () => {
    const page = await visitor.visit('/hotline', { as: null, locale: 'en-US' });
    await page.getByRole('heading', { name: 'Report something', level: 1 }).waitFor();
    expect(await faults(page, 'report-en')).toEqual([]);
    expect(await page.getByRole('main').innerText()).not.toMatch(/[\u4e00-\u9fff]/);
  });
});
