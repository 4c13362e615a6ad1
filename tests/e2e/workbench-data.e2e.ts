import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { calendarsApi } from '#contract/calendars-api';
import type { catalogueApi } from '#contract/catalogue-api';
import type { importsApi } from '#contract/imports';
import { startInstallation } from '../support/installation.ts';
import { people, signedInAs } from '../support/signed-in.ts';
import { answer } from './choose.ts';
import { visitorOf } from './visitor.ts';

const { url } = await startInstallation({ demo: true });
const visitor = visitorOf(url, { moving: true });
const { read } = await signedInAs(url, people.system);
const supervisor = await signedInAs(url, people.supervisor);

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const example = (name: string) => new URL(`../../examples/windows/${name}`, import.meta.url);

/** The example register with one row whose date is none and one of an unknown item. */
async function registerWithFaults(): Promise<string> {
  const register = (await readFile(example('cases.csv'), 'utf8')).trimEnd();
  return [
    register,
    'LX-2024-9001,历下区,W03,食品经营许可,窗口,甄经办,2024/13/45 9:12,2024/3/11,,',
    'LX-2024-9002,历下区,W03,没有这个事项,窗口,甄经办,2024/3/4 9:12,2024/3/11,,',
    '',
  ].join('\n');
}

describe('an import', () => {
  test('given a register with two faulty rows and a built-in mapping, when imported, then the others are cases and the two stand in the report', async () => {
    const page = await visitor.visit('/workbench/imports');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([
        { name: 'register.csv', mimeType: 'text/csv', buffer: Buffer.from(await registerWithFaults()) },
      ]);
    await page.getByText('register.csv').waitFor();
    await page.getByLabel('选用哪一个').click();
    await page.getByTitle(/windows\/cases\.map\.json/).click();
    await button(page, '预览').click();
    await page.getByText(/试读得到 \d+ 个事件，未接受 \d+ 行/).waitFor();
    await page.getByRole('heading', { name: /^文件中的列/ }).waitFor();
    expect(await page.getByRole('group', { name: '未接受的行' }).getByRole('row').count()).toBeGreaterThan(1);
    const casesOf = '/api/cases?source=windows-register';
    expect((await supervisor.read<{ total: number }>(casesOf)).total).toBe(0);

    await button(page, '开始导入').click();
    await page.waitForURL(/\/workbench\/imports\/[^/]+$/);
    await page.getByText('已完成').first().waitFor();
    const id = page.url().split('/').at(-1);
    const run = await read<z.infer<typeof importsApi.getImport.response>>(`/api/imports/${id}`);
    expect(run).toMatchObject({ status: 'done', source: 'windows-register' });
    expect(run.counts.cases).toBe(6);
    const report = page.getByRole('group', { name: '未接受的行' });
    await report.getByRole('row').filter({ hasText: '没有这个事项' }).waitFor();
    await report.getByRole('row').filter({ hasText: '2024/13/45' }).waitFor();

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: /^下载全部/ }).click();
    const csv = await readFile((await (await download).path()) as string, 'utf8');
    expect(csv).toContain('没有这个事项');
    expect(csv.split('\r\n')[0]).toBe('\uFEFF行号,原因,代码,字段,应为,实际内容');

    const link = await page.getByRole('link', { name: /^查看办件/ }).getAttribute('href');
    expect(link).toContain('source=windows-register');
    // Whoever imports sees no cases; a supervisor follows the link.
    const list = await visitor.visit(link ?? '');
    await list.getByText('共 6 条').waitFor();
  });

  test('given a mapping that is none, when previewed, then it says so and nothing starts', async () => {
    const page = await visitor.visit('/workbench/imports');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([
        { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') },
        { name: 'a.map.json', mimeType: 'application/json', buffer: Buffer.from('{"format":"csv"}') },
      ]);
    await button(page, '预览').click();
    await page.getByRole('alert').filter({ hasText: '映射文件不符合要求' }).waitFor();
  });
});

describe('the catalogue', () => {
  type Item = z.infer<typeof catalogueApi.getItem.response>;

  test('given an item, when it is edited with an error, then the error stands at its field; mended, it becomes the next version', async () => {
    const { rows } = await read<z.infer<typeof catalogueApi.listItems.response>>(
      `/api/items?search=${encodeURIComponent('食品经营许可')}&pageSize=1`,
    );
    const code = rows[0]?.code ?? '';
    const before = await read<Item>(`/api/items/${code}`);
    const page = await visitor.visit(`/workbench/catalogue/${code}`);
    await page.getByLabel('咨询电话').fill('0531-00001234');
    const steps = page.locator('details.wb-step');
    await steps.nth(1).locator('summary').click();
    await steps.nth(1).getByLabel('代码', { exact: true }).fill('not a code');
    await button(page, '保存为新版本').click();
    const field = page
      .locator('.ant-form-item-has-error')
      .filter({ has: page.getByLabel('代码', { exact: true }) });
    await field.getByText('只能用字母、数字').waitFor();
    expect((await read<Item>(`/api/items/${code}`)).version).toBe(before.version);

    // What only the server knows stands in the list of problems as well.
    const limits = page.getByRole('region', { name: '办理时限' }).getByLabel('数值');
    const numbers = [await limits.nth(0).inputValue(), await limits.nth(1).inputValue()];
    await steps.nth(1).getByLabel('代码', { exact: true }).fill('looked-through');
    for (const index of [0, 1]) await limits.nth(index).fill('');
    await button(page, '保存为新版本').click();
    await page.getByRole('alert').filter({ hasText: '有 1 处需要修改' }).getByText('时限').waitFor();
    expect((await read<Item>(`/api/items/${code}`)).version).toBe(before.version);

    for (const index of [0, 1]) await limits.nth(index).fill(numbers[index] ?? '');
    await page.getByRole('list', { name: /流程图/ }).waitFor();
    await button(page, '添加要件').click();
    const added = page.getByRole('group', { name: `要件 ${before.contents.length + 1}`, exact: true });
    await added.getByLabel('代码', { exact: true }).fill('delivery-receipt');
    await added.getByLabel('名称（中文）').fill('送达回证');
    await added.getByLabel('名称（英文）').fill('Receipt of delivery');
    await button(page, '保存为新版本').click();
    await page.getByText(`已保存为第 ${before.version + 1} 版`).waitFor();
    const after = await read<Item>(`/api/items/${code}`);
    expect(after.version).toBe(before.version + 1);
    expect(after.phone).toBe('0531-00001234');
    expect(after.contents).toEqual([
      ...before.contents,
      { code: 'delivery-receipt', name: { zh: '送达回证', en: 'Receipt of delivery' } },
    ]);
    expect(after.flow.version).toBe(before.flow.version + 1);
    expect(after.flow.steps[1]?.code).toBe('looked-through');
    // What named the step follows its new code.
    expect(JSON.stringify(after.flow)).not.toContain(`"${before.flow.steps[1]?.code}"`);
    await page.getByRole('link', { name: `第 ${before.version} 版`, exact: true }).click();
    await page.getByText(`正在查看第 ${before.version} 版`).waitFor();
  });

  test('given unsaved changes, when leaving, then it asks; staying keeps them, undoing takes them back', async () => {
    const page = await visitor.visit('/workbench/catalogue');
    await page.getByRole('table').getByRole('link').first().click();
    const phone = page.getByLabel('咨询电话');
    const before = await phone.inputValue();
    await phone.fill('0531-00005678');
    await page.getByRole('link', { name: '监察规则' }).click();
    await answer(page.getByRole('dialog', { name: '有未保存的修改' }), '继续编辑');
    expect(await phone.inputValue()).toBe('0531-00005678');
    await button(page, '撤销修改').click();
    await answer(page.getByRole('tooltip'), '撤销修改');
    await expect.poll(() => phone.inputValue()).toBe(before);
    await page.getByRole('link', { name: '监察规则' }).click();
    await page.getByRole('heading', { name: '监察规则', level: 1 }).waitFor();
  });
});

describe('the calendar', () => {
  type Year = z.infer<typeof calendarsApi.getCalendarYear.response>;

  test('given next year, when a day is made a holiday by keyboard and saved, then the calendar has it and says how many clocks were recomputed', async () => {
    const year = new Date().getFullYear() + 1;
    const page = await visitor.visit(`/workbench/calendars?calendar=CN&year=${year}`);
    const first = page.getByRole('button', { name: new RegExp(`^${year}-01-01`) });
    await first.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: new RegExp(`^${year}-01-02.*放假`) }).waitFor();
    await page.getByLabel('放假通知').fill('演示通知');
    await button(page, '保存').click();
    await page
      .getByText(/已保存为第 \d+ 版，重新推算了 \d+ 个未结期限/)
      .first()
      .waitFor();
    const saved = await read<Year>(`/api/calendars/CN/${year}`);
    expect(saved.days.find(({ date }) => date === `${year}-01-02`)).toMatchObject({ kind: 'holiday' });
    expect(saved.notice).toContain('演示通知');
    await page.reload();
    await page.getByRole('button', { name: new RegExp(`^${year}-01-02.*放假`) }).waitFor();
  });

  test('given a file of another year, when read, then it says which field is wrong and changes nothing', async () => {
    const page = await visitor.visit('/workbench/calendars?calendar=CN&year=2026');
    const wrong = { calendar: 'CN', year: 2025, status: 'published', notice: '', days: [] };
    await page
      .locator('input[type=file]')
      .setInputFiles([
        { name: 'year.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(wrong)) },
      ]);
    const alert = page.getByRole('alert').filter({ hasText: '文件内容不符合要求' });
    await alert.getByText('2026').waitFor();
    expect(await button(page, '保存').isDisabled()).toBe(true);
  });
});

describe('organs and sources', () => {
  test('given a county, when chosen in the tree, then its organs are listed; one is changed and keeps the change', async () => {
    const page = await visitor.visit('/workbench/organs');
    const tree = page.getByRole('tree', { name: '区划' });
    await tree.getByText('济南市').waitFor();
    await page
      .locator('.ant-tree-treenode')
      .filter({ hasText: '济南市' })
      .locator('.ant-tree-switcher')
      .click();
    await tree.getByText('历下区').click();
    await page.waitForURL(/region=370102000000/);
    await page.getByRole('table').getByRole('link').first().click();
    const drawer = page.getByRole('dialog');
    const name = drawer.getByLabel('名称（英文）').first();
    await expect.poll(() => name.inputValue()).not.toBe('');
    await name.fill('Renamed Office');
    await drawer.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存').waitFor();
    const code = /edit=([^&]+)/.exec(page.url())?.[1];
    expect(code).toBeUndefined();
    const found = await read<{ total: number }>('/api/organs?search=Renamed%20Office');
    expect(found.total).toBe(1);
  });

  test('given a new source, when registered, then its token is shown once and works', async () => {
    const page = await visitor.visit('/workbench/sources');
    await button(page, '登记来源').click();
    const dialogue = page.getByRole('dialog', { name: '登记来源' });
    await dialogue.getByLabel('代码').fill('-wrong');
    await dialogue.getByLabel('名称').fill('某部门业务系统');
    await dialogue.getByRole('button', { name: '登记', exact: true }).click();
    await dialogue.locator('.ant-form-item-explain-error').waitFor();
    await dialogue.getByLabel('代码').fill('journey-source');
    await dialogue.getByRole('button', { name: '登记', exact: true }).click();
    await dialogue.getByText('令牌只显示这一次').waitFor();
    const token = (await dialogue.locator('.wb-token code').textContent()) ?? '';
    const answer = await fetch(`${url}/api/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
      body: '[]',
    });
    expect(answer.status).not.toBe(401);
    await dialogue.getByRole('button', { name: '我已保存' }).click();
    await page.getByRole('row').filter({ hasText: 'journey-source' }).waitFor();
    await expect.poll(() => page.getByText(token).count()).toBe(0);
  });
});
