import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { saveItems, saveOrgans } from '#spine/catalogue/register';
import { readDemonstration } from '#spine/demonstration/demonstration-data';
import { expandItems } from '#spine/demonstration/expand-items';
import { expandOrgans } from '#spine/demonstration/expand-organs';
import { type Division, readDivisions } from '#spine/regions/read-divisions';
import { startInstallation } from '../support/installation.ts';
import { visitorOf } from './visitor.ts';
import { faults } from './page-faults.ts';

/** The guide needs organs and items alone: those of the demonstration, of one city, without its cases. */
const { url, database } = await startInstallation();
const data = readDemonstration();
const divisions: Division[] = [];
for await (const division of readDivisions())
  if (division.level === 'province' || division.code.startsWith('3701')) divisions.push(division);
const organs = expandOrgans(data, divisions);
const items = expandItems(data, organs);
await saveOrgans(
  database.pool,
  organs.map(({ organ }) => organ),
  true,
);
await saveItems(
  database.pool,
  items.map(({ item }) => item),
  true,
);
const joint = items.find(({ template }) => template.key === 'joint-restaurant')!.item.code;
const visitor = visitorOf(url);

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const field = (page: Page) => page.getByLabel('搜索办事指南');

const pages: [name: string, path: string][] = [
  ['first page', '/services/guide'],
  ['list', '/services/guide/items?search=dengji'],
  ['empty list', '/services/guide/items?search=zzzzqqq'],
  ['joint item', `/services/guide/items/${joint}`],
  ['levels', `/services/guide/items/${joint}/levels`],
  ['blank form', `/services/guide/items/${joint}/form`],
];

describe('finding one’s way through the guide', () => {
  test('given a life event, when a joint item is opened, then its parts, where and when, and the way to apply are there', async () => {
    const page = await visitor.visit('/services/guide');
    await page.getByRole('link', { name: '开餐饮店' }).click();
    await page.waitForURL(/event=restaurant/);
    await page.getByRole('link', { name: '开办餐饮店' }).click();
    await expect.poll(() => heading(page).textContent()).toBe('开办餐饮店');
    const parts = page.getByRole('region', { name: '联办事项' }).getByRole('listitem');
    expect(await parts.count()).toBe(3);
    await page.getByRole('region', { name: '办理地点和时间' }).getByText('09:00–12:00').waitFor();
    await page.getByRole('region', { name: '申请材料' }).getByText('申请人自备').first().waitFor();
    expect(await page.getByRole('link', { name: '在线申请' }).getAttribute('href')).toMatch(
      /^\/services\/apply\/\w+$/,
    );
    await parts.getByRole('link', { name: /消防安全检查/ }).click();
    await page.getByText('听证').first().waitFor();
  });

  test('given letters, when a suggestion is chosen with the keyboard, then its guide opens', async () => {
    const page = await visitor.visit('/services/guide');
    await field(page).fill('spjyxk');
    await page.locator('.ant-select-item-option', { hasText: '食品经营许可' }).first().waitFor();
    await field(page).press('ArrowDown');
    await field(page).press('Enter');
    await expect.poll(() => heading(page).textContent()).toBe('食品经营许可');
  });

  test('given a place, when chosen, then it is kept, and the nearest organ is named', async () => {
    const page = await visitor.visit('/services/guide');
    await page.getByLabel('办事地区').fill('lixia');
    await page
      .getByTitle(/历下区/)
      .first()
      .click();
    await page.getByText('已记住此地区').waitFor();
    await page.reload();
    await page.getByText('已记住此地区').waitFor();
    await field(page).fill('食品经营许可');
    await page.getByRole('button', { name: '搜索' }).click();
    await page.waitForURL(/region=370102000000/);
    await page.getByText('历下区市场监督管理局').first().waitFor();
  });

  test('given a typing error, when searched, then it says that these come closest', async () => {
    const page = await visitor.visit('/services/guide/items?search=shipinjinginxuke');
    await page.getByText('没有完全一致的事项').waitFor();
    await page.getByRole('link', { name: '食品经营许可' }).first().waitFor();
  });

  test('given an item, when its levels are compared, then it says that the four are the same', async () => {
    const page = await visitor.visit('/services/guide/items?search=社会保障卡申领&region=370102000000');
    await page.getByRole('link', { name: '社会保障卡申领' }).click();
    await page.getByRole('link', { name: '各级对比' }).click();
    await page.getByText('四级四同：各级一致').waitFor();
    expect(await page.getByRole('columnheader').count()).toBeGreaterThanOrEqual(4);
  });

  test('given an address of before the guide, then it leads into it', async () => {
    const page = await visitor.visit('/catalogue?search=spjyxk&type=01');
    await page.waitForURL(/\/services\/guide\/items\?search=spjyxk&type=01/);
    const old = await visitor.visit(`/catalogue/${joint}`);
    await old.waitForURL(new RegExp(`/services/guide/items/${joint}$`));
  });
});

describe('every page of the guide', () => {
  test.each(pages)(
    'given the %s, then axe finds no violation, wide and narrow, and nothing sticks out',
    async (_name, path) => {
      expect(await faults(await visitor.visit(path))).toEqual([]);
    },
  );
});
