import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { photograph } from './photograph.ts';
import type { Visitor } from './visitor.ts';

/** Waits until the page has its heading and everything that it reads, and nothing moves any more. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
  await expect.poll(() => page.locator('.ant-skeleton, .ant-spin-spinning, [data-waiting]').count()).toBe(0);
  const moving = () =>
    page.evaluate(
      () =>
        document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime))
          .length,
    );
  // Asked again rather than awaited: an animation inside a closed fold vanishes without ever finishing.
  await expect.poll(moving).toBe(0);
}

/**
 * What axe finds once the page has settled, each with its place and what would mend it. Judged within the page, which takes half of
 * the time: the other way of axe is for frames of other origins, and our pages have none.
 */
export async function violationsOf(page: Page, judge = new AxeBuilder({ page })): Promise<string[]> {
  // What lay under the pointer by chance tells nothing: the hint of a column, say, stands outside every landmark.
  await page.mouse.move(0, 0);
  await expect.poll(() => page.locator('.ant-tooltip:visible').count()).toBe(0);
  await settled(page);
  const { violations } = await judge.setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary, html }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''} ${html}`,
    ),
  );
}

/** By how many pixels the page is wider than the screen; what scrolls in a place of its own is not. */
export const beyond = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/**
 * What axe finds, and what is wider than the screen, on a wide screen and on a phone. The screen is wide afterwards.
 * @param name of the photographs, where some are wanted
 */
export async function faults(page: Page, name?: string): Promise<string[]> {
  const found: string[] = [];
  for (const width of [1366, 360]) {
    await page.setViewportSize({ width, height: 800 });
    // Colours stand on what they stand on, however wide the page is: contrasts take a third of the time, and are looked at once.
    const judge = new AxeBuilder({ page }).disableRules(width === 360 ? ['color-contrast'] : []);
    found.push(...(await violationsOf(page, judge)));
    const over = await beyond(page);
    if (over > 0) found.push(`${over} pixels too wide at ${width}`);
    if (name) await photograph(page, `${name}-${width}`);
  }
  await page.setViewportSize({ width: 1366, height: 800 });
  return found;
}

/** A page, who opens it (null: nobody who has signed in), and in English where that is said. */
export type PageToLookAt = readonly [path: string, as: string | null, locale?: 'en-US'];

/** What `faults` finds on pages, each opened once; photographed under its path where photographs are wanted. */
export async function faultsOnPages(visitor: Visitor, pages: readonly PageToLookAt[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const [path, as, locale] of pages) {
    const page = await visitor.visit(path, { as, locale });
    const wrong = await faults(page, `${path.replaceAll(/[^\w-]+/g, ' ').trim()} ${locale ?? 'zh-CN'}`);
    if (wrong.length > 0) found.push([path, wrong]);
    await page.context().close();
  }
  return found;
}
