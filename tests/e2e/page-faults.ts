import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { photograph } from './photograph.ts';

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

/** What axe finds once the page has settled, each with its place and what would mend it. */
export async function violationsOf(page: Page, judge = new AxeBuilder({ page })): Promise<string[]> {
  await settled(page);
  const { violations } = await judge.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`),
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
    found.push(...(await violationsOf(page)));
    const over = await beyond(page);
    if (over > 0) found.push(`${over} pixels too wide at ${width}`);
    if (name) await photograph(page, `${name}-${width}`);
  }
  await page.setViewportSize({ width: 1366, height: 800 });
  return found;
}
