import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { bulletinsApi } from '#contract/bulletins';
import type { Outgoing } from '#spine/messages/ways';
import { noteNextBulletin, sendNextMail } from '#spine/bulletins/tell-subscribers';
import type { z } from 'zod';
import { signedInAs } from '../support/signed-in.ts';
import { choose } from './choose.ts';
import { faultsOnPages, type PageToLookAt } from './page-faults.ts';
import { startSmallInstallation } from './small-installation.ts';
import { visitorOf } from './visitor.ts';

const { url, account, spine } = await startSmallInstallation({ now: Date.now(), platforms: true });
const visitor = visitorOf(url);
const mails: Outgoing[] = [];
spine.ways = { email: async (mail) => void mails.push(mail) };
await account('writer', 'handler');
await account('head', 'organ-head');
const writer = await signedInAs(url, 'writer');
const head = await signedInAs(url, 'head');
type Bulletin = z.infer<typeof bulletinsApi.create.response>;

const sendAll = async () => {
  while (await noteNextBulletin(spine));
  while (await sendNextMail(spine));
};
/** Publishes a bulletin past the pages. */
async function publish(title: string): Promise<Bulletin> {
  const content = {
    column: 'news',
    title,
    text: `# 标题\n\n${title}\n\n| 项 | 数 |\n| --- | --- |\n| 甲 | 1 |`,
    organ: 'district-bureau',
  };
  const made = await writer.send<Bulletin>('POST', '/api/bulletin-desk', content);
  const path = `/api/bulletin-desk/${made.id}/actions`;
  await writer.send('POST', path, { version: 1, action: 'submit' });
  return head.send<Bulletin>('POST', path, { version: 1, action: 'approve' });
}
const shown = await publish('已公布的动态');

describe('a bulletin from its draft to whoever subscribed', () => {
  test('given a subscriber, when one person writes and another approves, then it is published, in the feed, and mailed; and one unsubscribes', async () => {
    const reader = await visitor.visit('/bulletins?column=notices', { as: null });
    await reader.getByLabel('电子邮箱').fill('reader@example.cn');
    await reader.getByRole('button', { name: /^订\s*阅$/ }).click();
    await reader.getByText('如该邮箱尚未订阅，确认邮件即将发出，请查收。').waitFor();
    await sendAll();
    const link = (mail: Outgoing) => new URL(/https?:\S+#\S+/.exec(mail.text)![0]);
    const confirm = link(mails[0]!);
    const confirming = await visitor.visit(`${confirm.pathname}${confirm.hash}`, { as: null });
    await confirming.getByRole('button', { name: '确认订阅' }).click();
    await confirming.getByText('已确认，新公告将发送到您的邮箱').waitFor();

    const desk = await visitor.visit('/workbench/bulletins?create=true', { as: 'writer' });
    const drawer = desk.getByRole('dialog');
    await choose(drawer.getByRole('combobox', { name: '栏目' }), '通知公告');
    await drawer.getByLabel('发布机关').fill('区局');
    await choose(drawer.getByLabel('发布机关'), '区局');
    await drawer.getByLabel('标题', { exact: true }).fill('窗口周六开放');
    await drawer.getByLabel('正文内容').fill('## 时间\n\n- 周六上午');
    await drawer.getByRole('button', { name: '保存草稿' }).click();
    await drawer.getByRole('button', { name: '提交审核' }).click();
    await drawer.getByText('等待另一人审核。').waitFor();

    const approving = await visitor.visit('/workbench/bulletins', { as: 'head' });
    await approving.getByRole('link', { name: '窗口周六开放' }).click();
    await approving.getByRole('dialog').getByRole('button', { name: '审核通过' }).click();
    await approving.getByRole('dialog').getByRole('link', { name: '查看公众页面' }).click();
    await approving.getByRole('heading', { name: '时间' }).waitFor();

    expect(await (await fetch(`${url}/api/bulletins/feed.atom?column=notices`)).text()).toContain(
      '窗口周六开放',
    );
    await sendAll();
    expect(mails.at(-1)!.subject).toBe('【明镜】通知公告：窗口周六开放');
    const end = link(mails.at(-1)!);
    const ending = await visitor.visit(`${end.pathname}${end.hash}`, { as: null });
    await ending.getByRole('button', { name: /^退\s*订$/ }).click();
    await ending.getByText('已退订，邮箱地址已销毁').waitFor();
  });

  test('given a word, then the bulletin is found, and read with its table', async () => {
    const page = await visitor.visit('/bulletins', { as: null });
    await page.getByLabel('标题或关键词').fill('动态');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByRole('link', { name: '已公布的动态' }).click();
    await page.getByRole('cell', { name: '甲' }).waitFor();
  });
});

describe('open data', () => {
  test('given a data set, when it is downloaded, then it is the table that is shown', async () => {
    const page = await visitor.visit('/open-data', { as: null });
    await page.getByRole('link', { name: '机关名录' }).click();
    await page.getByRole('cell', { name: 'district-bureau' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载 CSV' }).click();
    const file = await readFile(await (await download).path(), 'utf8');
    expect(file).toContain('district-bureau,区局');
  });
});

describe('the annual report', () => {
  test('given an editor, then the report is counted, what is not counted says so, and texts are saved', async () => {
    const page = await visitor.visit('/workbench/openness', { as: 'writer' });
    await page.getByLabel('机关').fill('区局');
    await choose(page.getByLabel('机关'), '区局');
    await page.getByRole('heading', { name: '总体情况' }).waitFor();
    await page.getByText('未统计').first().waitFor();
    await page.getByLabel('“总体情况”补充文字').fill('总体平稳。');
    await page.getByRole('button', { name: '保存文字' }).click();
    await page.getByText('已保存为第 1 版').waitFor();
  });
});

describe('every page, wide and narrow', () => {
  const pages: PageToLookAt[] = [
    ['/bulletins', null],
    ['/bulletins?search=zzzz', null, 'en-US'],
    [`/bulletins/${shown.id}`, null],
    ['/bulletins/subscription', null],
    ['/open-data', null],
    ['/open-data/case-counts', null, 'en-US'],
    ['/openness', null],
    ['/workbench/bulletins', 'head'],
    [`/workbench/bulletins?bulletin=${shown.id}`, 'writer', 'en-US'],
    ['/workbench/openness?organ=district-bureau&year=2025', 'head'],
  ];
  test('given a wide screen and a phone, then axe finds no violation and nothing sticks out', async () => {
    expect(await faultsOnPages(visitor, pages)).toEqual([]);
  });
});
