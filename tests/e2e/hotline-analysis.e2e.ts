import { describe, expect, test } from 'vitest';
import { saveItems, saveOrgans } from '#spine/catalogue/register';
import { receiveTicket } from '#platforms/hotline/tickets/receive-ticket';
import { cloudEventOf, items, organs } from '../support/spine.ts';
import { answer } from './choose.ts';
import { startSmallInstallation } from './small-installation.ts';
import { visitorOf } from './visitor.ts';
import { faultsOnPages, type PageToLookAt } from './page-faults.ts';

const now = Date.now();
const dayMs = 86_400_000;
const { url, spine, account, tell, addSource } = await startSmallInstallation({ now, platforms: true });
const visitor = visitorOf(url);

const centre = {
  code: 'centre',
  name: { zh: '济南市政务服务中心', en: 'Jinan service centre' },
  region: '370100000000',
  kind: 'service-centre' as const,
};
await saveOrgans(spine.pool, [centre], true);
const item = (code: string, zh: string, en: string) => ({
  ...items.report,
  code,
  platform: 'hotline' as const,
  name: { zh, en },
});
await saveItems(
  spine.pool,
  [item('lamps', '路灯故障', 'Street lamps'), item('waste', '垃圾清运', 'Waste')],
  true,
);
await spine.registry.refresh();
await addSource({ code: 'requests', mode: 'replay', demonstration: true });
// Twelve about lamps within the week and one in each week before; two about waste.
const opened = [
  ...Array.from({ length: 12 }, (_, n) => ['lamps', n / 3] as const),
  ...[9, 16, 23].map((daysAgo) => ['lamps', daysAgo] as const),
  ...[1, 2].map((daysAgo) => ['waste', daysAgo] as const),
].map(([code, daysAgo], n) =>
  cloudEventOf('requests', `R${n}`, now - daysAgo * dayMs, {
    data: {
      item: code,
      organ: organs.district.code,
      point: { longitude: 117 + (n % 5) / 20, latitude: 36.6 + (n % 3) / 20 },
    },
  }),
);
await tell(opened);
await tell(
  opened.slice(0, 11).map(({ subject, time, region }) =>
    cloudEventOf('requests', subject, Date.parse(time) + 3_600_000, {
      type: 'case.closed',
      region,
      data: {},
    }),
  ),
);
await receiveTicket(
  spine,
  {
    channel: 'phone',
    kind: 'complaint',
    category: 'urban.heating',
    title: '暖气一直不热',
    content: '阳光花园3号楼暖气一直不热，室温只有十五度。',
    place: { region: organs.district.region, address: '解放路18号', community: '阳光花园' },
    caller: {},
    confidential: false,
  },
  { actor: 'agent', uploader: null },
);
await account('supervisor', 'supervision-officer', 'province-office');
const system = 'system-administrator';

describe('the analysis', () => {
  test('given a week with a rise, then it is told in words, and the report is issued with a code that verifies it', async () => {
    const page = await visitor.visit('/workbench', { as: 'supervisor' });
    await page.getByRole('link', { name: '热线分析' }).click();
    const lamps = page.getByRole('row', { name: /路灯故障/ });
    await lamps.getByText('上升').waitFor();
    await page.getByRole('row', { name: /区局/ }).first().waitFor();
    await page.getByText('15 件中 14 件有点位', { exact: false }).waitFor();
    await page.getByRole('button', { name: '签发报告（PDF）' }).click();
    const code = await page.getByText(/核验编码 /).textContent();
    const check = await visitor.visit(`/verify/${/核验编码 ([\w-]+)/.exec(code ?? '')![1]}`, { as: null });
    await check.getByText('山东省热线周报').first().waitFor();
  });

  test('given the table file, then a browser saves it under its name', async () => {
    const page = await visitor.visit('/workbench/hotline/analysis', { as: 'supervisor' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载表格（XLSX）' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^热线分析-.*\.xlsx$/);
  });

  test('given a place on the way down, then the figures are of that place', async () => {
    const page = await visitor.visit('/workbench/hotline/analysis', { as: 'supervisor' });
    await page.getByRole('link', { name: '济南市' }).click();
    await page.getByRole('link', { name: '历下区' }).waitFor();
    await page.getByText(/^济南市：/).waitFor();
  });
});

describe('looking for a ticket', () => {
  test('given words that stand in it, then it is found and leads to its case', async () => {
    const page = await visitor.visit('/workbench/hotline/search', { as: 'supervisor' });
    await page.getByLabel('内容、地点或编号').fill('阳光花园 暖气');
    await page.getByText('共 1 件').waitFor();
    await page.getByRole('link', { name: '暖气一直不热' }).click();
    await page.waitForURL(/\/workbench\/cases\/3701-/);
  });
});

describe('programs of Open311', () => {
  test('given a program that is registered, then its key is shown once, and taken back it is good no more', async () => {
    const page = await visitor.visit('/workbench/hotline/open311', { as: system, locale: 'en-US' });
    await page.getByRole('button', { name: 'Register a program' }).first().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel(/Chinese/).fill('随手拍');
    await drawer.getByLabel(/English/).fill('Snapshot');
    await drawer.getByLabel('Contact').fill('office@example.cn');
    await drawer.getByLabel('Place by default').click();
    await page.locator('.ant-select-tree-title', { hasText: '' }).first().click();
    await drawer.getByRole('button', { name: 'Register and make a key' }).click();
    const key = (await drawer.locator('code').textContent()) ?? '';
    expect(key).toMatch(/^[\w-]{32}$/);
    const send = () =>
      fetch(`${url}/api/hotline/open311/v2/requests.json`, {
        method: 'POST',
        body: new URLSearchParams({
          api_key: key,
          service_code: 'urban.road',
          lat: '36.6512',
          long: '117.0764',
          description: '路面坑洼积水，请尽快修补。',
        }),
      });
    expect((await send()).status).toBe(200);
    await drawer.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Take the key of Snapshot back' }).click();
    await answer(page.getByRole('tooltip'), 'Take the key back');
    await page.getByText('Taken back').first().waitFor();
    expect((await send()).status).toBe(403);
  });
});

describe('every page, wide and narrow', () => {
  const pages: PageToLookAt[] = [
    ['/hotline/figures', null],
    ['/hotline/figures', null, 'en-US'],
    ['/workbench/hotline/analysis', 'supervisor'],
    ['/workbench/hotline/analysis?days=30', 'supervisor', 'en-US'],
    ['/workbench/hotline/analysis?to=2020-01-01', 'supervisor'],
    ['/workbench/hotline/search?search=%E6%9A%96%E6%B0%94', 'supervisor'],
    ['/workbench/hotline/search', 'supervisor'],
    ['/workbench/hotline/open311', system],
  ];
  test('given a wide screen and a phone, then axe finds no violation and nothing sticks out', async () => {
    expect(await faultsOnPages(visitor, pages)).toEqual([]);
  });
});
