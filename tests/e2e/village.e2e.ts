import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { villageApi } from '#contract/services/village';
import { startInstallation } from '../support/installation.ts';
import { people, signedInAs } from '../support/signed-in.ts';
import { choose as chooseOption } from './choose.ts';
import { visitorOf } from './visitor.ts';
import { faults, violationsOf } from './page-faults.ts';

const { url } = await startInstallation({ demo: true });
const visitor = visitorOf(url);
const clerk = 'village-clerk-jinan';
const member = 'village-committee-jinan';
type Duties = z.infer<typeof villageApi.listDuties.response>;
const own = await (await signedInAs(url, clerk)).read<Duties>('/api/village/duties?pageSize=1');
const village = own.rows[0]!.region;

const choose = (page: Page, label: string, option: string) =>
  chooseOption(page.getByRole('combobox', { name: new RegExp(`^[* ]*${label}$`) }), option);

describe('a disclosure', () => {
  const matter = '水塔改造工程';
  let duty = '';
  let receipt = '';

  test('given a project of 50,000 yuan, when the clerk records and writes it, then it waits for a signature', async () => {
    const page = await visitor.visit('/workbench/services/village/duties', { as: clerk });
    await page.getByRole('button', { name: '登记须随时公开的事项' }).click();
    await choose(page, '公开项目', '村级工程项目');
    await page.getByLabel('事项', { exact: true }).fill(matter);
    await page.getByLabel('金额（元）', { exact: true }).fill('50000');
    const today = new Date().toISOString().slice(0, 10);
    await page.getByLabel('发生日期').fill(today);
    await page.getByLabel('发生日期').press('Tab');
    await page.getByRole('button', { name: /^登\s*记$/ }).click();
    await page.waitForURL(/duties\/3701-\d+$/);
    duty = new URL(page.url()).pathname.split('/').at(-1)!;
    await page.getByLabel('公开内容', { exact: true }).fill('水塔改造工程预算、实施单位和工期公开如下。');
    await page.getByLabel('名称 1').fill('设备购置');
    await page.getByLabel('金额（元） 1').fill('38000.10');
    await page.getByRole('button', { name: '增加一行' }).click();
    await page.getByLabel('名称 2').fill('安装');
    await page.getByLabel('金额（元） 2').fill('12000.20');
    await page.getByRole('button', { name: '提交村务监督委员会签字' }).click();
    await page.getByRole('heading', { name: '等待签字的内容' }).waitFor();
    await page.getByText('50,000.30 元').first().waitFor();
    receipt = (await page.locator('.wb-number').last().textContent()) ?? '';
    expect(await page.getByRole('button', { name: '签字并公布' }).count()).toBe(0);
    expect(await faults(page)).toEqual([]);
  });

  test('given what waits, when a member of the committee signs, then the public sees it', async () => {
    const page = await visitor.visit('/workbench/services/village/signatures', { as: member });
    await page.getByText(matter).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page
      .getByRole('link', { name: /村级工程项目/ })
      .first()
      .click();
    await page.getByRole('button', { name: '签字并公布' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '签字并公布' }).click();
    await page.getByRole('heading', { name: '已公布内容' }).waitFor();

    const outside = await visitor.visit(`/services/village/${village}`, { as: null });
    await outside.getByRole('link', { name: new RegExp(matter) }).click();
    await outside.getByText('设备购置').waitFor();
    await outside.getByText('50,000.30 元').waitFor();
  });

  test('given a villager without an account, when they object with the receipt code, then it is taken with a number', async () => {
    const page = await visitor.visit(`/services/village/disclosures/${duty}`, { as: null });
    expect(await faults(page)).toEqual([]);
    await page.getByLabel('公开单编号').fill(receipt);
    await choose(page, '异议类型', '金额不符');
    await page.getByLabel('异议内容').fill('设备价格比邻村高，请公布合同。');
    await page.getByRole('button', { name: '提交异议' }).click();
    await page.getByText('已提交，编号：第1号').waitFor();
    await page.getByText('应于此前答复').waitFor();
    expect(await page.getByText('邻村').count()).toBe(0);
  });

  test('given the objection, when the clerk answers, then the answer is public and the words are not', async () => {
    const page = await visitor.visit(`/workbench/services/village/duties/${duty}`, { as: clerk });
    await page.getByText('设备价格比邻村高').waitFor();
    await page.getByRole('button', { name: '答复异议' }).click();
    await choose(page, '异议', '第1号：金额不符');
    await page.getByLabel(/^答复（公布/).fill('设备含三年维保，合同已附后张贴。');
    await page.getByRole('dialog').getByRole('button', { name: '答复异议' }).click();
    await page.getByText('设备含三年维保').waitFor();
    const outside = await visitor.visit(`/services/village/disclosures/${duty}`, {
      as: null,
      locale: 'en-US',
    });
    await outside.getByText('设备含三年维保，合同已附后张贴。').waitFor();
    expect(await outside.getByText('邻村').count()).toBe(0);
  });
});

describe('places', () => {
  test('given the province, when one goes down to a village, then what is missing is said', async () => {
    const page = await visitor.visit('/services/village', { as: null });
    await page.getByRole('link', { name: '济南市' }).first().click();
    await page.getByRole('heading', { level: 1, name: '济南市村务公开' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    const place = await visitor.visit(`/services/village/${village}`, { as: null });
    await place.getByRole('heading', { name: '四议两公开' }).waitFor();
    expect(await faults(place)).toEqual([]);
  });

  test('given the board, when a number is opened, then the list has as many rows as it says', async () => {
    const page = await visitor.visit('/workbench/services/village/board', { as: people.supervisor });
    const row = page.getByRole('row', { name: /济南市/ });
    const missing = row.getByRole('link', { name: /逾期未公布/ });
    const count = Number((await missing.textContent())!.replaceAll(',', ''));
    expect(await violationsOf(page)).toEqual([]);
    await missing.click();
    await page.waitForURL(/standing=missing/);
    await page.getByText(new RegExp(`共 ${count}\\b`)).waitFor();
  });
});

describe('four discussions', () => {
  async function record(page: Page, stage: string, body: string): Promise<void> {
    await page.getByRole('button', { name: '登记会议表决' }).click();
    await choose(page, '环节', stage);
    await choose(page, '会议', body);
    const today = new Date().toISOString().slice(0, 10);
    await page.getByLabel('会议日期').fill(today);
    await page.getByLabel('会议日期').press('Tab');
    for (const [label, value] of [
      ['应到人数（户数）', '30'],
      ['实到', '25'],
      ['赞成', '22'],
      ['反对', '2'],
      ['弃权', '1'],
      ['会议记录档案号', 'JL-1'],
      ['签到表档案号', 'QD-1'],
    ] as const)
      await page.getByLabel(label, { exact: true }).fill(value);
    await page.getByRole('dialog').getByRole('button', { name: '登记会议表决' }).click();
  }
  const gone = (page: Page) => page.getByRole('dialog').waitFor({ state: 'hidden' });

  test('given no review, when the villagers vote, then it is refused with the reason; after the review it is taken', async () => {
    const page = await visitor.visit('/workbench/services/village/matters', { as: clerk });
    await page.getByRole('button', { name: '提出议题' }).click();
    await choose(page, '事项类别', '公益事业的兴办、筹资筹劳及建设承包方案');
    await page.getByLabel('议题名称').fill('村内路灯更新');
    await page.getByLabel('提议内容').fill('更新村内主街路灯四十盏。');
    await page.getByRole('dialog').getByRole('button', { name: '提出议题' }).click();
    await page.getByRole('heading', { level: 1, name: '村内路灯更新' }).waitFor();
    await record(page, '村党组织提议', '村党组织会议');
    await gone(page);
    await record(page, '村“两委”会议商议', '村“两委”会议');
    await gone(page);
    await record(page, '村民会议或村民代表会议决议', '村民代表会议');
    await page.getByText('须等待“党员大会审议”的表决记录', { exact: false }).first().waitFor();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^取\s*消$/ })
      .click();
    await gone(page);
    await record(page, '党员大会审议', '党员大会');
    await gone(page);
    await record(page, '村民会议或村民代表会议决议', '村民代表会议');
    await gone(page);
    await page.getByText('待监督委员会签字').first().waitFor();
    expect(await faults(page)).toEqual([]);
  });
});
