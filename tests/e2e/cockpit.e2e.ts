import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { startInstallation } from '../support/installation.ts';
import { people, signedInAs } from '../support/signed-in.ts';
import { breakableLine } from './breakable-line.ts';
import { departmentOf } from './department.ts';
import { beyond, violationsOf } from './page-faults.ts';
import { photograph } from './photograph.ts';
import { visitorOf } from './visitor.ts';

const { url } = await startInstallation({ demo: true });
const department = await departmentOf(url);
const supervisor = await signedInAs(url, people.supervisor);
const line = await breakableLine(url);
const visitor = visitorOf(url);
afterAll(() => line.close());

const wall = { width: 1920, height: 1080 } as const;
const feedOf = (page: Page) => page.getByRole('list', { name: '实时预警' });
const rowsOf = (page: Page, caseNumber: string) =>
  feedOf(page).getByRole('listitem').filter({ hasText: caseNumber });
const regionOf = (page: Page) => new URL(page.url()).searchParams.get('region');
const number = (text: string) => Number(text.replaceAll(',', ''));

describe('who opens the wall', () => {
  test('given nobody has signed in, when it is opened, then it asks first and comes back to the same place', async () => {
    const page = await visitor.visit('/cockpit?region=370600000000', { ...wall, as: null });
    await page.waitForURL(/\/sign-in\?from=/);
    const form = page.getByRole('form', { name: '登录' });
    await form.getByLabel('账号').fill(people.supervisor);
    await form.getByLabel('密码').fill('open-mirror-2026');
    await form.getByRole('button', { name: '登录', exact: true }).click();
    await page.waitForURL(/\/cockpit\?region=370600000000/);
    await page.getByRole('region', { name: '烟台市 总计' }).waitFor();
    await photograph(page, 'cockpit-after-sign-in');
  });

  test('given an official without statistics, then the wall says what it asks for', async () => {
    const page = await visitor.visit('/cockpit', { ...wall, as: people.handler });
    await page.getByRole('alert').filter({ hasText: '统计' }).waitFor();
    expect(await page.getByRole('region', { name: /总计/ }).count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    await photograph(page, 'cockpit-forbidden');
  });

  test('given supervision of a city, when the wall is opened, then it is the wall of that city, with no way above it', async () => {
    const page = await visitor.visit('/cockpit', { ...wall, as: 'supervision-officer-jinan' });
    await page.getByRole('region', { name: '济南市 总计' }).waitFor();
    expect(await page.getByRole('navigation', { name: '地区层级' }).getByRole('link').count()).toBe(0);
    await page.getByRole('link', { name: '监察中心' }).click();
    await page.getByRole('heading', { level: 1, name: /济南市/ }).waitFor();
  });
});

describe('the wall', () => {
  test('given the province, when a city is chosen in the list and then a county, then the address follows and the path leads back', async () => {
    const page = await visitor.visit('/cockpit', wall);
    await page.getByRole('button', { name: '列表' }).click();
    await page.getByRole('link', { name: '烟台市', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /烟台市/ }).waitFor();
    expect(regionOf(page)).toBe('370600000000');
    await page.getByRole('link', { name: '芝罘区', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /芝罘区/ }).waitFor();
    const path = page.getByRole('navigation', { name: '地区层级' });
    await path.getByRole('link', { name: '烟台市' }).click();
    await expect.poll(() => regionOf(page)).toBe('370600000000');
    await path.getByRole('link', { name: '山东省' }).click();
    await expect.poll(() => regionOf(page)).toBeNull();
  });

  test('given the map, when a place on it is pressed, then the wall shows that place', async () => {
    const page = await visitor.visit('/cockpit', wall);
    const map = page.getByRole('img', { name: /分布图/ });
    await map.locator('canvas').waitFor();
    const press = async () => {
      await map.click({ position: { x: 480, y: 250 } });
      return regionOf(page);
    };
    await expect.poll(press, { timeout: 20_000 }).toMatch(/^37\d\d0{8}$/);
  });

  test('given every number of a city, when it is followed, then the list counts the same', async () => {
    const page = await visitor.visit('/cockpit?region=370600000000', wall);
    await page.getByRole('region', { name: '烟台市 总计' }).waitFor();
    const links = page.locator('a[aria-label^="查看"]');
    // The live stream goes on: a number and its list are read until they agree.
    const disagreeing = async () => {
      const numbers = await links.evaluateAll((list) =>
        list.map((link) => [link.getAttribute('href') ?? '', link.textContent ?? ''] as const),
      );
      expect(numbers.length).toBeGreaterThan(20);
      const wrong: string[] = [];
      for (const [address, text] of numbers) {
        const list = `${address.replace('/workbench/', '/api/')}&pageSize=1`;
        const { total } = await supervisor.read<{ total: number }>(list);
        if (total !== number(text)) wrong.push(`${address}: ${text}, listed ${total}`);
      }
      return wrong;
    };
    await expect.poll(disagreeing, { timeout: 40_000 }).toEqual([]);
    await links.first().click();
    await page.waitForURL(/\/workbench\/cases\?/);
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  test.each([
    { width: 1366, height: 768 },
    { width: 360, height: 740 },
  ])('given a screen of $width × $height, when opened, then nothing sticks out at the side', async (size) => {
    const page = await visitor.visit('/cockpit', size);
    await page.getByRole('heading', { name: '机关排名' }).waitFor();
    await expect.poll(() => beyond(page)).toBe(0);
  });

  test('given a Chinese wall, when switched to English, then its words change and its place stays', async () => {
    // The browser remembers the language.
    const page = await visitor.visit('/cockpit?region=370600000000', { ...wall, anew: true });
    await page.getByRole('button', { name: /切换为英文/ }).click();
    await page.getByRole('heading', { level: 1, name: /Yantai City/ }).waitFor();
    await page.getByRole('heading', { name: 'Live warnings' }).waitFor();
    expect(regionOf(page)).toBe('370600000000');
  });
});

describe('the live feed', () => {
  test('given no division is named, when the wall is opened, then its alerts and its stream are asked for once', async () => {
    const page = await visitor.visit('/cockpit', wall);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.reload();
    await page.getByText('实时连接正常').waitFor();
    await feedOf(page).getByRole('listitem').first().waitFor();
    expect(asked.filter((path) => path === '/api/alerts' || path === '/api/live').toSorted()).toEqual([
      '/api/alerts',
      '/api/live',
    ]);
  });

  test('given an open wall, when a case is closed without its steps, then the red card appears by itself', async () => {
    const page = await visitor.visit('/cockpit', wall);
    await page.getByText('实时连接正常').waitFor();
    await department.closeWithoutSteps('JOURNEY-1');
    const row = rowsOf(page, 'JOURNEY-1').filter({ hasText: '红牌' }).first();
    await row.waitFor({ timeout: 15_000 });
    await row.getByRole('link').click();
    await page.waitForURL(/\/workbench\/alerts\//);
  });

  test('given somebody reads the feed, when a warning comes, then it waits until they leave', async () => {
    const page = await visitor.visit('/cockpit', wall);
    await page.getByText('实时连接正常').waitFor();
    await feedOf(page).hover();
    await department.closeWithoutSteps('JOURNEY-2');
    await page.getByText(/有 \d+ 条新预警/).waitFor({ timeout: 15_000 });
    expect(await rowsOf(page, 'JOURNEY-2').count()).toBe(0);
    await page.mouse.move(400, 10);
    await rowsOf(page, 'JOURNEY-2').first().waitFor();
  });

  test('given the line is cut, when a warning comes meanwhile, then the wall says so and misses nothing afterwards', async () => {
    const page = await visitor.visit(`${line.url}/cockpit`, wall);
    await page.getByText('实时连接正常').waitFor();
    // Its parts have all come by then; a part that is cut off is another fault.
    await page.locator('canvas').first().waitFor();
    line.cut();
    await page.getByText('连接中断，正在重连').waitFor({ timeout: 15_000 });
    await department.closeWithoutSteps('JOURNEY-3');
    line.mend();
    await page.getByText('实时连接正常').waitFor({ timeout: 40_000 });
    await rowsOf(page, 'JOURNEY-3').first().waitFor({ timeout: 20_000 });
  });

  test('given a wall of another city, when a warning comes here, then it is not shown there', async () => {
    const elsewhere = department.region.startsWith('3706') ? '370200000000' : '370600000000';
    const page = await visitor.visit(`/cockpit?region=${elsewhere}`, wall);
    const here = await visitor.visit(`/cockpit?region=${department.region}`, wall);
    await page.getByText('实时连接正常').waitFor();
    await here.getByText('实时连接正常').waitFor();
    await department.closeWithoutSteps('JOURNEY-4');
    await rowsOf(here, 'JOURNEY-4').first().waitFor({ timeout: 15_000 });
    expect(await rowsOf(page, 'JOURNEY-4').count()).toBe(0);
  });
});

describe('the supervision centre', () => {
  test.each([wall, { width: 1366, height: 768 }, { width: 360, height: 740 }])(
    'given a screen of $width × $height, when it is reached from the wall, then axe finds nothing and nothing sticks out',
    async (size) => {
      const page = await visitor.visit('/cockpit', size);
      await page.getByRole('link', { name: '监察中心' }).click();
      await page.getByRole('heading', { name: '最慢的环节' }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
      expect(await beyond(page)).toBe(0);
    },
  );

  test('given a number of an organ, when it is followed, then the list counts the same', async () => {
    const page = await visitor.visit('/cockpit/powers?region=370100000000', wall);
    const organs = page.getByRole('region', { name: '异常线索最多的机关' });
    const link = organs.getByRole('link').first();
    const count = number(await link.innerText());
    await link.click();
    await page.getByText(`共 ${count} 条`).waitFor();
  });
});
