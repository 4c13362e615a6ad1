import axe, { type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { whoOpens } from '../support/signed-in.ts';
import { goOn } from './go-on.ts';
import { photograph } from './photograph.ts';
import type { Visit, Visitor } from './visitor.ts';

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
 * What axe finds, each with its place and what would mend it. It is put into a document once and tells violations alone: Playwright's
 * own way with it, for frames of other origins, takes five times as long, and our pages have none.
 */
export async function judgedByAxe(page: Page, options: RunOptions = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in self))) await page.evaluate(axe.source);
  return page.evaluate(
    async (how) => {
      const { violations } = await (self as unknown as { axe: typeof axe }).axe.run(document, how);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(
          ({ target, failureSummary, html }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''} ${html}`,
        ),
      );
    },
    { resultTypes: ['violations' as const], ...options },
  );
}

/** What axe finds once the page has settled. */
export async function violationsOf(page: Page, options: RunOptions = {}): Promise<string[]> {
  // What lay under the pointer by chance tells nothing: the hint of a column, say, stands outside every landmark.
  await page.mouse.move(0, 0);
  await expect.poll(() => page.locator('.ant-tooltip:visible').count()).toBe(0);
  await settled(page);
  return judgedByAxe(page, options);
}

/** By how many pixels the page is wider than the screen; what scrolls in a place of its own is not. */
export const beyond = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** What is wider than the screen, once the page has settled. */
export async function beyondScreen(page: Page): Promise<string[]> {
  await settled(page);
  const over = await beyond(page);
  return over > 0 ? [`${over} pixels too wide`] : [];
}

/** What axe finds, and what is wider than the screen as it is. */
export const faultsHere = async (page: Page): Promise<string[]> => [
  ...(await violationsOf(page)),
  ...(await beyondScreen(page)),
];

/**
 * What axe finds, and what is wider than the screen, on a wide screen and on a phone. The screen is wide afterwards.
 * @param name of the photographs, where some are wanted
 */
export async function faults(page: Page, name?: string): Promise<string[]> {
  const found: string[] = [];
  for (const width of [1366, 360]) {
    await page.setViewportSize({ width, height: 800 });
    // Colours stand on what they stand on, however wide the page is: contrasts take most of the time, and are looked at once.
    const rules: RunOptions['rules'] = width === 360 ? { 'color-contrast': { enabled: false } } : {};
    found.push(...(await violationsOf(page, { rules })));
    found.push(...(await beyondScreen(page)).map((one) => `${one} at ${width}`));
    if (name) await photograph(page, `${name}-${width}`);
  }
  await page.setViewportSize({ width: 1366, height: 800 });
  return found;
}

/** A page, who opens it (null: nobody who has signed in; by default whoever usually does), and in English where that is said. */
export type PageToLookAt = readonly [path: string, as?: string | null, locale?: 'en-US'];

/**
 * What is found on pages, each opened once; photographed under its path where photographs are wanted. One person goes from page to page
 * in one tab, as people do: to open each in a browser that has never been here takes several times as long.
 * @param look what is looked for, `faults` by default
 * @param how they are opened
 */
export async function faultsOnPages(
  visitor: Visitor,
  pages: readonly PageToLookAt[],
  look: (page: Page, name: string) => Promise<string[]> = faults,
  how: Visit = {},
): Promise<unknown[]> {
  const found: unknown[] = [];
  const tabs = new Map<string, Page>();
  for (const [path, as = whoOpens(path), locale] of pages) {
    const person = `${as} ${locale}`;
    const known = tabs.get(person);
    const page = known ?? (await visitor.visit(path, { ...how, as, ...(locale && { locale }) }));
    tabs.set(person, page);
    if (known) await goOn(page, path);
    const name = `${path.replaceAll(/[^\w-]+/g, ' ').trim()} ${locale ?? how.locale ?? 'zh-CN'}`;
    const wrong = await look(page, name);
    if (wrong.length > 0) found.push([path, wrong]);
  }
  for (const page of tabs.values()) await page.close();
  return found;
}
