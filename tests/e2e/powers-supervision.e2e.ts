import { beforeAll, describe, expect, test, vi } from 'vitest';
import { powerEntry } from '#contract/powers/power-list';
import { followAlerts } from '#spine/messages/follow-alerts';
import { savePower } from '../../server/platforms/powers/power-list/store.ts';
import { cloudEventOf, items, organs } from '../support/spine.ts';
import { choose } from './choose.ts';
import { startSmallInstallation } from './small-installation.ts';
import { visitorOf } from './visitor.ts';
import { faults } from './page-faults.ts';
import { photograph } from './photograph.ts';

const now = Date.now();
const world = await startSmallInstallation({ now, platforms: true });
const { spine, tell, addSource, account, url } = world;
const head = 'rule-head';
const handler = 'rule-handler';
const quiet = 'rule-approver';
const editor = 'system-administrator';
await account(head, 'supervision-head', organs.province.code);
await account(handler, 'handler');
await account(quiet, 'approver');
// The first administrators have passwords of their own; the journey knows one.
await spine.pool.query(
  `UPDATE account SET password_hash = (SELECT password_hash FROM account WHERE name = $2), password_once = false, demonstration = true
   WHERE name = $1`,
  [editor, head],
);
await addSource({ code: 'desk' });
await followAlerts(spine);

const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
/** A licence that is refused with a short reason, and asked to correct after its acceptance. */
const refused = (number: string) => {
  const one = (type: string, data: Record<string, unknown>) =>
    cloudEventOf('desk', number, now, { type, data });
  return tell([
    one('case.opened', { item: 'licence', organ: organs.district.code, actor: handler }),
    one('case.accepted', { actor: handler }),
    one('case.correction-asked', { actor: handler }),
    one('case.decided', { outcome: 'denied', reason: '不符合条件', actor: handler }),
  ]);
};
for (const number of ['K-1', 'K-2', 'K-3']) await refused(number);

const words = (zh: string, en: string) => ({ zh, en });
const entry = powerEntry.parse({
  code: 'licence-power',
  name: words('食品经营许可', 'Food licence'),
  type: '01',
  level: 3,
  organ: organs.city.code,
  item: items.licence.code,
  basis: [{ law: '中华人民共和国行政许可法', article: '第三十二条' }],
  duties: [{ stage: 'accept', text: words('一次性告知补正材料', 'Tell at once all that must be corrected') }],
  discretion: [
    {
      offence: words('无证经营', 'Trading without a licence'),
      tier: 'ordinary',
      min: 0,
      max: 3000,
      unit: 'yuan',
    },
  ],
  effectiveFrom: '2015-01-01',
});
const saving = { by: null, note: null, demonstration: false };
await savePower(spine, entry, saving);
await savePower(
  spine,
  {
    ...entry,
    duties: [
      ...entry.duties,
      { stage: 'supervise', text: words('开展事中事后监管', 'Supervise afterwards') },
    ],
    effectiveFrom: '2018-01-01',
  },
  { ...saving, note: '补充监管责任' },
);

const visitor = visitorOf(url);

describe('a rule', () => {
  test('given the list of rules, when one is opened, then its thresholds stand there with their ground', async () => {
    const page = await visitor.visit('/workbench/rules', { as: head });
    await page.getByRole('link', { name: '不予受理或不予许可未说明理由', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '不予受理或不予许可未说明理由' }).waitFor();
    await page.getByText('理由的最少字数：10 字').waitFor();
    await page.getByText('没有调整过').waitFor();
    expect(await faults(page)).toEqual([]);
  });

  test('given other thresholds, when the rule is tried on the past, then the count opens to its cases', async () => {
    const page = await visitor.visit('/workbench/rules/REFUSED_WITHOUT_REASON', { as: head });
    await page.getByLabel('理由的最少字数').fill('4');
    await page.getByRole('button', { name: '开始试运行' }).click();
    await page.getByText('将命中 0 次；当时实际命中 3 次，新增 0 次，减少 3 次。').waitFor();
    await page.getByLabel('理由的最少字数').fill('10');
    await page.getByRole('button', { name: '开始试运行' }).click();
    await page.getByText('将命中 3 次；当时实际命中 3 次，新增 0 次，减少 0 次。').waitFor();
    await page.getByRole('link', { name: 'K-2' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: 'K-2' }).click();
    await page.waitForURL(/\/workbench\/cases\/3701-\d+$/);
  });

  test('given a reason, when the rule is switched off, then who did it stands there and the list says so', async () => {
    const page = await visitor.visit('/workbench/rules/REFUSED_WITHOUT_REASON', { as: head });
    await page.getByRole('button', { name: '启停或调整' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('停用', { exact: true }).click();
    await dialog.getByRole('button', { name: /^确\s*定$/ }).click();
    await dialog.getByText('请填写理由').waitFor();
    await dialog.getByLabel('理由', { exact: true }).fill('系统改造期间理由字段不可用');
    await dialog.getByRole('button', { name: /^确\s*定$/ }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('系统改造期间理由字段不可用').waitFor();
    await page.getByText(head).first().waitFor();
    await page.getByText('生效中').waitFor();
    await refused('K-4');
    const list = await visitor.visit('/workbench/rules', { as: head });
    await list.getByText('停用').first().waitFor();
    const english = await visitor.visit('/workbench/rules/REFUSED_WITHOUT_REASON', {
      as: head,
      locale: 'en-US',
    });
    await english.getByText('Switched off').first().waitFor();
    expect(await faults(english)).toEqual([]);
  });

  test('given an item, then each rule fired, found nothing, or says which field is missing', async () => {
    const page = await visitor.visit('/workbench/coverage', { as: head });
    await page.getByText('请选择事项或机关').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.goto(`${url}/workbench/coverage?item=licence`);
    const row = page.getByRole('row', { name: /收费与目录或应收不符/ });
    await row.getByText('缺少：收费事件').waitFor();
    await page
      .getByRole('row', { name: /受理后要求补正/ })
      .getByText('有命中')
      .waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

describe('messages', () => {
  beforeAll(async () => {
    // Alerts are followed once no transaction of the whole server is older, also of other files' databases: not at once.
    const told = async () => {
      await followAlerts(spine);
      const { rows } = await spine.pool.query<{ number: string }>(
        `SELECT DISTINCT content ->> 'caseNumber' AS number FROM message`,
      );
      return rows.map(({ number }) => number);
    };
    await vi.waitFor(
      async () => expect(await told()).toEqual(expect.arrayContaining(['K-1', 'K-2', 'K-3'])),
      { timeout: 30_000 },
    );
  });

  test('given a card, then its handler finds it in the inbox, reads it, and says how to be told', async () => {
    const page = await visitor.visit('/workbench/messages', { as: handler });
    await page.getByText('K-1').first().waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: /全部标为已读/ }).click();
    await page.getByRole('button', { name: '全部标为已读（0）' }).waitFor();
    await page.getByLabel('电子邮件地址').fill('handler@example.cn');
    await choose(page.getByRole('combobox', { name: '发送电子邮件' }), '黄牌及以上');
    await page.getByRole('button', { name: /^保\s*存$/ }).click();
    await page.getByText('已保存').waitFor();
    const english = await visitor.visit('/workbench/messages', { as: handler, locale: 'en-US' });
    await english.getByText('Correction asked for after acceptance').first().waitFor();
  });

  test('given an alert, then whoever sees it sees who was told', async () => {
    const page = await visitor.visit('/workbench/alerts?rule=CORRECTION_AFTER_ACCEPTANCE', { as: head });
    await page.getByRole('link', { name: '受理后要求补正' }).first().click();
    await page.getByRole('heading', { name: '告知情况' }).waitFor();
    await page.getByText(`${handler}`).first().waitFor();
  });

  test('given nobody was told, then the inbox is empty and says why', async () => {
    const page = await visitor.visit('/workbench/messages', { as: quiet });
    await page.getByText('没有消息').waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

describe('the list of powers and duties', () => {
  test('given the public list, when a power is opened and compared, then the difference stands side by side', async () => {
    const page = await visitor.visit('/powers/power-list', { as: null });
    await page.getByText('共 1 项').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: '食品经营许可' }).click();
    await page.getByText('补充监管责任').waitFor();
    await choose(page.getByRole('combobox', { name: '与之比较' }), '第 1 版');
    await page
      .getByRole('row', { name: /责任事项 新增/ })
      .getByText('开展事中事后监管')
      .waitFor();
    expect(await faults(page)).toEqual([]);
    const none = await visitor.visit('/powers/power-list?search=zzzz', { as: null, locale: 'en-US' });
    await none.getByText('No such power').waitFor();
    expect(await faults(none)).toEqual([]);
  });

  test('given a new duty, when it is saved from today, then it is the version in force', async () => {
    const page = await visitor.visit('/workbench/powers/power-list', { as: editor });
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: '食品经营许可' }).click();
    await page.getByRole('button', { name: '新版本' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('监督电话').fill('0531-12345');
    await dialog.getByLabel('施行日期', { exact: true }).fill(today);
    await dialog.getByLabel('施行日期', { exact: true }).press('Tab');
    await dialog.getByLabel('修改说明').fill('公布监督电话');
    await dialog.getByRole('button', { name: '保存为新版本' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('修改说明：公布监督电话').waitFor();
    await page.getByRole('link', { name: '0531-12345' }).waitFor();
    expect(await faults(page)).toEqual([]);
  });

  test('given a new power with accountability, when a fault is refused at its field and mended, then it is in the list', async () => {
    const page = await visitor.visit('/workbench/powers/power-list', { as: editor });
    await page.getByRole('button', { name: '新增权力事项' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '保存', exact: true }).click();
    await dialog.getByText(/编码/).nth(1).waitFor();
    await dialog.getByLabel('编码').fill(entry.code);
    await choose(dialog.getByLabel('权力类型'), '行政处罚');
    await dialog.getByLabel('名称（中文）').fill('无证经营处罚');
    await dialog.getByLabel('名称（英文）').fill('Penalty for trading without a licence');
    await dialog.getByLabel('机关').fill('市局');
    await page.locator('.ant-select-dropdown:visible').getByText('市局').first().click();
    await choose(dialog.getByLabel('层级'), '市');
    await dialog.getByLabel('法律法规 1').fill('中华人民共和国行政处罚法');
    await dialog.getByLabel('条款 1').fill('第五十七条');
    await dialog.getByLabel('责任（中文） 1').fill('受理线索');
    await dialog.getByLabel('责任（英文） 1').fill('To take the clue in');
    await dialog.getByRole('button', { name: '增加：追责情形和依据' }).click();
    await dialog.getByLabel('追责情形（中文） 1').fill('应当立案而不予立案');
    await dialog.getByLabel('追责情形（英文） 1').fill('A case that should be opened is not');
    await dialog.getByRole('button', { name: '增加：追责依据 1' }).click();
    await dialog.getByLabel('法律法规 1').nth(1).fill('中华人民共和国行政处罚法');
    await dialog.getByLabel('条款 1').nth(1).fill('第七十六条');
    await dialog.getByRole('button', { name: '增加：裁量基准' }).click();
    await dialog.getByLabel('违法行为（中文） 1').fill('无证经营');
    await dialog.getByLabel('违法行为（英文） 1').fill('Trading without a licence');
    await dialog.getByLabel('下限 1').fill('5000');
    await dialog.getByLabel('上限 1').fill('2000');
    await dialog.getByLabel('施行日期', { exact: true }).fill(today);
    await dialog.getByLabel('施行日期', { exact: true }).press('Tab');
    await dialog.getByLabel('修改说明').fill('首次公布清单');
    await dialog.getByRole('button', { name: '保存', exact: true }).click();
    const field = (label: string) =>
      dialog
        .getByLabel(label)
        .locator('xpath=ancestor::*[contains(concat(" ", @class, " "), " ant-form-item ")][1]');
    await field('上限 1').locator('.ant-form-item-explain-error').waitFor();
    expect(await faults(page, 'power-new')).toEqual([]);
    await dialog.getByLabel('上限 1').fill('20000');
    await dialog.getByRole('button', { name: '保存', exact: true }).click();
    await field('编码').locator('.ant-form-item-explain-error').waitFor();
    await dialog.getByLabel('编码').fill('penalty-1');
    await dialog.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '无证经营处罚' }).waitFor();
    await page.getByText('应当立案而不予立案').waitFor();
  });

  test('given a change, when it is compared before it is saved, then what differs stands side by side', async () => {
    const page = await visitor.visit('/workbench/powers/power-list/penalty-1', { as: editor });
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: '新版本' }).click();
    await dialog.getByLabel('上限 1').fill('30000');
    await dialog.getByLabel('施行日期', { exact: true }).fill(today);
    await dialog.getByLabel('施行日期', { exact: true }).press('Tab');
    await dialog.getByLabel('修改说明').fill('提高罚款上限');
    await dialog.getByRole('button', { name: '与最新版本比较' }).click();
    await dialog
      .getByRole('row', { name: /裁量基准 修改/ })
      .getByText('5000 – 30000 yuan')
      .waitFor();
    await photograph(page, 'power-compare');
    await dialog.getByRole('button', { name: '保存为新版本' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('修改说明：提高罚款上限').waitFor();
  });

  test('given a law, then what cites it is found, and what is older than its text is to be checked', async () => {
    await savePower(spine, { ...entry, code: 'old-power', name: words('旧许可', 'Old licence') }, saving);
    const page = await visitor.visit('/workbench/powers/laws?law=licensing', { as: head });
    const row = page.getByRole('row', { name: /旧许可/ });
    await row.getByText('早于现行文本，须复核').waitFor();
    await page
      .getByRole('row', { name: /食品经营许可/ })
      .first()
      .waitFor();
    expect(await faults(page)).toEqual([]);
  });
});
