import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { cloudEventOf, organs } from '../support/spine.ts';
import { startSmallInstallation } from './small-installation.ts';
import { visitorOf } from './visitor.ts';
import { faults } from './page-faults.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 0, 5, 2);
const { url, tell, addSource, account } = await startSmallInstallation({ platforms: true });
const visitor = visitorOf(url);
const supervisor = 'flow-supervisor';
const editor = 'flow-editor';

/** A licence of which each step took a day, closed the day after. */
async function handle(number: string, steps: string[]): Promise<void> {
  const event = (n: number, type: string, data = {}) =>
    cloudEventOf('past', number, start + n * day, { type, region: organs.district.region, data });
  await tell([
    event(0, 'case.opened', { item: 'licence', organ: organs.district.code }),
    ...steps.map((step, n) => {
      if (step === 'accept') return event(n + 1, 'case.accepted');
      if (step === 'decide') return event(n + 1, 'case.decided', { outcome: 'granted' });
      return event(n + 1, 'case.step-done', { step });
    }),
    event(steps.length + 1, 'case.closed'),
  ]);
}

beforeAll(async () => {
  await account(supervisor, 'supervision-head', organs.city.code);
  await account(editor, 'system-administrator', null);
  await addSource({ code: 'past', mode: 'replay' });
  for (const number of ['A-1', 'A-2', 'A-3']) await handle(number, ['accept', 'review', 'decide']);
  await handle('A-4', ['review', 'accept', 'decide']);
  await handle('A-5', ['accept', 'stamp', 'decide']);
});

const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: '流程的各个方面' }).getByRole('button', { name });

describe('how an item is really done', () => {
  test('given cases, when one comes by the menu, then items stand by their cases, with variants and fitness', async () => {
    const page = await visitor.visit('/workbench', { as: supervisor });
    await page.getByRole('link', { name: '流程再造' }).click();
    const row = page.getByRole('row', { name: /食品经营许可/ });
    await row.waitFor();
    expect(await row.getByRole('cell').allTextContents()).toEqual(expect.arrayContaining(['5', '3']));
    expect(await faults(page)).toEqual([]);
    await row.getByRole('link', { name: '食品经营许可' }).click();
    await page.getByRole('heading', { level: 1, name: '食品经营许可' }).waitFor();
  });

  test('given the flow of the catalogue, then it is drawn as BPMN with the mark of its library, and exported', async () => {
    const page = await visitor.visit('/workbench/powers/flow/licence', { as: supervisor });
    await page.locator('.djs-shape').first().waitFor();
    expect(await page.locator('.djs-shape .djs-visual').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('环节review')]),
    );
    await page.getByTitle('Powered by bpmn.io').waitFor();
    expect(await faults(page)).toEqual([]);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 BPMN' }).click();
    const xml = await readFile((await (await download).path())!, 'utf8');
    expect(xml).toContain('urn:mingjing:flow:1');
  });

  test('given what is real, then it is drawn beside what is prescribed', async () => {
    const page = await visitor.visit('/workbench/powers/flow/licence?tab=real', { as: supervisor });
    await page.getByRole('img', { name: /实际流程图/ }).waitFor();
    await page.locator('.djs-shape').first().waitFor();
    await page.getByRole('table').first().getByRole('cell', { name: 'stamp' }).waitFor();
    expect(await faults(page)).toEqual([]);
  });

  test('given variants and deviations, then each count opens its cases', async () => {
    const page = await visitor.visit('/workbench/powers/flow/licence?tab=variants', { as: supervisor });
    await page.getByRole('heading', { name: '共 3 种流程变体' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: /办件.*3/ }).click();
    await page.getByText('共 3 条').waitFor();
    await page.goBack();
    await tab(page, '符合情况').click();
    await page.getByRole('heading', { name: '差异' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: /顺序不符：环节review/ }).click();
    await page.getByRole('link', { name: 'A-4' }).waitFor();
    expect(await faults(page)).toEqual([]);
  });

  test('given the English page, then it is English, and the item of the catalogue leads to it', async () => {
    const page = await visitor.visit('/workbench/catalogue/licence', { as: supervisor, locale: 'en-US' });
    await page.getByRole('link', { name: 'Flow and how it is done' }).click();
    await page.getByRole('button', { name: /^Conformance/ }).click();
    await page.getByText('Fitness is that of token-based replay', { exact: false }).waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/[\u4e00-\u9fff]/);
    expect(await faults(page)).toEqual([]);
  });
});

describe('another flow', () => {
  const file = (name: string) => path.join(import.meta.dirname, 'bpmn', name);

  test('given BPMN that no flow can say, when it is imported, then the element that is wrong is named', async () => {
    const page = await visitor.visit('/workbench/powers/flow/licence?tab=redesign', { as: supervisor });
    await page.locator('input[type=file]').setInputFiles(file('waits-for-both.bpmn'));
    await page.getByRole('alert').filter({ hasText: 'both' }).waitFor();
  });

  test('given BPMN with one step more, when it is tried, then its counts open, and whoever edits takes it over', async () => {
    const page = await visitor.visit('/workbench/powers/flow/licence?tab=redesign', { as: supervisor });
    await page.locator('input[type=file]').setInputFiles(file('with-stamp.bpmn'));
    await page.getByText('已读入流程，尚未保存').waitFor();
    await page.getByRole('group').filter({ hasText: '盖章' }).first().waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByLabel('说明', { exact: true }).last().fill('增加盖章环节');
    await page.getByRole('button', { name: '试算', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /试算 \d+/ }).waitFor();
    expect(await faults(page)).toEqual([]);
    const address = new URL(page.url()).pathname;
    const skipped = page.getByRole('row', { name: /办结时缺少必经环节/ });
    await skipped.getByRole('link', { name: /新增/ }).click();
    await page.getByText('共 4 条').waitFor();
    expect(await faults(page)).toEqual([]);

    const other = await visitor.visit(address, { as: editor });
    await other.getByLabel('施行日期').fill('2026-06-01');
    await other.getByLabel('施行日期').press('Tab');
    await other.getByRole('button', { name: '保存为新版本' }).click();
    await other.getByText('已保存为第 2 版').waitFor();
    await other.getByRole('link', { name: '流程与实际办理' }).click();
    await other.getByRole('cell', { name: /盖章/ }).first().waitFor();
  });
});
