import { describe, expect, test } from 'vitest';
import { People } from '#spine/privacy/people';
import { addPerson, personOf } from '#spine/privacy/people.fixture';
import { cloudEventOf, items } from '../support/spine.ts';
import { choose } from './choose.ts';
import { startSmallInstallation } from './small-installation.ts';
import { visitorOf } from './visitor.ts';
import { faults } from './page-faults.ts';

const world = await startSmallInstallation();
const { spine, url } = world;
const visitor = visitorOf(url);
const people = new People(spine.pool, spine.keys);
const list = '/workbench/people/erasures';
const words = '当事人撤回同意，保存期限已届满。';
await world.account('head', 'supervision-head');
await world.account('second-head', 'supervision-head');
await world.account('officer', 'supervision-officer');
await world.addSource({ code: 'hall' });
const person = await addPerson(spine.pool, people, personOf(1));
const opening = cloudEventOf('hall', 'E1', spine.now(), { data: { item: items.report.code } });
await world.openFor(person, opening);
const casePage = `/workbench/cases/${await world.keyOf('E1')}`;

describe('erasure of a person', () => {
  test('given nobody has asked, then the list says so and what erasing does', async () => {
    const page = await visitor.visit(list, { as: 'second-head', locale: 'en-US' });
    await page.getByRole('heading', { name: 'No request for erasure' }).waitFor();
    await page.getByText('It cannot be undone').waitFor();
    expect(await faults(page)).toEqual([]);
  });

  test('given an officer who may not erase, then the case offers it to them no more than the menu, and the page is shut', async () => {
    const page = await visitor.visit(casePage, { as: 'officer' });
    await page.getByRole('button', { name: '完整查阅' }).waitFor();
    expect(await page.getByRole('button', { name: '申请删除' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: '删除个人信息' }).count()).toBe(0);
    await page.goto(url + list);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('heading', { name: '没有删除申请' }).count()).toBe(0);
  });

  test('given a case, when its supervisor asks for erasure, then nothing is gone and they cannot decide it', async () => {
    const page = await visitor.visit(casePage, { as: 'head' });
    await page.getByRole('button', { name: '申请删除' }).click();
    const dialogue = page.getByRole('dialog', { name: '申请删除' });
    await choose(dialogue.getByLabel('法定情形'), '个人撤回同意');
    await dialogue.getByLabel('理由').fill('太短');
    await dialogue.getByRole('button', { name: '提交申请' }).click();
    await dialogue.locator('.ant-form-item-explain-error', { hasText: '至少 10 个字' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await dialogue.getByLabel('理由').fill(words);
    await dialogue.getByRole('button', { name: '提交申请' }).click();
    await page.getByRole('link', { name: '查看申请' }).click();
    await page.getByText('须由他人决定').waitFor();
    expect(await page.getByRole('button', { name: /^决定是否删除/ }).count()).toBe(0);
    expect(await people.readMasked([person])).toHaveLength(1);
  });

  test('given a number that is nobody’s, when it is asked for, then the refusal stands beside what was typed', async () => {
    const page = await visitor.visit(list, { as: 'second-head' });
    await page.getByRole('button', { name: '申请删除' }).click();
    const dialogue = page.getByRole('dialog', { name: '申请删除' });
    await dialogue.getByLabel('人员编号').fill('999999');
    await choose(dialogue.getByLabel('法定情形'), '保存期限已届满');
    await dialogue.getByLabel('理由').fill(words);
    await dialogue.getByRole('button', { name: '提交申请' }).click();
    await dialogue.locator('.wb-problem').waitFor();
    expect(await dialogue.getByLabel('理由').inputValue()).toBe(words);
  });

  test('given the request, when another erases, then the case has no applicant and the list says who did what', async () => {
    const page = await visitor.visit(`${list}?open=true`, { as: 'second-head' });
    await page.getByRole('button', { name: `决定是否删除人员 ${person} 的个人信息` }).click();
    const dialogue = page.getByRole('dialog');
    await dialogue.getByText(words).waitFor();
    await dialogue.getByRole('radio', { name: '删除，不可恢复' }).check();
    await dialogue.getByLabel('决定说明').fill('情形属实，予以删除，已告知本人。');
    expect(await faults(page)).toEqual([]);
    await dialogue.getByRole('button', { name: '销毁密钥并删除' }).click();
    await dialogue.waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: '没有删除申请' }).waitFor();
    await page.getByRole('button', { name: '清除筛选' }).click();
    await page.getByText('删除：second-head').waitFor();
    expect(await faults(page)).toEqual([]);
    const after = await visitor.visit(casePage, { as: 'head' });
    await after.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => after.getByRole('heading', { name: '申请人' }).count()).toBe(0);
    expect(await people.readMasked([person])).toEqual([]);
  });
});
