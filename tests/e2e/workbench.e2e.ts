import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { alertsApi } from '#contract/alerts';
import type { CaseDetail } from '#contract/cases';
import type { correctionsApi } from '#contract/corrections';
import { startInstallation } from '../support/installation.ts';
import { grantAt, people, signedInAs } from '../support/signed-in.ts';
import { departmentOf } from './department.ts';
import { photograph } from './photograph.ts';
import { visitorOf } from './visitor.ts';

const { url } = await startInstallation({ demo: true });
const visitor = visitorOf(url, { moving: true });
const department = await departmentOf(url);

type Alerts = z.infer<typeof alertsApi.listAlerts.response>;
type Correction = z.infer<typeof correctionsApi.getCorrection.response>;
const supervisor = await signedInAs(url, people.supervisor);
const { read } = supervisor;
const post = <T>(path: string, body: unknown) => supervisor.send<T>('POST', path, body);
/** Somebody of the organ that a correction is for, who answers it. */
async function answerer(organ: string) {
  await grantAt(url, people.handler, 'handler', organ);
  return signedInAs(url, people.handler);
}
const openAlerts = (count: number) =>
  read<Alerts>(`/api/alerts?status=open&level=red&rule=OVERDUE&pageSize=${count}`);

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const button = (within: Page | Locator, name: string | RegExp) =>
  within.getByRole('button', { name, exact: true });
/** The row of a table that holds a text. */
const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

/** Takes an action of the page: its button, its fields by their labels, then its button in the dialogue. */
async function act(page: Page, action: string, fields: Record<string, string>): Promise<void> {
  await page
    .getByRole('region', { name: '可进行的操作' })
    .getByRole('button', { name: action, exact: true })
    .click();
  const dialogue = page.getByRole('dialog', { name: action });
  for (const [label, text] of Object.entries(fields)) await dialogue.getByLabel(label).fill(text);
  await dialogue.getByRole('button', { name: action, exact: true }).click();
  await dialogue.waitFor({ state: 'hidden' });
}

describe('the correction loop', () => {
  test('given a red card, when a correction is issued, signed in bulk, rectified, answered and verified, then the alert is cleared', async () => {
    const page = await visitor.visit('/workbench/alerts?level=red&status=open&rule=OVERDUE');
    await page.getByRole('row').nth(1).waitFor();
    await page.getByRole('table').getByRole('link', { name: '超过时限' }).first().click();
    const drawer = page.getByRole('dialog', { name: '超过时限' });
    await drawer.getByText('线索，不是认定结论').waitFor();
    await drawer.getByLabel('整改要求').fill('请核实超过时限的原因，说明防止再次发生的措施。');
    await drawer.getByRole('button', { name: '下发整改通知' }).click();
    await page.waitForURL(/\/workbench\/corrections\/[\d-]+$/);
    await page.getByRole('heading', { name: /^整改 JC/ }).waitFor();
    const number = ((await heading(page).textContent()) ?? '').replace('整改 ', '');
    expect(number).toMatch(/\d{6}$/);
    const address = page.url();

    const id = address.split('/').at(-1);
    const { organ } = await read<Correction>(`/api/corrections/${id}`);
    await answerer(organ);
    const theirs = await visitor.visit('/workbench/corrections?status=issued&sort=newest', {
      as: people.handler,
    });
    await row(theirs, number).getByRole('checkbox').check();
    await button(theirs, '签收 1 件').click();
    await theirs.getByRole('heading', { name: '签收 1 件，未签收 0 件' }).waitFor();

    await theirs.goto(address);
    const reason = '经办人未及时查看到期提示，窗口轮岗交接时遗漏。';
    await act(theirs, '整改', {
      原因分析: reason,
      整改措施: '每日晨会核对将到期的办件，并指定专人负责。',
    });
    await act(theirs, '反馈', { 整改结果: '办件已经办结，交接清单已经建立并执行。' });
    await page.goto(address);
    await act(page, '核验销号', { 核验结论: '经核验，措施已经落实，同意销号。' });
    await page.getByText('目前没有可以进行的操作').waitFor();
    expect(await page.getByRole('list', { name: '办理经过' }).locator('dd').getByText(reason).count()).toBe(
      1,
    );

    const { status, alertId } = await read<Correction>(`/api/corrections/${id}`);
    expect(status).toBe('cleared');
    await page.goto(`${url}/workbench/alerts/${alertId}`);
    await page.getByRole('dialog').getByText('已销号').waitFor();
  });

  test('given a correction that another has signed for meanwhile, when signed in bulk, then its row says why not and the others are signed', async () => {
    const { rows } = await openAlerts(2);
    const issued = await Promise.all(
      rows.map(({ id }) => post<Correction>(`/api/alerts/${id}/correction`, { demand: '' })),
    );
    for (const { organ } of rows) await answerer(organ);
    const handler = await signedInAs(url, people.handler);
    const page = await visitor.visit('/workbench/corrections?status=issued&sort=newest', {
      as: people.handler,
    });
    for (const { number } of issued) await row(page, number).getByRole('checkbox').check();
    const action = { action: 'sign', values: {} };
    await handler.send('POST', `/api/corrections/${issued[0]?.id}/actions`, action);
    await button(page, '签收 2 件').click();
    const result = page.getByRole('status', { name: '签收结果' });
    await result.getByText('签收 1 件，未签收 1 件').waitFor();
    expect(await result.getByRole('listitem').filter({ hasText: issued[0]?.number }).textContent()).toContain(
      '当前状态下不可进行此操作',
    );
    expect(await result.getByRole('listitem').filter({ hasText: issued[1]?.number }).textContent()).toContain(
      '已签收',
    );
  });

  test('given too short a reason, when an action is taken, then it is explained beside the field and nothing is sent', async () => {
    const { rows } = await openAlerts(1);
    const correction = await post<Correction>(`/api/alerts/${rows[0]?.id}/correction`, { demand: '' });
    const page = await visitor.visit(`/workbench/corrections/${correction.id}`);
    await button(page, '升级督办').click();
    const dialogue = page.getByRole('dialog', { name: '升级督办' });
    await dialogue.getByLabel('升级理由').fill('太短');
    await dialogue.getByRole('button', { name: '升级督办' }).click();
    await dialogue.getByText('升级理由至少 10 个字').waitFor();
    await page.keyboard.press('Escape');
    await dialogue.waitFor({ state: 'hidden' });
    expect((await read<Correction>(`/api/corrections/${correction.id}`)).status).toBe('issued');
  });

  test('given a correction, when its notice is printed, then it is a page of A4 without menu and buttons', async () => {
    const { rows } = await openAlerts(1);
    const correction = await post<Correction>(`/api/alerts/${rows[0]?.id}/correction`, {
      demand: '请核实。',
    });
    const page = await visitor.visit(`/workbench/corrections/${correction.id}/notice`);
    await page.getByRole('heading', { name: '整改通知书', level: 1 }).waitFor();
    await page.getByText(`编号：${correction.number}`).waitFor();
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
    expect(await page.getByRole('link', { name: '我的待办' }).isVisible()).toBe(false);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const box = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf);
    // A4 in points.
    expect(Number(box?.[1])).toBeCloseTo(595.3, 0);
    expect(Number(box?.[2])).toBeCloseTo(841.9, 0);
  });
});

describe('the queue of alerts', () => {
  test('given filters, when chosen, then they stand in the address, and a shared address shows the same', async () => {
    const page = await visitor.visit('/workbench/alerts');
    await page.getByRole('navigation', { name: '按级别' }).getByRole('button', { name: /黄牌/ }).click();
    await page.waitForURL(/level=yellow/);
    await page.getByLabel('状态').click();
    await page.getByTitle('待处理').last().click();
    await page.waitForURL(/status=open/);
    const shared = await visitor.visit(new URL(page.url()).pathname + new URL(page.url()).search, {
      locale: 'en-US',
    });
    await shared.getByRole('row').nth(1).waitFor();
    const cells = await shared.getByRole('row').allTextContents();
    expect(cells.slice(1).every((text) => text.includes('Yellow card') && text.includes('Open'))).toBe(true);
    await shared.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(() => new URL(shared.url()).search).toBe('?level=yellow');
  });

  test('given an open queue, when new alerts fire, then the rows stay and a bar tells of them until it is pressed', async () => {
    const page = await visitor.visit(`/workbench/alerts?region=${department.region}&sort=newest`);
    // What fires before the stream is open stands in the list already.
    const stream = page.waitForResponse((response) => new URL(response.url()).pathname === '/api/live');
    await page.reload();
    await stream;
    await page.getByText(/共 \d+ 条/).waitFor();
    const caseNumber = `JOURNEY-${Date.now()}`;
    await department.closeWithoutSteps(caseNumber);
    const bar = page.getByRole('button', { name: /有 \d+ 条新预警/ });
    await bar.waitFor();
    expect(await page.getByRole('link', { name: caseNumber }).count()).toBe(0);
    await bar.click();
    await page.getByRole('link', { name: caseNumber }).first().waitFor();
  });
});

describe('a case', () => {
  test('given a late case, when opened, then flow, derivation, alerts and records are there and a step leads to its record', async () => {
    const { rows } = await openAlerts(1);
    const page = await visitor.visit(`/workbench/cases/${rows[0]?.caseId}`);
    await expect.poll(() => heading(page).textContent()).toBe(rows[0]?.caseNumber);
    await page.getByRole('list', { name: /流程图/ }).waitFor();
    await page
      .getByText(/到期：\d{4}-\d\d-\d\d/)
      .first()
      .waitFor();
    expect(await page.getByText(/个工作日/).count()).toBeGreaterThan(0);
    await page.getByRole('link', { name: '超过时限' }).first().waitFor();
    expect(await page.getByRole('list', { name: '办理记录' }).getByRole('listitem').count()).toBeGreaterThan(
      1,
    );
    await page
      .getByRole('list', { name: /流程图/ })
      .getByRole('button', { name: /已完成/ })
      .first()
      .press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('LI');
  });

  test('given a closed case, when its end is taken back, then the decision waits once more, and the page tells of it', async () => {
    const { rows } = await read<Alerts>('/api/alerts?rule=CASE_REOPENED&pageSize=1');
    const one = await read<CaseDetail>(`/api/cases/${rows[0]?.caseId}`);
    expect(one).toMatchObject({ status: 'closed', reopened: { times: 1 } });
    await grantAt(url, people.handler, 'approver', one.organ);
    const page = await visitor.visit(`/workbench/cases/${one.id}`, { as: people.handler });
    // What the acts added stands there by its name.
    const records = page.getByRole('list', { name: '办理记录' });
    await records.getByText('办件概要, 申请材料, 受理通知书', { exact: true }).first().waitFor();
    const takeBack = '撤销办结，重新办理';
    await button(page, takeBack).click();
    const dialogue = page.getByRole('dialog', { name: takeBack });
    await dialogue.getByText(/原办结不再计入办结数/).waitFor();
    await photograph(page, 'case-reopen');
    await dialogue.getByLabel('理由').fill('决定文书引用的条款有误，须重新作出决定');
    await button(dialogue, takeBack).click();
    await dialogue.waitFor({ state: 'hidden' });
    await page.getByText(/^2 次/).waitFor();
    const flow = page.getByRole('list', { name: /流程图/ });
    // Its flow may call the step of the decision otherwise.
    const decision = one.flow.steps.find(({ code }) => code === 'decide')!.name.zh;
    await flow.getByRole('button', { name: new RegExp(`${decision}.*当前环节`) }).waitFor();
    await photograph(page, 'case-reopened');
  });

  test('given a receipt on the case page, when followed, then the public look-up shows the case', async () => {
    const { rows } = await openAlerts(1);
    const page = await visitor.visit(`/workbench/cases/${rows[0]?.caseId}`);
    const receipt = page.locator('dd').getByRole('link', { name: /^[0-9A-Z]{6}-/ });
    const code = (await receipt.textContent()) ?? '';
    await receipt.click();
    await page.getByText(`回执编号 ${code}`).waitFor();
  });
});
