import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { settled } from './page-faults.ts';

/** A click that goes astray, on a list that is still moving or has just closed, is made again; it is not waited for. */
export const soon = { timeout: 3_000 };
export const nobodys = () => {};

/**
 * Answers a question by one of its buttons, once it has come to rest: while it moves a click may go astray, and Playwright, which then
 * takes the button for covered, scrolls the page under it.
 */
export async function answer(question: Locator, name: string): Promise<void> {
  await question.waitFor();
  await settled(question.page());
  await question.getByRole('button', { name }).click();
  await question.waitFor({ state: 'hidden' });
}

/**
 * Chooses an option of a select. A slow machine may still be opening the list when the option is clicked, and the
 * click is then nobody's: it is clicked again until the select shows what was chosen.
 */
export async function choose(field: Locator, option: string): Promise<void> {
  const select = field.locator('xpath=ancestor::*[contains(concat(" ", @class, " "), " ant-select ")][1]');
  const list = field.page().locator('.ant-select-dropdown:visible');
  await expect
    .poll(async () => {
      if (!(await list.isVisible())) await field.click();
      await list.locator('.ant-select-item-option', { hasText: option }).first().click(soon).catch(nobodys);
      return select.innerText();
    })
    .toContain(option);
  await list.waitFor({ state: 'hidden' });
}

/** Chooses several options of a select that takes several, which stays open meanwhile; each until it is shown as chosen. */
export async function chooseAll(field: Locator, options: readonly string[]): Promise<void> {
  const page = field.page();
  const list = page.locator('.ant-select-dropdown:visible');
  for (const option of options) {
    const one = list.locator('.ant-select-item-option', { hasText: option }).first();
    const isChosen = async () =>
      /option-selected/.test((await one.getAttribute('class', soon).catch(() => null)) ?? '');
    await expect
      .poll(async () => {
        if (!(await list.isVisible())) await field.click();
        if (!(await isChosen())) await one.click(soon).catch(nobodys);
        return isChosen();
      })
      .toBe(true);
  }
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
}

/** Chooses in a tree by typing a part of the name. */
export async function chooseInTree(field: Locator, words: string): Promise<void> {
  const page = field.page();
  const list = page.locator('.ant-select-dropdown:visible, .ant-tree-select-dropdown:visible');
  await expect
    .poll(async () => {
      if (!(await list.isVisible())) await field.click();
      await field.fill(words);
      await list
        .locator('.ant-select-tree-node-content-wrapper', { hasText: words })
        .first()
        .click(soon)
        .catch(nobodys);
      return field
        .locator('xpath=ancestor::*[contains(concat(" ", @class, " "), " ant-select ")][1]')
        .innerText();
    })
    .toContain(words);
}
