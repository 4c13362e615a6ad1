import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inTransaction } from '#base/db';
import { issueDocument, revokeDocument } from '#spine/documents/documents';
import { contents } from '#spine/attachments/upload.fixture';
import { cloudEventOf, items } from '../support/spine.ts';
import { startSmallInstallation } from './small-installation.ts';
import { choose } from './choose.ts';
import { visitorOf } from './visitor.ts';
import { beyond, violationsOf } from './page-faults.ts';

const world = await startSmallInstallation();
const { spine, url } = world;
const visitor = visitorOf(url);
await world.account('file-handler', 'handler');
await world.addSource({ code: 'hall' });
await world.tell([cloudEventOf('hall', 'F1', spine.now(), { data: { item: items.report.code } })]);
const caseKey = await world.keyOf('F1');

describe('files of an act', () => {
  test('given a step, when files are chosen, one of them a page of the web, then what may be goes with the step and can be read', async () => {
    const page = await visitor.visit(`/workbench/cases/${caseKey}`, { as: 'file-handler' });
    await page.getByRole('button', { name: '完成环节', exact: true }).click();
    const dialogue = page.getByRole('dialog', { name: '完成环节' });
    await choose(dialogue.getByLabel('环节'), 'handle');
    await dialogue.getByRole('button', { name: '选择文件' }).waitFor();
    await dialogue
      .locator('input[type=file]')
      .first()
      .setInputFiles([
        { name: '现场照片.png', mimeType: 'image/png', buffer: contents.png },
        { name: '网页.html', mimeType: 'text/html', buffer: contents.html },
        { name: '伪装.pdf', mimeType: 'application/pdf', buffer: contents.html },
        { name: '多余.pdf', mimeType: 'application/pdf', buffer: contents.pdf },
      ]);
    const list = dialogue.getByRole('list', { name: '已选文件' });
    await list.getByText('已上传 · 未查毒').nth(1).waitFor();
    const faults = dialogue.getByRole('alert');
    await faults.getByText(/网页\.html：不支持此格式/).waitFor();
    await faults.getByText(/伪装\.pdf：文件无法读取/).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await list.getByRole('button', { name: '移除 多余.pdf' }).focus();
    await page.keyboard.press('Enter');
    await list.getByText('多余.pdf').waitFor({ state: 'detached' });
    await dialogue.getByRole('button', { name: '完成环节', exact: true }).click();
    await dialogue.waitFor({ state: 'hidden' });
    const files = page.getByRole('region', { name: '附件' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      files.getByRole('link', { name: '现场照片.png' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('现场照片.png');
    expect(await files.getByRole('link').count()).toBe(1);
    expect(await violationsOf(page)).toEqual([]);
  });
});

describe('a document in hand', async () => {
  const { code, sha256 } = await inTransaction(spine.pool, (client) =>
    issueDocument(spine, client, {
      kind: 'acceptance-notice',
      kindName: { zh: '受理通知书', en: 'Notice of acceptance' },
      organ: '某区行政审批服务局',
      number: '某审受〔2026〕1号',
      title: '食品经营许可申请受理通知书',
      paragraphs: ['经审查，申请材料齐全，决定予以受理。'],
      date: '2026-03-02',
      demonstration: true,
    }),
  );

  test('given the code on it, when typed, then the page says what it is, and tells the issued file from a changed one', async () => {
    const page = await visitor.visit('/verify');
    await page.getByRole('button', { name: /^核\s?验$/ }).click();
    await page.getByText('请先输入核验编码').waitFor();
    await page.getByLabel('核验编码').fill(code.toLowerCase());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '食品经营许可申请受理通知书', level: 1 }).waitFor();
    await page.getByText('目前有效').waitFor();
    const address = await page.getByRole('link', { name: '查看原件（PDF）' }).getAttribute('href');
    const pdf = Buffer.from(await (await fetch(new URL(address!, url))).arrayBuffer());
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(sha256);
    const choose = (buffer: Buffer) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: '通知书.pdf', mimeType: 'application/pdf', buffer });
    await choose(pdf);
    await page.getByText('通知书.pdf: 一致：与签发的文件逐字节相同。').waitFor();
    await choose(Buffer.concat([pdf, Buffer.from(' ')]));
    await page.getByText(/不一致：这不是签发时的文件/).waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  test('given a phone, in English and in the dark, when it was revoked or never was, then the page says so and nothing sticks out', async () => {
    await revokeDocument(spine, spine.pool, code, '文号有误');
    const how = { locale: 'en-US', scheme: 'dark', width: 360, height: 740 } as const;
    const revoked = await visitor.visit(`/verify/${code}`, how);
    await revoked.getByText('This document was revoked and no longer holds.').waitFor();
    await revoked.getByText('文号有误').waitFor();
    const none = await visitor.visit('/verify/ABCDEF-ABCDEF', how);
    await none.getByRole('alert').waitFor();
    const start = await visitor.visit('/verify', how);
    await start.getByRole('heading', { name: 'Verify a document', level: 1 }).waitFor();
    for (const page of [revoked, none, start]) {
      expect(await beyond(page)).toBe(0);
      expect(await violationsOf(page)).toEqual([]);
    }
  });
});
