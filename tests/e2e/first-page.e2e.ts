import { expect, test } from 'vitest';
import { scriptBytes } from '../support/script-bytes.ts';
import { startInstallation } from '../support/installation.ts';
import { violationsOf } from './page-faults.ts';
import { visitorOf } from './visitor.ts';

const { url } = await startInstallation();
const visitor = visitorOf(url);

/** What the portal's first page may weigh in compressed script (docs/decisions/0041). */
const budget = 200_000;

test('given somebody who was never here, when the portal opens, then its script is within the budget', async () => {
  const page = await visitor.visit('about:blank');
  const weigh = await scriptBytes(page);
  await page.goto(url);
  await page.getByLabel('回执编号').fill('1STG');
  expect(await violationsOf(page)).toEqual([]);
  const { bytes, files } = weigh();
  expect(files).toBeGreaterThan(2);
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThanOrEqual(budget);
});

test('given words typed before what suggests has come, when it comes, then they stand and the focus as well', async () => {
  const page = await visitor.visit('/');
  const held: (() => void)[] = [];
  await page.route(/suggest-field/, (route) => void held.push(() => void route.continue()));
  const field = page.locator('search input');
  await field.fill('营业');
  await expect.poll(() => held.length).toBe(1);
  await page.keyboard.type('执照');
  held[0]?.();
  await expect.poll(() => field.getAttribute('role')).toBe('combobox');
  expect(await field.inputValue()).toBe('营业执照');
  expect(await field.evaluate((one) => one === document.activeElement)).toBe(true);
});

test('given an address with a value that does not fit, when it is opened or gone to, then the value alone is left out', async () => {
  const address = '/services/guide/items?type=purple&page=2';
  const page = await visitor.visit(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expect.poll(() => new URL(page.url()).search).toBe('?page=2');
  await page.goto(url);
  await page.getByRole('link', { name: '进入办事指南' }).waitFor();
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }, address);
  await page.getByRole('heading', { level: 1, name: '办事指南搜索' }).waitFor();
  await expect.poll(() => new URL(page.url()).search).toBe('?page=2');
});
