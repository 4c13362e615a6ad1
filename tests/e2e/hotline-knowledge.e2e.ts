import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { KnowledgeInput, knowledgeApi } from '#contract/hotline/knowledge';
import { signedInAs } from '../support/signed-in.ts';
import { startSmallInstallation } from './small-installation.ts';
import { visitorOf } from './visitor.ts';
import { faultsOnPages, type PageToLookAt } from './page-faults.ts';

const { url, account } = await startSmallInstallation({ now: Date.now() });
const visitor = visitorOf(url);
await account('head', 'organ-head');
await account('agent', 'hotline-agent', 'city-bureau');
const head = await signedInAs(url, 'head');
type Entry = z.infer<typeof knowledgeApi.create.response>;

const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const entryOf = (more: Partial<KnowledgeInput>): KnowledgeInput => ({
  question: { zh: '暖气不热怎么办？', en: 'What if the heating is cold?' },
  answer: { zh: '先联系供热企业上门测温。', en: 'Ask the heating company to measure first.' },
  keywords: ['供暖'],
  basis: ['《山东省供热条例》'],
  organ: 'district-bureau',
  validFrom: dayFromNow(-30),
  validTo: dayFromNow(300),
  reviewBy: dayFromNow(100),
  ...more,
});
const create = (more: Partial<KnowledgeInput>) =>
  head.send<Entry>('POST', '/api/hotline/knowledge/desk', entryOf(more));
const heating = await create({});
await create({ question: { zh: '往年的停车规定？', en: 'Parking rules of old?' }, validTo: dayFromNow(-3) });
await create({
  question: { zh: '怎样登记保密工单？', en: 'How is a confidential ticket recorded?' },
  audience: 'officials',
});

describe('somebody with a question', () => {
  test('given words as people say them, when searched, then the answer is found and said to be useful', async () => {
    const page = await visitor.visit('/hotline', { as: null });
    await page.getByRole('link', { name: '热线知识库' }).click();
    await page.getByLabel('问题或关键词').fill('暖气 不热');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByText('共 1 条').waitFor();
    await page.getByRole('link', { name: '暖气不热怎么办？' }).click();
    await page.getByText('先联系供热企业上门测温。').waitFor();
    await page.getByRole('button', { name: '有用', exact: true }).click();
    await page.getByText('已记录，谢谢。不会记录是谁说的。').waitFor();
    await page.getByText('有用 1 次，没用 0 次').waitFor();
  });

  test('given an entry that has expired, then it says so, and what is for officials is not there', async () => {
    const page = await visitor.visit('/hotline/knowledge', { as: null });
    await page.getByText('共 2 条').waitFor();
    await page.getByText('已过期').waitFor();
    await page.getByRole('link', { name: '往年的停车规定？' }).click();
    await page.getByText(/^本条已于 .* 到期/).waitFor();
  });

  test('given English, then question, answer and standing are English', async () => {
    const page = await visitor.visit(`/hotline/knowledge/${heating.id}`, { as: null, locale: 'en-US' });
    await page.getByRole('heading', { name: 'What if the heating is cold?' }).waitFor();
    await page.getByText('Valid', { exact: true }).waitFor();
  });
});

describe('whoever keeps the knowledge base', () => {
  test('given an expired entry, when its owner renews it from the desk, then a version stands and the warning is gone', async () => {
    const page = await visitor.visit('/workbench', { as: 'head' });
    await page.getByRole('link', { name: '已过期 1 条' }).click();
    await page.getByRole('link', { name: '往年的停车规定？' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('有效至').fill(dayFromNow(200));
    await drawer.getByLabel('有效至').press('Tab');
    await drawer.getByRole('button', { name: /^保\s*存$/ }).click();
    await drawer.getByText(/head 有效至/).waitFor();
    await drawer.getByRole('button', { name: '关闭' }).click();
    await page.getByText('您负责的条目需要处理').waitFor({ state: 'detached' });
  });

  test('given a review later than six months, then it is refused at its field', async () => {
    const page = await visitor.visit(`/workbench/hotline/knowledge?entry=${heating.id}`, { as: 'head' });
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('复核日期').fill(dayFromNow(250));
    await drawer.getByLabel('复核日期').press('Tab');
    await drawer.getByRole('button', { name: /^保\s*存$/ }).click();
    await drawer
      .getByText(/6 months/)
      .first()
      .waitFor();
  });

  test('given an agent of the city, then what is for officials is found', async () => {
    const page = await visitor.visit('/workbench/hotline/knowledge', { as: 'agent' });
    await page.getByLabel('问题或关键词').fill('保密');
    await page.getByRole('link', { name: '怎样登记保密工单？' }).waitFor();
  });
});

describe('the screen where a call is written down', () => {
  test('given the title of what somebody says, then answers to it stand beside', async () => {
    const page = await visitor.visit('/workbench/hotline/take', { as: 'agent' });
    await page.getByLabel('标题').fill('暖气不热');
    await page.getByRole('link', { name: '暖气不热怎么办？' }).waitFor();
  });
});

describe('every page, wide and narrow', () => {
  const pages: PageToLookAt[] = [
    ['/hotline/knowledge', null],
    ['/hotline/knowledge?search=zzzz', null],
    [`/hotline/knowledge/${heating.id}`, null, 'en-US'],
    ['/workbench/hotline/knowledge', 'head'],
    [`/workbench/hotline/knowledge?entry=${heating.id}`, 'head'],
    ['/workbench/hotline/knowledge?create=true', 'agent', 'en-US'],
  ];
  test('given a wide screen and a phone, then axe finds no violation and nothing sticks out', async () => {
    expect(await faultsOnPages(visitor, pages)).toEqual([]);
  });
});
