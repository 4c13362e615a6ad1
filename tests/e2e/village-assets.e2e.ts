import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { systemNow } from '#base/time';
import { contents } from '#spine/attachments/upload.fixture';
import { organs } from '../support/spine.ts';
import { signedInAs } from '../support/signed-in.ts';
import { choose as chooseOption } from './choose.ts';
import { startSmallInstallation } from './small-installation.ts';
import { visitorOf } from './visitor.ts';
import { faults } from './page-faults.ts';

const world = await startSmallInstallation({ now: systemNow(), platforms: true });
const visitor = visitorOf(world.url);
for (const [name, role] of [
  ['clerk', 'village-clerk'],
  ['head', 'approver'],
  ['member', 'village-committee'],
] as const)
  await world.account(name, role, organs.village.code);
const clerk = await signedInAs(world.url, 'clerk');
const { id } = await clerk.send<{ id: string }>('POST', '/api/services/books', {
  year: 2026,
  accounts: [
    { code: 'cash', name: '库存现金', kind: 'cash', opening: '800.00' },
    { code: 'bank', name: '银行存款', kind: 'bank', opening: '50000.00' },
  ],
});
const book = `/workbench/services/books/${id}`;
const publicPage = `/services/village/${organs.village.region}/books`;

const choose = (page: Page, label: string, option: string) =>
  chooseOption(page.getByRole('dialog').getByLabel(label, { exact: true }), option);

/** Takes an action of the book, filling in its form. */
async function act(page: Page, name: string, fill: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await fill();
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

describe('the book of a village', () => {
  test('given a clerk, when an expense is asked for with an amount that is none, then the field says so, and the right one is taken', async () => {
    const page = await visitor.visit(book, { as: 'clerk' });
    await act(page, '提出支出申请', async () => {
      const dialogue = page.getByRole('dialog');
      await dialogue.getByLabel('金额（元）').fill('300.555');
      await dialogue.getByLabel('收款方').fill('某印务公司');
      await dialogue.getByLabel('用途').fill('打印公开栏');
      await choose(page, '科目', '管理费用');
      await dialogue.getByRole('button', { name: '提出支出申请' }).click();
      await dialogue.getByText('最多两位小数').waitFor();
      await dialogue.getByLabel('金额（元）').fill('300.50');
    });
    const head = await visitor.visit(book, { as: 'head' });
    await act(head, '批准支出', () => choose(head, '申请', '某印务公司'));
  });

  test('given the approval, when the voucher is posted with its receipt, then the book holds less and the receipt can be read', async () => {
    const page = await visitor.visit(book, { as: 'clerk' });
    await page.getByRole('button', { name: '录入凭证' }).click();
    const dialogue = page.getByRole('dialog', { name: '录入凭证' });
    await dialogue.getByLabel('日期').fill('2026-03-02');
    await dialogue.getByLabel('日期').press('Enter');
    await choose(page, '账户', '银行存款');
    await choose(page, '科目', '管理费用');
    await dialogue.getByLabel('金额（元）').fill('99999');
    await dialogue.getByLabel('对方').fill('某印务公司');
    await dialogue.getByLabel('摘要').fill('打印公开栏');
    await dialogue.getByLabel('支出申请号').fill('1');
    await dialogue
      .locator('input[type=file]')
      .first()
      .setInputFiles([{ name: '收据.png', mimeType: 'image/png', buffer: contents.png }]);
    await dialogue.getByText('已上传').waitFor();
    await dialogue.getByRole('button', { name: '录入凭证' }).click();
    // Refused beside the field, and nothing of the rest is lost.
    await dialogue.getByRole('alert').waitFor();
    expect(await dialogue.getByLabel('摘要').inputValue()).toBe('打印公开栏');
    expect(await faults(page)).toEqual([]);
    await dialogue.getByLabel('金额（元）').fill('300.50');
    await dialogue.getByRole('button', { name: '录入凭证' }).click();
    await dialogue.waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: '收据.png' }).waitFor();
    await page.getByText('49,699.50').first().waitFor();
    expect(await faults(page)).toEqual([]);
  });

  test('given a file with one bad row, when it is imported, then the others are posted and the row is named', async () => {
    const page = await visitor.visit(book, { as: 'clerk' });
    await page.getByRole('button', { name: '导入凭证' }).click();
    const dialogue = page.getByRole('dialog', { name: '导入凭证' });
    const rows = ['凭证号,日期,类型,账户,科目,金额,对方,摘要'];
    rows.push('记-1,2026-03-05,收入,银行存款,发包及租赁收入,1200.00,某合作社,鱼塘承包费');
    rows.push('记-2,2026-03-06,支出,保险柜,管理费用,5.00,某公司,没有这个账户');
    await dialogue
      .locator('input[type=file]')
      .setInputFiles([{ name: '三月.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) }]);
    await dialogue.getByRole('button', { name: /^导\s?入$/ }).click();
    await dialogue.getByText('已导入 1 行，已有 0 行，未导入 1 行').waitFor();
    await dialogue.getByRole('cell', { name: '账户', exact: true }).waitFor();
    expect(await faults(page)).toEqual([]);
  });

  test('given the month, when the clerk closes it, then the committee signs, and nobody else may', async () => {
    const page = await visitor.visit(book, { as: 'clerk' });
    await act(page, '月末结账', () => choose(page, '月份', '2026-03'));
    await expect.poll(() => page.getByRole('button', { name: '村务监督委员会签字' }).count()).toBe(0);
    const member = await visitor.visit(book, { as: 'member' });
    await act(member, '村务监督委员会签字', () => choose(member, '月份', '2026-03'));
    await member.getByRole('cell', { name: 'member', exact: true }).waitFor();
  });
});

describe('a villager', () => {
  test('given no account, when a figure is opened, then its vouchers are seen, without who posted them and without papers', async () => {
    const page = await visitor.visit(publicPage, { as: null });
    await page.getByText('账实相符').waitFor();
    await page.getByRole('link', { name: '2026-03 支出' }).click();
    await page.waitForURL(/month=2026-03/);
    await expect.poll(() => page.getByText('鱼塘承包费').count()).toBe(0);
    await page.getByText('打印公开栏').first().waitFor();
    expect(await page.getByText('收据.png').count()).toBe(0);
    expect(await faults(page)).toEqual([]);
  });

  test('given a village without books, in English, then the page says so', async () => {
    const page = await visitor.visit('/services/village/370202000000/books', { as: null, locale: 'en-US' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

describe('contracts and assets', () => {
  test.each(['contracts', 'holdings', 'books'])(
    'given the page of %s, then axe finds nothing',
    async (which) => {
      const page = await visitor.visit(`/workbench/services/${which}`, { as: 'clerk' });
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await faults(page)).toEqual([]);
    },
  );
});
