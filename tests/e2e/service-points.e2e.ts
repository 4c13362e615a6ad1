import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { PointInput, pointsApi } from '#contract/services/points';
import type { queueApi } from '#contract/services/queue';
import { servicesWorld } from '../support/services-world.ts';
import { signedInAs } from '../support/signed-in.ts';
import { visitorOf } from './visitor.ts';
import { faultsOnPages, type PageToLookAt } from './page-faults.ts';

const world = await servicesWorld();
const { url, system, clerk } = world;
const visitor = visitorOf(url);
const administrator = await signedInAs(url, system);

/** Open round the clock, so that a journey finds it open at whatever hour it is made. */
const always = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]);
const hall: PointInput = {
  name: { zh: '历下区政务大厅', en: 'Lixia hall' },
  organ: 'district-bureau',
  region: '370102000000',
  address: '解放路1号',
  phone: '0531-12345',
  coordinates: { longitude: 117.08, latitude: 36.66, datum: 'GCJ-02' },
  access: ['ramp', 'hearing'],
  groups: [
    { letter: 'A', name: { zh: '综合窗口', en: 'General' }, perSlot: 4 },
    { letter: 'B', name: { zh: '备案窗口', en: 'Filing' }, items: ['report'], perSlot: 1 },
  ],
  windows: [
    { code: 'A1', name: { zh: '1号窗口', en: 'Window 1' }, group: 'A' },
    { code: 'B1', name: { zh: '2号窗口', en: 'Window 2' }, group: 'B' },
  ],
  hours: { weekly: always, holidays: 'as-usual' },
};
type Point = z.infer<typeof pointsApi.createPoint.response>;
const point = await administrator.send<Point>('POST', '/api/services/points', hall);
await administrator.send('POST', '/api/services/points', {
  ...hall,
  name: { zh: '解放桥社区代办点', en: 'Village point' },
  organ: 'village-point',
  region: '370102001002',
  phone: null,
  status: { state: 'suspended', reason: { zh: '修缮', en: 'Repairs' } },
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

/** Books the first free slot of a group, as a visitor without an account does. */
async function bookFirst(page: Page, phone: string): Promise<string> {
  await page.goto(`${url}/services/points`);
  await page.getByRole('link', { name: '历下区政务大厅', exact: true }).click();
  await page.getByRole('link', { name: '预约：综合窗口' }).click();
  await page.locator('label.ant-radio-button-wrapper', { hasText: '余' }).first().click();
  await page.getByLabel('联系电话').fill(phone);
  await button(page, '提交预约').click();
  await page.waitForURL(/\/services\/appointments\//);
  await page.getByRole('heading', { name: '我的预约' }).waitFor();
  return new URL(page.url()).pathname.split('/').at(-1)!;
}

describe('from appointment to rating', () => {
  test.each([
    ['a desktop', 1366],
    ['a phone', 360],
  ])('given %s, when booked, checked in, called and done, then every screen tells it', async (_, width) => {
    const citizen = await visitor.visit('/services/points', { as: null, width });
    await bookFirst(citizen, `1380000${width}`.padEnd(11, '0'));
    await button(citizen, '签到取号').click();
    await citizen.getByRole('heading', { name: /^排队号 A\d{3}$/ }).waitFor();
    const number = ((await citizen.getByRole('heading', { level: 1 }).textContent()) ?? '').replace(
      '排队号 ',
      '',
    );
    await citizen.getByText('前面还有 0 人').waitFor();

    const official = await visitor.visit('/workbench/services/windows', { as: clerk, width });
    await official.getByRole('link', { name: '历下区政务大厅 1号窗口' }).click();
    await button(official, '开放窗口').click();
    await button(official, '叫下一号').click();
    await official.getByText(number).first().waitFor();
    expect(await official.getByRole('link', { name: '接收申请' }).getAttribute('href')).toMatch(
      /^\/workbench\/services\/receive\?ticket=3701-\d+$/,
    );
    await citizen.getByText('请到 1号窗口').waitFor();
    const wall = await visitor.visit(`/services/hall/${point.id}`, { as: null });
    await wall.getByText(number).waitFor();
    await button(official, '再次呼叫').click();
    await wall.getByText('第 2 次呼叫').waitFor();
    await button(official, '办结').click();
    await citizen.getByRole('heading', { name: '请评价窗口服务' }).waitFor();
    await button(citizen, '5 星').click();
    await citizen.getByText('您的评价：5 星').waitFor();
    await button(official, '关闭窗口').click();
    await button(official, '开放窗口').waitFor();
  });

  test('given a ticket of the hall that is skipped, then it can be called again or transferred', async () => {
    const page = await visitor.visit(`/workbench/services/windows/${point.id}/A1`, { as: clerk });
    await button(page, '开放窗口').click();
    await button(page, '发号').click();
    await page.getByRole('link', { name: '手机查看排队进度' }).waitFor();
    await button(page, '叫下一号').click();
    await button(page, '过号').click();
    await page.getByRole('button', { name: /^重新呼叫 A/ }).click();
    await page.getByLabel('转到窗口组').click();
    await page.getByTitle('B 备案窗口').click();
    await button(page, '转号').click();
    await page.getByText('当前没有办理中的号').waitFor();
    type Counter = z.infer<typeof queueApi.getCounter.response>;
    const other = await (await signedInAs(url, clerk)).read<Counter>(
      `/api/services/points/${point.id}/windows/B1`,
    );
    expect(other.waiting).toMatchObject([{ transferred: true, group: 'B' }]);
    await button(page, '关闭窗口').click();
  });
});

describe('the register', () => {
  test('given a point, when its address is changed in the form, then a version tells who and what', async () => {
    const page = await visitor.visit(`/workbench/services/points?edit=${point.id}`, { as: system });
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('地址').fill('解放路99号');
    await drawer.getByRole('button', { name: '保存' }).click();
    await drawer.getByText(`${system} 地址`).waitFor();
    const { content, version } = await administrator.read<Point>(`/api/services/points/${point.id}`);
    expect([content.address, version]).toEqual(['解放路99号', 2]);
    await drawer.getByLabel('电话').fill('13800001111');
    await drawer.getByRole('button', { name: '保存' }).click();
    await drawer.getByText(/不得为手机号码/).waitFor();
  });

  test('given the board, then the province leads down to the village, and a suspended point is counted apart', async () => {
    const page = await visitor.visit('/services/coverage', { as: null });
    await page.getByRole('link', { name: '济南市' }).click();
    await page.getByRole('link', { name: '历下区' }).click();
    await page.getByRole('heading', { name: '历下区服务点覆盖' }).waitFor();
    await page
      .getByRole('row', { name: /解放路街道/ })
      .getByText('暂停 1')
      .waitFor();
  });
});

describe('every page, wide and narrow', () => {
  const pages = (ticket: string): PageToLookAt[] => [
    ['/services/points', null],
    ['/services/points?search=zzzz', null],
    [`/services/points/${point.id}`, null],
    [`/services/points/${point.id}/book`, null],
    [`/services/appointments/${ticket}`, null],
    [`/services/tickets/${ticket}`, null],
    [`/services/hall/${point.id}`, null],
    ['/services/coverage', null],
    ['/workbench/services/points', system],
    [`/workbench/services/points?edit=${point.id}`, system],
    ['/workbench/services/coverage', system],
    ['/workbench/services/windows', clerk],
    [`/workbench/services/windows/${point.id}/A1`, clerk],
    [`/workbench/services/points/${point.id}/turns?window=A1`, clerk],
  ];
  test('given a wide screen and a phone, then axe finds no violation and nothing sticks out', async () => {
    const citizen = await visitor.visit('/services/points', { as: null });
    const code = await bookFirst(citizen, '13700001366');
    await button(citizen, '签到取号').click();
    await citizen.getByRole('heading', { name: /^排队号 A/ }).waitFor();
    expect(await faultsOnPages(visitor, pages(code))).toEqual([]);
  });
});
