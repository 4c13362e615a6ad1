import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchBrowser } from '../support/browser.ts';

export interface Visit {
  locale?: 'zh-CN' | 'en-US';
  scheme?: 'light' | 'dark';
  width?: number;
  height?: number;
}

export interface Visitor {
  /** Opens a page in a browser that has never been here. What a page throws fails the test at its end. */
  visit(path: string, how?: Visit): Promise<Page>;
}

/** A person with a browser, for one file of journeys. */
export function visitorOf(url: string): Visitor {
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    if (faults.length > 0) throw new Error(`pages threw: ${faults.splice(0).join('; ')}`);
  });
  afterAll(() => browser.close());
  return {
    async visit(path, { locale = 'zh-CN', scheme = 'light', width = 1366, height = 768 } = {}) {
      const context = await browser.newContext({ locale, colorScheme: scheme, viewport: { width, height } });
      contexts.push(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(`${path}: ${error.message}`));
      await page.goto(new URL(path, url).href);
      return page;
    },
  };
}
