import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemNow } from '#base/time';
import { watchStreams } from '../../server/platforms/powers/halls/streams/watch.ts';
import { signedInAs } from '../support/signed-in.ts';
import { organs } from '../support/spine.ts';
import { choose } from './choose.ts';
import { faults } from './page-faults.ts';
import { photograph } from './photograph.ts';
import { startSmallInstallation } from './small-installation.ts';
import { visitorOf } from './visitor.ts';

const world = await startSmallInstallation({ now: systemNow(), platforms: true });
// Streams go on while somebody watches them.
world.spine.now = systemNow;
const visitor = visitorOf(world.url);
for (const [name, role, organ] of [
  ['clerk', 'window-clerk', organs.district.code],
  ['second', 'approver', organs.district.code],
  ['eye', 'supervision-officer', organs.city.code],
] as const)
  await world.account(name, role, organ);

const dialogueOf = (page: Page) => page.getByRole('dialog');
const facts = {
  organ: organs.district.code,
  hall: '历下区政务服务大厅',
  retentionDays: 90,
  reason: '按照要求登记',
};

/** Registered by one, approved by another, as the pages do it. */
async function camera(name: string, stream: string): Promise<string> {
  const clerk = await signedInAs(world.url, 'clerk');
  const body = { ...facts, name, address: `demonstration:${stream}` };
  const { id } = await clerk.send<{ id: string }>('POST', '/api/powers/cameras', body);
  const second = await signedInAs(world.url, 'second');
  await second.send('POST', `/api/cases/${id}/actions`, { action: 'approve-camera', values: {} });
  return id;
}

/** How far a picture has come, in seconds. */
const timeOf = (page: Page, name: string): Promise<number> =>
  page
    .getByRole('article', { name, exact: true })
    .locator('video')
    .evaluate((video: HTMLVideoElement) => video.currentTime);

/** Waits until a picture has moved on by more than a second. */
async function moves(page: Page, name: string): Promise<void> {
  await expect.poll(() => timeOf(page, name)).toBeGreaterThan(0);
  const from = await timeOf(page, name);
  await expect.poll(() => timeOf(page, name)).toBeGreaterThan(from + 1);
}

async function startWatching(page: Page, button: RegExp): Promise<void> {
  await page.getByLabel('事由').fill('上午例行巡查');
  await page.getByRole('button', { name: button }).click();
}

let one = '';

describe('cameras of a hall', () => {
  test('given the organ of a hall, when one registers a camera and another approves, then it is in use with its first version', async () => {
    const page = await visitor.visit('/workbench/powers/cameras', { as: 'clerk' });
    await page.getByText('没有摄像机').waitFor();
    await page.getByRole('button', { name: '登记摄像机' }).click();
    const dialogue = dialogueOf(page);
    await dialogue.getByLabel('大厅所属机关').fill('区局');
    await page.locator('.ant-select-dropdown:visible').getByText('区局').first().click();
    await dialogue.getByLabel('大厅（服务点）').fill(facts.hall);
    await dialogue.getByLabel('摄像机名称').fill('综合窗口');
    await dialogue.getByLabel('窗口（区域）').fill('1–4 号窗口');
    await dialogue.getByLabel('视频流地址（HLS）').fill('https://elsewhere.example/1.m3u8');
    await dialogue.getByLabel('理由').fill(facts.reason);
    await dialogue.getByRole('button', { name: '提交复核' }).click();
    await dialogue.getByText('应为本系统视频网关下的地址').waitFor();
    expect(await faults(page, 'halls-register')).toEqual([]);
    await dialogue.getByLabel('视频流地址（HLS）').fill('demonstration:window');
    await dialogue.getByRole('button', { name: '提交复核' }).click();
    await page.getByRole('heading', { level: 1, name: '综合窗口' }).waitFor();
    one = new URL(page.url()).pathname.split('/').at(-1)!;
    const approver = await visitor.visit(`/workbench/powers/cameras/${one}`, { as: 'second' });
    await approver.getByRole('button', { name: '复核通过' }).click();
    await dialogueOf(approver).getByRole('button', { name: '复核通过' }).click();
    await approver.getByText('clerk 申请，second 于').waitFor();
    expect(await faults(approver, 'halls-camera')).toEqual([]);
  });
});

describe('watching halls', () => {
  beforeAll(async () => {
    await camera('大厅全景', 'lobby');
    await camera('等候区', 'off');
    await watchStreams(world.spine);
  });

  test('given a purpose, when a supervisor watches four pictures, then they move, and the one that is away says so', async () => {
    const page = await visitor.visit('/workbench/powers/halls', { as: 'eye' });
    await page.getByRole('article', { name: '综合窗口' }).waitFor();
    await page.getByText('摄像机离线').waitFor();
    await page.getByRole('button', { name: '开始观看（2 路）' }).click();
    await page
      .getByText('请填写事由')
      .or(page.getByText(/事由.*必填|填写.*事由/))
      .first()
      .waitFor();
    await startWatching(page, /开始观看/);
    await moves(page, '综合窗口');
    await moves(page, '大厅全景');
    expect(await faults(page, 'halls-wall')).toEqual([]);
    await page.getByRole('button', { name: '停止观看' }).click();
    await page.getByText('开始观看后播放').first().waitFor();
    await choose(page.getByLabel('大厅（服务点）'), facts.hall);
    await page.getByText('9 画面').click();
    await expect.poll(() => new URL(page.url()).searchParams.get('grid')).toBe('9');
  });

  test('given an unattended post, when the moment is kept, then there is a yellow card with picture and clip on file', async () => {
    const page = await visitor.visit(`/workbench/powers/cameras/${one}`, { as: 'eye' });
    await startWatching(page, /开始观看/);
    await moves(page, '综合窗口');
    await photograph(page, 'halls-live');
    await page.getByRole('button', { name: '留存画面' }).click();
    const dialogue = dialogueOf(page);
    await dialogue.getByLabel('已持续（分钟）').fill('35');
    await dialogue.getByLabel('情况说明').fill('3 号窗口较长时间无人');
    expect(await faults(page, 'halls-moment')).toEqual([]);
    await dialogue.getByRole('button', { name: '保存到档案' }).click();
    await page.waitForURL(/\/workbench\/alerts\/\d{4}-\d+/);
    await page.getByText('服务窗口（岗位）无人超过时限').first().waitFor();
    await page.goto(`${world.url}/workbench/powers/cameras/${one}`);
    await page.getByText('3 号窗口较长时间无人').waitFor();
    const picture = page.getByRole('img', { name: /第 1 次留存的画面/ });
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);
    await page.getByRole('link', { name: /\.mp4$/ }).waitFor();
    expect(await page.getByText('SHA-256').count()).toBe(2);
    await page.getByRole('cell', { name: '日常视频巡查' }).first().waitFor();
    expect(await faults(page, 'halls-kept')).toEqual([]);
  });

  test('given what was watched, then an auditor reads who watched what and what for', async () => {
    const page = await visitor.visit('/workbench/powers/viewings', { as: 'auditor' });
    await page.getByText('上午例行巡查').first().waitFor();
    expect(await page.getByText('eye', { exact: true }).count()).toBe(3);
    expect(await faults(page, 'halls-viewings')).toEqual([]);
  });
});
