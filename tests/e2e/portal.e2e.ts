import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { overviewApi } from '#contract/overview';
import { startInstallation } from '../support/installation.ts';
import { photograph } from './photograph.ts';
import { visitorOf } from './visitor.ts';

const { url } = await startInstallation({ demo: true });
const visitor = visitorOf(url);
type Installation = z.infer<typeof overviewApi.getInstallation.response>;
const installation = (await (await fetch(`${url}/api/installation`)).json()) as Installation;
const receipt = installation.sampleReceipts[0] as string;

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const number = (text: string) => Number(text.replaceAll(',', ''));

describe('looking up a case', () => {
  test('given a receipt, when its code is typed small and without dashes, then steps and the reason for the due time are shown', async () => {
    const page = await visitor.visit('/');
    await page.getByLabel('回执编号').fill(receipt.replaceAll('-', '').toLowerCase());
    await page.getByRole('button', { name: '查询进度' }).click();
    await page.getByText(`回执编号 ${receipt}`).waitFor();
    await page.getByRole('heading', { name: '办理步骤' }).waitFor();
    const reasons = page.locator('section', { hasText: '时限怎么算出来的' }).locator('ol > li');
    expect(await reasons.count()).toBeGreaterThan(1);
  });

  test('given a code that is too short, when looked up, then it says how many are missing, and the right one works', async () => {
    const page = await visitor.visit('/progress/1T2G00-0', { locale: 'en-US' });
    await page.getByText('You entered 7 characters; a code has 24 letters and digits.').waitFor();
    await page.getByLabel('Receipt code').fill(receipt);
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByText(`Receipt code ${receipt}`).waitFor();
  });

  test('given nothing typed, when looked up, then it asks for the code and stays', async () => {
    const page = await visitor.visit('/');
    await page.getByRole('button', { name: '查询进度' }).click();
    await page.getByText('请先输入回执编号').waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
  });
});

describe('the open figures', () => {
  test('given the province, when a city is opened, then no number below ten stands there, and the path leads back', async () => {
    const page = await visitor.visit('/figures');
    await page.getByRole('link', { name: '青岛市' }).waitFor();
    await page.getByText('零照常显示').waitFor();
    await page.getByRole('link', { name: '青岛市' }).click();
    await page.getByRole('link', { name: '市南区' }).waitFor();
    expect(await heading(page).textContent()).toContain('青岛市');
    const cells = await page.locator('tbody td, tfoot td').allTextContents();
    expect(cells.length).toBeGreaterThan(40);
    for (const text of cells)
      if (text !== '不显示') expect([text, number(text) === 0 || number(text) >= 10]).toEqual([text, true]);
    await photograph(page, 'figures-city');
    await page.getByRole('navigation', { name: '地区层级' }).getByRole('link', { name: '山东省' }).click();
    await page.getByRole('link', { name: '青岛市' }).waitFor();
  });

  test('given a month, when another is chosen and its table is opened, then the address follows and the data set tells the same', async () => {
    const page = await visitor.visit('/figures');
    await page.getByRole('link', { name: '青岛市' }).waitFor();
    await page.getByRole('combobox', { name: '月份' }).click();
    const earlier = page.locator('.ant-select-item-option').nth(1);
    const month = (await earlier.textContent()) as string;
    await earlier.click();
    await expect.poll(() => new URL(page.url()).searchParams.get('month')).toBe(month);
    await page.getByText(`${month} 的数字`).waitFor();
    const total = await page.locator('tfoot td').first().textContent();
    await page.getByRole('link', { name: '下载办件量数据' }).click();
    await page.waitForURL(/\/open-data\/case-counts\?/);
    const all = page.getByRole('row').filter({ hasText: '370000000000' }).filter({ hasText: 'all' });
    await all.first().waitFor();
    expect((await all.first().textContent())!.replaceAll(',', '')).toContain(total!.replaceAll(',', ''));
  });
});

describe('language and screens', () => {
  test('given an English browser, when switched to Chinese, then it stays Chinese after a reload', async () => {
    const page = await visitor.visit('/', { locale: 'en-US' });
    await page.getByRole('heading', { name: 'How far is my case?' }).waitFor();
    await page.getByRole('button', { name: /Switch to Chinese/ }).click();
    await page.getByRole('heading', { name: '办件进度查询' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await page.reload();
    await page.getByRole('heading', { name: '办件进度查询' }).waitFor();
  });

  const onPhones = ['/', `/progress/${receipt}`, '/services/guide', '/figures', '/no-such-page'];
  test.each(onPhones.flatMap((path) => (['zh-CN', 'en-US'] as const).map((locale) => ({ path, locale }))))(
    'given a phone of 360 pixels, when $path is opened in $locale, then nothing sticks out at the side',
    async ({ path, locale }) => {
      const page = await visitor.visit(path, { width: 360, height: 740, locale });
      await heading(page).waitFor();
      await page.waitForLoadState('networkidle');
      const beyond = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await expect.poll(beyond).toBe(0);
      if (path === '/figures') await photograph(page, `figures-phone-${locale}`);
    },
  );

  test('given an address without a page, when opened, then it says so and leads home', async () => {
    const page = await visitor.visit('/no-such-page');
    await page.getByText('页面不存在').first().waitFor();
    await page.getByRole('link', { name: '返回首页' }).click();
    await page.getByRole('heading', { name: '办件进度查询' }).waitFor();
  });
});
