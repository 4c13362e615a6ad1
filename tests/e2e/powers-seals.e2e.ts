import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { systemNow } from '#base/time';
import { contents } from '#spine/attachments/upload.fixture';
import { organs } from '../support/spine.ts';
import { choose as chooseOption } from './choose.ts';
import { startSmallInstallation } from './small-installation.ts';
import { visitorOf } from './visitor.ts';
import { faults } from './page-faults.ts';

const world = await startSmallInstallation({ now: systemNow(), platforms: true });
const visitor = visitorOf(world.url);
for (const [name, role, organ] of [
  ['keeper', 'village-clerk', organs.village.code],
  ['secretary', 'approver', organs.village.code],
  ['station', 'seal-approver', organs.town.code],
  ['eye', 'supervision-officer', organs.city.code],
] as const)
  await world.account(name, role, organ);

/** The device: a process of its own, with its own folder. */
const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-seal-device-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const root = path.resolve(import.meta.dirname, '../..');
async function device(...command: string[]): Promise<string> {
  // The device goes by the clock of the machine.
  world.present.now = systemNow();
  const program = ['--import', '@oxc-node/core/register', 'tools/seal-device.ts', '--folder', folder];
  const { stdout } = await promisify(execFile)(process.execPath, [...program, ...command], { cwd: root });
  return stdout;
}

const dialogueOf = (page: Page) => page.getByRole('dialog');

/** Takes an action of a page, filling in its form. */
async function act(page: Page, name: string, fill: () => Promise<void> = async () => {}): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await fill();
  await dialogueOf(page).getByRole('button', { name, exact: true }).click();
  await dialogueOf(page).waitFor({ state: 'hidden' });
}

/** Asks for something to be stamped; gives the address of the request. */
async function ask(document: string, copies: number): Promise<string> {
  const page = await visitor.visit('/workbench/powers/stampings', { as: 'keeper' });
  await page.getByRole('button', { name: '申请用印' }).click();
  const dialogue = dialogueOf(page);
  await chooseOption(dialogue.getByLabel('印章', { exact: true }), '村民委员会印章');
  await dialogue.getByLabel('要盖章的文件').fill(document);
  await dialogue.getByLabel('用途').fill('村民办理入学使用');
  await dialogue.getByLabel('盖章次数').fill(String(copies));
  await dialogue.getByLabel('文件页数').fill('2');
  await dialogue
    .locator('input[type=file]')
    .first()
    .setInputFiles([{ name: '证明.png', mimeType: 'image/png', buffer: contents.png }]);
  await dialogue.getByText('已上传').waitFor();
  await dialogue.getByRole('button', { name: '提出申请' }).click();
  await page.waitForURL(/\/workbench\/powers\/stampings\/\d{4}-\d+$/);
  await page.getByRole('heading', { level: 1, name: document }).waitFor();
  return new URL(page.url()).pathname;
}

/** The secretary agrees, the station approves, the keeper has a code made; gives the code. */
async function approvedCode(request: string): Promise<string> {
  await act(await visitor.visit(request, { as: 'secretary' }), '同意用印');
  await act(await visitor.visit(request, { as: 'station' }), '批准用印');
  const page = await visitor.visit(request, { as: 'keeper' });
  await page.getByRole('button', { name: '生成一次性用印码' }).click();
  const code = await dialogueOf(page)
    .getByText(/^\d{8}$/)
    .innerText();
  expect(await faults(page)).toEqual([]);
  await dialogueOf(page).getByRole('button', { name: '已在设备上输入' }).click();
  return code;
}

let request = '';
let used = '';

describe('a seal', () => {
  test('given a town’s station, when it registers a seal and enrols the device by its public key, then the device is heard of', async () => {
    const enrolled = await device('enrol', '--server', world.url, '--position', '36.66,117.03');
    const key = enrolled.slice(enrolled.indexOf('-----BEGIN'));
    const page = await visitor.visit('/workbench/powers/seals', { as: 'station' });
    await page.getByText('没有印章').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: '登记印章' }).click();
    const dialogue = dialogueOf(page);
    await dialogue.getByLabel('用印单位').fill('社区点');
    await page.locator('.ant-select-dropdown:visible').getByText('社区点').first().click();
    await dialogue.getByLabel('印章名称').fill('村民委员会印章');
    await dialogue.getByLabel('保管人账号').fill('keeper');
    await dialogue.getByLabel('审批人账号').fill('station');
    await dialogue.getByLabel('审批人账号').press('Enter');
    await dialogue.getByLabel('北纬（度）').fill('36.66');
    await dialogue.getByLabel('东经（度）').fill('117.03');
    expect(await faults(page)).toEqual([]);
    await dialogue.getByRole('button', { name: /^登\s?记$/ }).click();
    await page.getByRole('heading', { level: 1, name: '村民委员会印章' }).waitFor();
    await act(page, '登记用印设备', () => dialogueOf(page).getByLabel('设备公钥（PEM 或 base64）').fill(key));
    await page.getByText('尚未联系', { exact: true }).first().waitFor();
    await device('heartbeat', '--battery', '87');
    await page.reload();
    await page.getByText('在线', { exact: true }).first().waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

describe('a request to stamp', () => {
  test('given it is agreed to and approved, when the device is given the code and stamps, then its record is seen with the picture', async () => {
    request = await ask('居住证明', 2);
    const code = await approvedCode(request);
    used = code;
    expect(await device('release', code)).toContain('居住证明');
    expect(await device('stamp', '--pages', '2')).toMatch(/1: recorded in \d{4}-\d+\n/);
    const page = await visitor.visit(request, { as: 'eye' });
    await page.getByText('设备计数 1').waitFor();
    await page.getByText('距围栏中心 0 米').waitFor();
    const picture = page.getByRole('img', { name: '用印照片 1-1' });
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(320);
    expect(await faults(page)).toEqual([]);
  });

  test('given the same code again, then the device is refused', async () => {
    await expect(device('release', used)).rejects.toThrow('code-wrong');
  });

  test('given a device without a connection, when it hands its record in later, then the record says so', async () => {
    expect(await device('stamp', '--offline')).toContain('2: waits to be handed in');
    const page = await visitor.visit(request, { as: 'secretary' });
    await page.getByText('设备计数 1').waitFor();
    expect(await page.getByText('设备计数 2').count()).toBe(0);
    expect(await device('sync')).toContain('late');
    await page.reload();
    await page.getByText('设备计数 2').waitFor();
    await page.getByText('补传', { exact: true }).waitFor();
    await page.getByText('离线用印', { exact: true }).waitFor();
    await act(page, '核对照片并归档', () =>
      chooseOption(dialogueOf(page).getByLabel('照片与批准的文件'), '一致'),
    );
    await page.getByText('已归档', { exact: true }).waitFor();
  });

  test('given the record sheet, in English, then it tells who, where and why', async () => {
    const page = await visitor.visit(`${request}/record`, { as: 'eye', locale: 'en-US' });
    await page.getByRole('heading', { level: 1, name: 'Record of a stamping' }).waitFor();
    await page.getByText('村民办理入学使用').waitFor();
    await page.getByText('Came in late').waitFor();
    expect(await faults(page)).toEqual([]);
  });

  test('given more impressions than approved, then a red card is raised', async () => {
    const file = path.join(folder, 'paper.png');
    await writeFile(file, contents.png);
    const other = await ask('收入情况说明', 1);
    await device('release', await approvedCode(other));
    await device('stamp', '--impressions', '3', '--photo', file);
    const page = await visitor.visit(other, { as: 'eye' });
    await page.getByRole('link', { name: '用印次数多于批准次数' }).click();
    await page.waitForURL(/\/workbench\/alerts\//);
    await page.getByRole('dialog').getByText('用印次数多于批准次数').first().waitFor();
  });

  test('given a villager, then the page of the village names its seals, and tells of their use once the month is over', async () => {
    const page = await visitor.visit(`/services/village/${organs.village.region}`, { as: null });
    const panel = page.getByRole('region', { name: '公章使用', exact: true });
    await panel.getByText('村民委员会印章').waitFor();
    await panel.getByText('还没有公布的用印记录').waitFor();
    expect(await panel.getByRole('row').count()).toBe(0);
    expect(await page.getByText('居住证明').count()).toBe(0);
    expect(await faults(page)).toEqual([]);
  });

  test('given a stamping that nobody asked for, then it stands in the list by itself, and both lists are accessible', async () => {
    await device('stamp', '--no-request', '--blank');
    const page = await visitor.visit('/workbench/powers/stampings', { as: 'eye' });
    await page.getByRole('link', { name: '无对应申请的用印' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: '无对应申请的用印' }).click();
    await page.getByRole('link', { name: '在空白纸上用印' }).waitFor();
    expect(await faults(page)).toEqual([]);
    const seals = await visitor.visit('/workbench/powers/seals', { as: 'eye', locale: 'en-US' });
    await seals.getByRole('link', { name: '村民委员会印章' }).waitFor();
    expect(await faults(seals)).toEqual([]);
    await seals.getByRole('link', { name: '村民委员会印章' }).click();
    await seals.getByRole('group', { name: 'Figures of each month' }).waitFor();
    expect(await faults(seals)).toEqual([]);
  });
});
