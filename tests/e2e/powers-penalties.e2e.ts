import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { saveOrgans } from '#spine/catalogue/register';
import { seedPenalties } from '../../server/platforms/powers/penalties/seed/seed-penalties.ts';
import { dayOf } from '../../server/platforms/powers/penalties/civil-day.ts';
import { choose, chooseAll } from './choose.ts';
import { startSmallInstallation } from './small-installation.ts';
import { visitorOf } from './visitor.ts';
import { faults } from './page-faults.ts';

const world = await startSmallInstallation({ now: Date.now(), platforms: true });
await saveOrgans(
  world.spine.pool,
  [
    {
      code: 'market-city',
      name: { zh: '济南市市场监督管理局', en: 'Market bureau of Jinan' },
      region: '370100000000',
    },
    {
      code: 'market-county',
      name: { zh: '历下区市场监督管理局', en: 'Market bureau of Lixia' },
      region: '370102000000',
    },
  ],
  false,
);
await world.spine.registry.refresh();
await seedPenalties(world.spine, () => {});
for (const [name, role] of [
  ['officer', 'handler'],
  ['reviewer', 'reviewer'],
  ['approver', 'approver'],
  ['cashier', 'window-clerk'],
] as const)
  await world.account(name, role);
await world.account('city-approver', 'approver', 'market-city');
const visitor = visitorOf(world.url);
const today = dayOf(Date.now());

const dialogueOf = (page: Page): Locator => page.getByRole('dialog');
const select = (page: Page, label: string, option: string) =>
  choose(dialogueOf(page).getByLabel(label, { exact: true }), option);
async function date(page: Page, label: string, value: string): Promise<void> {
  const field = dialogueOf(page).getByLabel(label, { exact: true });
  await field.fill(value);
  // Enter would send the form.
  await field.press('Tab');
}

/** Opens the form of an action, fills it in, sends it with the keyboard. */
async function act(page: Page, name: string, fill: () => Promise<void> = async () => {}): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const dialogue = dialogueOf(page);
  await dialogue.waitFor();
  await fill();
  const send = dialogue.getByRole('button', { name, exact: true });
  await send.focus();
  await page.keyboard.press('Enter');
  await dialogue.waitFor({ state: 'hidden' });
}
const fill = (page: Page, label: string, text: string) =>
  dialogueOf(page).getByLabel(label, { exact: true }).fill(text);

describe('a penalty in the ordinary procedure', () => {
  test('given a clue, when officers, reviewer, approver and cashier each do theirs, then everybody reads the decision, masked', async () => {
    const certificates = await visitor.visit('/workbench/powers/certificates', { as: 'approver' });
    for (const [number, holder] of [
      ['执法-001', 'officer'],
      ['执法-002', 'second-officer'],
    ] as const) {
      await certificates.getByRole('button', { name: '登记证件' }).click();
      await fill(certificates, '证件号', number);
      await fill(certificates, '持证人（账号）', holder);
      await date(certificates, '有效期自', '2025-01-01');
      await date(certificates, '有效期至', '2030-12-31');
      await dialogueOf(certificates)
        .getByRole('button', { name: /保\s?存/ })
        .click();
      await dialogueOf(certificates).waitFor({ state: 'hidden' });
    }
    await certificates.getByText('执法-002').waitFor();
    expect(await faults(certificates, 'certificates')).toEqual([]);

    // The clue, with a wrong number beside its field.
    const page = await visitor.visit('/workbench/powers/new-penalty', { as: 'officer' });
    await choose(page.getByLabel('违法行为', { exact: true }), '未按规定明码标价');
    await page.getByLabel('情况（不写个人信息）').fill('巡查发现部分商品没有标明价格');
    await page.getByLabel('姓名或者名称').fill('王演示');
    await page.getByLabel('身份证号').fill('110105194912310021');
    await page.getByRole('button', { name: /登\s?记/ }).click();
    await page.getByText('身份证号应为18位且校验码正确，请核对').waitFor();
    expect(await faults(page, 'clue-wrong')).toEqual([]);
    await page.getByLabel('身份证号').fill('11010519491231002X');
    await page.getByRole('button', { name: /登\s?记/ }).click();
    await page.waitForURL(/\/workbench\/cases\//);
    const address = new URL(page.url()).pathname;
    await page.getByText('王**').first().waitFor();

    const approver = await visitor.visit(address, { as: 'approver' });
    await act(approver, '立案');
    await page.reload();
    await act(page, '确定执法人员', async () => {
      const field = dialogueOf(page).getByLabel('执法人员（两人以上，证件有效）');
      await chooseAll(field, ['执法-001', '执法-002']);
    });
    await act(page, '调查终结', async () => {
      await select(page, '裁量档次', '一般');
      await fill(page, '查明的事实（不写个人信息）', '查明三种商品没有标明价格，当事人无异议');
    });
    const reviewer = await visitor.visit(address, { as: 'reviewer' });
    await act(reviewer, '审核通过', () => fill(reviewer, '审核意见', '事实清楚，证据确凿'));
    await page.reload();
    await act(page, '处罚事先告知', async () => {
      await dialogueOf(page).getByText('裁量参考').waitFor();
      await fill(page, '罚款金额（元）', '1000');
    });
    await reviewer.reload();
    await act(reviewer, '法制审核通过', () => fill(reviewer, '法制审核意见', '适用法律正确'));

    // The decision: similar cases beside the amount, and what it would bring.
    await approver.reload();
    await act(approver, '作出处罚决定', async () => {
      const dialogue = dialogueOf(approver);
      await dialogue.getByText('同类案件（同一违法行为、同一档次）').first().waitFor();
      await fill(approver, '罚款金额（元）', '2000.01');
      await dialogue.getByText('超出裁量幅度，作出后将亮红牌').waitFor();
      await fill(approver, '罚款金额（元）', '2000');
      await dialogue.getByText(/偏离同类中位数/).waitFor();
      expect(await faults(approver, 'decide')).toEqual([]);
      await fill(approver, '罚款金额（元）', '1000');
      await dialogue.getByText('在裁量幅度内，与同类案件相当').waitFor();
      await fill(approver, '理由', '当事人未按规定明码标价，事实清楚，证据确凿。');
    });
    await page.reload();
    await act(page, '登记送达', async () => {
      await date(page, '送达日期', today);
      await select(page, '送达方式', '直接送达');
    });
    const cashier = await visitor.visit(address, { as: 'cashier' });
    await act(cashier, '登记缴款', async () => {
      await fill(cashier, '金额（元）', '1000');
      await date(cashier, '缴款日期', today);
      await fill(cashier, '票据号', '票-1');
      await fill(cashier, '收款银行或者收款人', '某银行');
    });
    await page.reload();
    await act(page, '结案', () => fill(page, '执行与结案情况', '罚款已缴清'));
    await act(page, '公示处罚决定', () =>
      fill(page, '公示摘要（不写个人信息）', '当事人王演示未按规定明码标价，已缴清罚款。'),
    );
    await page.getByRole('link', { name: '公示页面' }).waitFor();
    await page.getByRole('link', { name: '核验 送达回证' }).waitFor();
    expect(await faults(page, 'case')).toEqual([]);

    const portal = await visitor.visit('/powers/penalties', { as: null });
    const number = `行罚〔${today.slice(0, 4)}〕370102`;
    await portal
      .getByRole('link', { name: new RegExp(number) })
      .first()
      .waitFor();
    expect(await faults(portal, 'publications')).toEqual([]);
    await portal.goto(`${world.url}/powers/penalties/${address.split('/').at(-1)}`);
    await portal.getByText('当事人王**未按规定明码标价，已缴清罚款。').waitFor();
    expect(await portal.content()).not.toContain('王演示');
    expect(await faults(portal, 'publication')).toEqual([]);
  }, 300_000);
});

describe('the pages of penalties', () => {
  test('given more than may be imposed on the spot, then the field says so', async () => {
    const page = await visitor.visit('/workbench/powers/new-penalty?procedure=summary', { as: 'officer' });
    await choose(page.getByLabel('违法行为', { exact: true }), '未按规定明码标价');
    await chooseAll(page.getByLabel('处罚种类'), ['罚款']);
    await page.getByLabel('罚款金额（元）').fill('200.01');
    await page.getByText('当场罚款不得超过 200.00 元；更高的罚款适用普通程序').waitFor();
    expect(await faults(page, 'on-the-spot')).toEqual([]);
  });

  test('given the list, when it is narrowed, then what is left fits, and nothing is said to be nothing', async () => {
    const page = await visitor.visit('/workbench/powers/penalties', { as: 'city-approver' });
    await page
      .getByRole('link', { name: /^CF370100/ })
      .first()
      .waitFor();
    expect(await faults(page, 'list')).toEqual([]);
    await page.goto(`${world.url}/workbench/powers/penalties?search=nothing`);
    await page.getByText('没有处罚案件').waitFor();
    expect(await faults(page, 'list-empty')).toEqual([]);
  });

  test('given an annulled decision, then its page shows that it was, and nothing of its content', async () => {
    const page = await visitor.visit('/powers/penalties', { as: null, locale: 'en-US' });
    await page.getByText('Annulled').first().waitFor();
    expect(await faults(page, 'publications-en')).toEqual([]);
    await page.getByRole('listitem').filter({ hasText: 'Annulled' }).getByRole('link').first().click();
    await page.getByText(/its content is no longer public/).waitFor();
    expect(await faults(page, 'publication-annulled-en')).toEqual([]);
  });

  test('given a case on its way in English, then its page is complete', async () => {
    const page = await visitor.visit('/workbench/powers/penalties?status=to-decide', {
      as: 'city-approver',
      locale: 'en-US',
    });
    await page
      .getByRole('link', { name: /^CF370100/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Decide on the penalty' }).waitFor();
    expect(await faults(page, 'case-en')).toEqual([]);
  });
});
