import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { casesApi } from '#contract/cases';
import type { catalogueApi } from '#contract/catalogue-api';
import type { correctionsApi } from '#contract/corrections';
import type { applicationsApi } from '#contract/services/applications';
import { startInstallation } from '../support/installation.ts';
import { grantAt, people, signedInAs } from '../support/signed-in.ts';
import { chooseAll } from './choose.ts';
import { visitorOf } from './visitor.ts';
import { beyond, violationsOf } from './page-faults.ts';
import { photograph } from './photograph.ts';

const { url, dataFolder } = await startInstallation({ demo: true });
const visitor = visitorOf(url);
type Of<E extends { response: z.ZodType }> = z.infer<E['response']>;
type Application = Of<typeof applicationsApi.getApplication>;

/** The joint item of the county, and a signed-in official of its organs. */
const { rows: items } = (await (
  await fetch(`${url}/api/items?search=${encodeURIComponent('开办餐饮店')}&pageSize=200`)
).json()) as Of<typeof catalogueApi.listItems>;
const joint = items.find(({ code }) => code.slice(2, 8) === '370103')!.code;
const official = 'handler-lixia';
const phone = '19912345678';

/** Goes to a control with the Tab key alone. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 250; presses++) {
    if (
      await target.evaluate((one) => one === document.activeElement || one.contains(document.activeElement))
    )
      return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard does not get there');
}
async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}
async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** The code that was sent to a telephone last. */
async function sentCode(to: string): Promise<string> {
  const lines = (await readFile(path.join(dataFolder, 'messages.jsonl'), 'utf8')).trim().split('\n');
  const last = lines
    .map((line) => JSON.parse(line) as { to: string; text: string })
    .findLast((one) => one.to.endsWith(to));
  return /(\d{6})/.exec(last!.text.replace(/^【.*?】/, ''))![1]!;
}

async function look(receipt: string): Promise<Application> {
  return (await (await fetch(`${url}/api/services/applications/${receipt}`)).json()) as Application;
}
async function act(id: string, action: string, values: object = {}): Promise<void> {
  const officer = await signedInAs(url, official);
  await officer.send<Of<typeof casesApi.actOnCase>>('POST', `/api/cases/${id}/actions`, { action, values });
}

/** The key of a part's case, once it has begun. */
async function partKey(number: string, place: number): Promise<string> {
  const officer = await signedInAs(url, people.supervisor);
  const found = async () =>
    (await officer.read<Of<typeof casesApi.listCases>>(`/api/cases?search=${number}-${place}`)).rows[0]?.id;
  await expect.poll(found).toBeTruthy();
  return (await found())!;
}

const values: [label: string | RegExp, value: string][] = [
  ['姓名', '演示申请人'],
  ['身份证号', '11010519491231002X'],
  ['联系电话', phone],
  ['现住区划', '370102000000'],
  ['详细地址', '演示路一号'],
  ['经营场所所在区划', '370102000000'],
  ['经营场所地址', '演示路二号'],
  [/使用面积/, '80'],
  [/资金数额/, '50000'],
  ['经营范围', '餐饮服务'],
  ['食品安全管理员', '演示管理员'],
  ['所在楼层', '1'],
  ['装修竣工日期', '2026-05-01'],
  ['最大容纳人数', '60'],
];

describe('one window', () => {
  test('given a citizen with a keyboard and a small screen, when they open a restaurant at three organs, then everything is told, explained, granted, verified, and a low rating is corrected', async () => {
    const form = (await (await fetch(`${url}/api/services/forms/${joint}`)).json()) as Of<
      typeof applicationsApi.getApplicationForm
    >;
    const organs = await Promise.all(
      form.parts.map(async ({ item }) => {
        const one = (await (await fetch(`${url}/api/items/${item}`)).json()) as Of<
          typeof catalogueApi.getItem
        >;
        return one.organ;
      }),
    );
    for (const organ of organs)
      for (const role of ['handler', 'reviewer', 'approver'] as const)
        await grantAt(url, official, role, organ);

    // Applying.
    const page = await visitor.visit(`/services/apply/${joint}`, { width: 360, height: 740, as: null });
    await page.getByRole('heading', { name: '请先登录' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await type(page, page.getByLabel('手机号码或电子邮箱'), phone);
    await page.keyboard.press('Enter');
    const code = page.getByRole('textbox', { name: '验证码' });
    await code.waitFor();
    await type(page, code, await sentCode(phone));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '申请内容' }).waitFor();
    for (const [label, value] of values) await type(page, page.getByLabel(label, { exact: true }), value);
    for (const label of ['主体业态', '场所类别']) {
      await tabTo(page, page.getByRole('combobox', { name: label }));
      await page.keyboard.press('ArrowDown');
      await page.locator('.ant-select-dropdown:visible').last().waitFor();
      await page.keyboard.press('Enter');
    }
    await type(page, page.getByRole('textbox', { name: '身份证号' }), '110105194912310021');
    await press(page, page.getByRole('button', { name: /提交申请/ }));
    await page.getByText('身份证号应为18位且校验码正确，请核对').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await beyond(page)).toBe(0);
    await photograph(page, '1-wrong-beside-field-360');
    await page.waitForURL(/draft=[0-9a-f]{32}/);
    await page
      .getByText(/草稿已保存/)
      .or(page.getByText(/处需要修改/))
      .first()
      .waitFor();

    // Nothing is lost by a reload, and what was wrong is put right.
    await expect.poll(async () => (await draftOf(page)).answers['id-number']).toBe('110105194912310021');
    await page.reload();
    await page.getByRole('heading', { name: '申请内容' }).waitFor();
    expect(await page.getByRole('textbox', { name: '经营场所地址' }).inputValue()).toBe('演示路二号');
    await type(page, page.getByRole('textbox', { name: '身份证号' }), '11010519491231002X');
    const plan = path.join(dataFolder, 'plan.png');
    await writeFile(plan, Buffer.from(onePixel, 'base64'));
    for (const { name } of form.materials) {
      const section = page.getByRole('region', { name: name.zh, exact: true });
      const chooser = page.waitForEvent('filechooser');
      await press(page, section.getByRole('button', { name: /选择文件/ }));
      await (await chooser).setFiles(plan);
      await section.getByText('plan.png').waitFor();
      await section
        .getByText(/已上传/)
        .first()
        .waitFor();
    }
    await press(page, page.getByRole('button', { name: /提交申请/ }));
    await page.getByText('申请已提交').waitFor();
    await page.getByRole('img', { name: /回执二维码/ }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await beyond(page)).toBe(0);
    await photograph(page, '2-receipt-360');
    const receipt = /applications\/([^?]+)/.exec(page.url())![1]!;
    const { number } = await look(receipt);
    expect(number).toMatch(/^[0-9A-Z]{31}\d{12}$/);

    // One organ asks for a correction, in the workbench.
    const licence = await partKey(number, 1);
    const desk = await visitor.visit(`/workbench/cases/${licence}`, { as: official });
    await desk.getByRole('button', { name: '一次性告知补正' }).click();
    const dialog = desk.getByRole('dialog', { name: '一次性告知补正' });
    await chooseAll(dialog.getByLabel('需补正的材料'), ['场所使用证明']);
    await dialog.getByLabel('需补正的全部内容').fill('租赁合同缺少出租人签字，请补齐。');
    await dialog.getByRole('button', { name: '一次性告知补正' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await violationsOf(desk)).toEqual([]);
    await photograph(desk, '3-workbench-case');
    await expect.poll(async () => (await look(receipt)).asked !== null).toBe(true);
    await page.reload();
    await page.getByRole('heading', { name: '需要补正' }).waitFor();
    await page.getByText('租赁合同缺少出租人签字，请补齐。').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await photograph(page, '4-corrections-360');
    const lease = page.getByRole('region', { name: '场所使用证明', exact: true });
    const chosen = page.waitForEvent('filechooser');
    await press(page, lease.getByRole('button', { name: /选择文件/ }));
    await (await chosen).setFiles(plan);
    await lease
      .getByText(/已上传/)
      .first()
      .waitFor();
    await type(page, page.getByLabel('补充说明（选填）'), '已补签字');
    await press(page, page.getByRole('button', { name: '提交补正材料' }));
    await page.getByRole('heading', { name: '需要补正' }).waitFor({ state: 'hidden' });
    await photograph(page, '4-corrections-answered-360');

    // The first part is granted, so the others begin; fire safety holds a hearing, and the whole stands still.
    await expect.poll(async () => (await look(receipt)).parts[0]!.stage).toBe('open');
    await act(licence, 'accept');
    await act(licence, 'decide', granted);
    await act(licence, 'close');
    const [food, fire] = [await partKey(number, 2), await partKey(number, 3)];
    for (const one of [food, fire]) await act(one, 'accept');
    await act(fire, 'pause', {
      procedure: 'hearing',
      basis: '行政许可法第四十七条',
      expectedDays: 20,
      approver: '演示负责人',
      notice: '听告〔2026〕1号',
    });
    await expect.poll(async () => (await look(receipt)).status).toBe('paused');
    await page.reload();
    await page.getByText(/正在进行听证/).waitFor();
    await page.getByText('特别程序进行中，计时停止').first().waitFor();
    await photograph(page, '5-hearing-360');
    const wide = await visitor.visit(`/services/applications/${receipt}`, { as: null });
    await wide.getByText(/正在进行听证/).waitFor();
    expect(await violationsOf(wide)).toEqual([]);
    await photograph(wide, '5-hearing-wide');

    // Everything is granted and closed.
    await act(fire, 'resume');
    for (const one of [food, fire]) {
      await act(one, 'do-step', { step: 'review' });
      await act(one, 'do-step', { step: 'site-check' });
      await act(one, 'decide', granted);
      await act(one, 'deliver', { method: 'window' });
      await act(one, 'close');
    }
    await expect.poll(async () => (await look(receipt)).status).toBe('closed');
    await page.reload();
    await page.getByRole('heading', { name: '评价这次办理' }).waitFor();
    const printed = page.getByRole('link', { name: /查验 食品经营许可证 / });
    await printed.waitFor({ timeout: 60_000 });
    expect(await violationsOf(page)).toEqual([]);
    await photograph(page, '6-closed-360');

    // A low rating becomes a correction at once.
    await page.getByRole('radio', { name: /非常不满意/ }).focus();
    await page.keyboard.press('Space');
    await press(page, page.getByRole('button', { name: '提交评价' }));
    await page.getByText('评价较低，已要求办理机关核实并反馈。').waitFor();
    const supervisor = await signedInAs(url, people.supervisor);
    const corrections = async () =>
      (
        await supervisor.read<Of<typeof correctionsApi.listCorrections>>('/api/corrections?pageSize=50')
      ).rows.some((row) => row.caseNumber === number);
    await expect.poll(corrections).toBe(true);

    // The licence is verified by anybody.
    await printed.press('Enter');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('heading', { name: '食品经营许可证' }).first().waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await photograph(page, '7-verified-360');
  }, 600_000);

  async function draftOf(page: Page) {
    const token = new URL(page.url()).searchParams.get('draft')!;
    const draft = await page.evaluate(
      async (one) => (await (await fetch(`/api/services/drafts/${one}`)).json()) as unknown,
      token,
    );
    return (draft as Of<typeof applicationsApi.getDraft>).values;
  }
});

const granted = { outcome: 'granted', reason: '经审查，申请符合法定条件、标准，予以准许。' };
const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('the pages of applications', () => {
  test.each([
    ['/services/my', null],
    ['/services/ratings', null],
    [`/services/apply/${joint}`, null],
    ['/services/applications/UNKNOWN', null],
    ['/workbench/services/applications', official],
    ['/workbench/services/applications?tab=to-accept', official],
    ['/workbench/services/receive', official],
  ])('given %s, then axe finds nothing, in both widths and languages', async (address, as) => {
    for (const [width, locale] of [
      [1366, 'zh-CN'],
      [360, 'en-US'],
    ] as const) {
      const page = await visitor.visit(address, { width, height: 768, locale, as });
      if (address.endsWith('UNKNOWN')) await page.getByRole('status').first().waitFor();
      else expect(await violationsOf(page)).toEqual([]);
      await expect.poll(() => beyond(page)).toBe(0);
      await photograph(page, `page${address.replaceAll(/[/?=]/g, '-')}-${width}`);
    }
  });

  test('given a clerk at a window, when somebody’s number is wrong, then it is said beside the field and nothing is lost', async () => {
    const page = await visitor.visit('/workbench/services/receive', { as: official });
    await page.getByRole('combobox', { name: '选择事项' }).fill('食品经营许可');
    await page.locator('.ant-select-item-option', { hasText: '食品经营许可' }).first().click();
    await page.getByRole('button', { name: /提交申请/ }).waitFor();
    await page.getByLabel('单位名称').fill('演示餐饮店');
    await page.getByLabel('统一社会信用代码').fill('91110000000000000A');
    await page.getByRole('button', { name: /提交申请/ }).click();
    await page.getByText('统一社会信用代码应为18位且校验码正确，请核对').waitFor();
    expect(await page.getByLabel('单位名称').inputValue()).toBe('演示餐饮店');
    expect(await violationsOf(page)).toEqual([]);
    await photograph(page, '8-receive');
  });
});
