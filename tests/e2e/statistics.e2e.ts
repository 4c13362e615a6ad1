import { describe, expect, test } from 'vitest';
import { choose } from './choose.ts';
import { faultsOnPages, type PageToLookAt } from './page-faults.ts';
import { startSmallInstallation } from './small-installation.ts';
import { visitorOf } from './visitor.ts';
import { makeNextReport } from '#spine/statistics/saved/make-reports';
import { tellStory } from '../support/province-story.ts';

const world = await startSmallInstallation({ now: Date.now() });
const { url, spine, account, present } = world;
const visitor = visitorOf(url);
await tellStory(world, { cases: 80, seed: 3 });
await account('supervisor', 'supervision-officer', 'province-office');
await account('head', 'organ-head');

describe('statistics', () => {
  test('given two dimensions, then the table adds up, and a figure leads to the list of so many', async () => {
    const page = await visitor.visit('/workbench', { as: 'supervisor' });
    await page.getByRole('link', { name: '统计分析', exact: true }).click();
    await choose(page.getByLabel('列', { exact: true }), '平台');
    await page.getByRole('columnheader', { name: '电子政务服务' }).waitFor();
    await page.waitForURL(/columns=platform/);
    const cell = page
      .getByRole('row', { name: /济南市/ })
      .getByRole('link')
      .nth(1);
    const count = Number(await cell.textContent());
    expect(count).toBeGreaterThan(0);
    await cell.click();
    await page.waitForURL(/\/workbench\/cases\?/);
    await page
      .getByText(new RegExp(`共 ${count} `))
      .first()
      .waitFor();
  });

  test('given a division, then its name leads down, and the path leads back', async () => {
    const page = await visitor.visit('/workbench/statistics', { as: 'supervisor' });
    await page.getByRole('rowheader').getByRole('link', { name: '济南市' }).click();
    await page.getByRole('rowheader', { name: '历下区' }).waitFor();
    await page.getByRole('navigation', { name: '地区路径' }).getByRole('link', { name: '山东省' }).click();
    await page.getByRole('rowheader', { name: '青岛市' }).waitFor();
  });

  test('given a table, then it is saved as XLSX, CSV and Parquet', async () => {
    const page = await visitor.visit('/workbench/statistics?columns=colour', { as: 'supervisor' });
    for (const [name, ending] of [
      ['XLSX', /\.xlsx$/],
      ['CSV', /\.csv$/],
      ['Parquet', /\.parquet$/],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(ending);
    }
  });

  test('given a view that is saved with a weekly report, then it is opened again, and its report can be read', async () => {
    const page = await visitor.visit('/workbench/statistics?rows=item&columns=time', { as: 'head' });
    await page.getByRole('button', { name: '我的视图' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('名称').fill('按事项逐月');
    await choose(drawer.getByLabel('定期报告'), '每周');
    await drawer.getByLabel('与本机关共享').check();
    await drawer.getByRole('button', { name: /^保\s?存$/ }).click();
    await drawer.getByText('已与区局共享', { exact: false }).waitFor();
    // Eight days on its report is made; sessions would have ended by then.
    const before = present.now;
    present.now += 8 * 86_400_000;
    expect(await makeNextReport(spine)).toBe(true);
    present.now = before;
    const again = await visitor.visit('/workbench/statistics', { as: 'head' });
    await again.getByRole('button', { name: '我的视图' }).click();
    const pdf = again.getByRole('dialog').getByRole('link', { name: '打开 PDF' });
    const response = await again.request.get(new URL((await pdf.getAttribute('href'))!, url).href);
    expect([response.status(), response.headers()['content-type']]).toEqual([200, 'application/pdf']);
    await again.getByRole('button', { name: '按事项逐月', exact: true }).click();
    await again.waitForURL(/rows=item/);
  });

  test('given colours and time, then the same figures are a chart and a table', async () => {
    const page = await visitor.visit('/workbench/statistics?rows=colour&columns=time&show=line', {
      as: 'supervisor',
      locale: 'en-US',
    });
    await page.getByRole('img', { name: /Chart/ }).waitFor();
    await page.getByRole('rowheader', { name: 'Red card' }).waitFor();
  });
});

describe('every page, wide and narrow', () => {
  const pages: PageToLookAt[] = [
    ['/workbench/statistics', 'supervisor'],
    ['/workbench/statistics?columns=platform&from=2026-01-01&to=2026-03-31&compare=previous', 'supervisor'],
    ['/workbench/statistics?rows=organ&columns=time&show=bar', 'supervisor', 'en-US'],
    ['/workbench/statistics?rows=region&columns=colour&show=heat', 'supervisor'],
    ['/workbench/statistics?from=2001-01-01&to=2001-12-31', 'supervisor'],
  ];
  test('given a wide screen and a phone, then axe finds no violation and nothing sticks out', async () => {
    expect(await faultsOnPages(visitor, pages)).toEqual([]);
  });
});
