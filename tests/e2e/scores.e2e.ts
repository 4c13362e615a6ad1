import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { cloudEventOf, items, organs } from '../support/spine.ts';
import { choose } from './choose.ts';
import { faults } from './page-faults.ts';
import { startSmallInstallation } from './small-installation.ts';
import { visitorOf } from './visitor.ts';

const at = (local: string) => Date.parse(`${local}:00+08:00`);
const world = await startSmallInstallation({ now: at('2026-04-10 10:00'), platforms: true });
const visitor = visitorOf(world.url);
for (const [name, role, organ] of [
  ['head', 'organ-head', organs.district.code],
  ['eye', 'supervision-officer', organs.city.code],
  ['chief', 'supervision-head', organs.city.code],
] as const)
  await world.account(name, role, organ);

// A log of March 2026: thirty cases of the district, of which twelve ended late.
await world.addSource({ code: 'log', mode: 'replay' });
const lateCases: string[] = [];
for (let n = 1; n <= 30; n++) {
  const number = `J-${String(n).padStart(3, '0')}`;
  const late = n % 5 < 2;
  if (late) lateCases.push(number);
  const common = { region: organs.district.region };
  const data = { actor: `clerk-${n % 2}` };
  await world.tell([
    cloudEventOf('log', number, at('2026-03-02 09:00'), {
      ...common,
      data: { ...data, item: items.report.code, organ: organs.district.code },
    }),
    cloudEventOf('log', number, at('2026-03-02 10:00'), {
      ...common,
      type: 'case.step-done',
      data: { ...data, step: 'handle' },
    }),
    cloudEventOf('log', number, at(late ? '2026-03-12 10:00' : '2026-03-03 17:00'), {
      ...common,
      type: 'case.closed',
      data,
    }),
  ]);
}

const organ = `/workbench/powers/scores/${organs.district.code}`;
const dialogueOf = (page: Page) => page.getByRole('dialog');

describe('scores', () => {
  test('given a month, when a number is opened, then exactly its cases are listed', async () => {
    const page = await visitor.visit('/workbench/powers/scores?period=2026-03', { as: 'eye' });
    await page.getByRole('link', { name: '区局', exact: true }).waitFor();
    await page.getByText('第 1 名（共 1 家）').waitFor();
    expect(await faults(page, 'scores-list')).toEqual([]);
    await page.getByRole('link', { name: '区局', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '区局' }).waitFor();
    expect(await faults(page, 'scores-calculation')).toEqual([]);
    await page
      .getByRole('row', { name: /逾期办结/ })
      .getByRole('link')
      .click();
    await page.getByRole('heading', { level: 1, name: '逾期办结：区局' }).waitFor();
    const listed = await page.getByRole('link', { name: /^J-\d+$/ }).allInnerTexts();
    expect(listed.sort()).toEqual(lateCases);
    expect(await faults(page, 'scores-cases')).toEqual([]);
  });

  test('given an appeal of the organ, when one person proposes and another approves, then the calculation has it as a line', async () => {
    const page = await visitor.visit(`${organ}?period=2026-03`, { as: 'head' });
    await page.getByRole('button', { name: '提出申诉' }).click();
    await choose(dialogueOf(page).getByLabel('申诉理由'), '数据错误');
    await dialogueOf(page).getByLabel('情况说明').fill('两件办件的办结时间登记有误');
    await dialogueOf(page).getByRole('button', { name: '提交申诉' }).click();
    await dialogueOf(page).waitFor({ state: 'hidden' });

    const first = await visitor.visit('/workbench/powers/score-appeals', { as: 'eye' });
    await first.getByRole('button', { name: '提出复核意见' }).click();
    await dialogueOf(first).getByLabel('调整分值').fill('一分');
    await dialogueOf(first).getByLabel('理由').fill('经核实，登记时间有误');
    await dialogueOf(first)
      .getByRole('button', { name: /提\s?交/ })
      .click();
    await dialogueOf(first).getByText('如 1.5 或 -2，最多两位小数，不超过 100').waitFor();
    await dialogueOf(first).getByLabel('调整分值').fill('1.5');
    await dialogueOf(first)
      .getByRole('button', { name: /提\s?交/ })
      .click();
    await first.getByRole('table').getByText('待批准').waitFor();
    // Whoever proposed has nothing to press.
    expect(await first.getByRole('button', { name: /复\s?核/ }).count()).toBe(0);

    const second = await visitor.visit('/workbench/powers/score-appeals', { as: 'chief' });
    await second.getByRole('button', { name: /复\s?核/ }).click();
    await dialogueOf(second)
      .getByRole('button', { name: /批\s?准/ })
      .click();
    await second.getByRole('table').getByText('已批准').waitFor();
    expect(await faults(second, 'scores-appeals')).toEqual([]);
    await second.getByRole('link', { name: '区局', exact: true }).click();
    await second.getByRole('link', { name: '2026-03 调整：经核实，登记时间有误' }).waitFor();
    await second.getByText('+1.50').waitFor();
  });

  test('given a quarter that failed, then a supervision proposal is issued and anybody can verify it', async () => {
    const adjusting = await visitor.visit(`${organ}?period=2026-03`, { as: 'eye' });
    await adjusting.getByRole('button', { name: '提出调整' }).click();
    await dialogueOf(adjusting).getByLabel('调整分值').fill('-60');
    await dialogueOf(adjusting).getByLabel('理由').fill('严重违反规定，一票否决');
    await dialogueOf(adjusting).getByRole('button', { name: '提交另一人批准' }).click();
    await dialogueOf(adjusting).waitFor({ state: 'hidden' });
    const page = await visitor.visit('/workbench/powers/score-appeals?status=proposed', { as: 'chief' });
    await page.getByRole('button', { name: /复\s?核/ }).click();
    await dialogueOf(page)
      .getByRole('button', { name: /批\s?准/ })
      .click();
    await dialogueOf(page).waitFor({ state: 'hidden' });
    await page.goto(`${world.url}${organ}?period=2026-Q1`);
    await page.getByRole('button', { name: '制发监察建议书' }).click();
    await dialogueOf(page)
      .getByRole('button', { name: /制\s?发/ })
      .click();
    const pdf = page.getByRole('link', { name: '打开 PDF' });
    await pdf.waitFor();
    expect(await faults(page, 'scores-failed')).toEqual([]);
    const bytes = Buffer.from(
      await (await fetch(new URL((await pdf.getAttribute('href'))!, world.url))).arrayBuffer(),
    );
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    await page.getByRole('link', { name: '验证' }).click();
    await page.getByText('关于区局2026年第一季度绩效评估结果的监察建议书').first().waitFor();
  });

  test('given the schemes, and an empty period, in English, then they can be read', async () => {
    const schemes = await visitor.visit('/workbench/powers/score-schemes', { as: 'eye', locale: 'en-US' });
    await schemes.getByRole('heading', { level: 2, name: 'Nine weighted parts' }).waitFor();
    expect(await faults(schemes, 'scores-schemes')).toEqual([]);
    const none = await visitor.visit(`${organ}?period=2025`, { as: 'head', locale: 'en-US' });
    await none.getByText('No score in this period').waitFor();
    expect(await faults(none)).toEqual([]);
  });
});
