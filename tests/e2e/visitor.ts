import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { signIn, signedInAs, whoOpens } from '../support/signed-in.ts';

/** How long a page may take to show what is waited for. */
const patienceMs = 60_000;

export interface Visit {
  locale?: 'zh-CN' | 'en-US';
  scheme?: 'light' | 'dark';
  /** Somebody whose system asks for less movement. */
  still?: boolean;
  width?: number;
  height?: number;
  /** The account that has signed in; null for nobody. By default whoever usually opens the page. */
  as?: string | null;
  /** With a session of its own, which the journey may end. */
  anew?: boolean;
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
    async visit(path, how = {}) {
      const { locale = 'zh-CN', scheme = 'light', still = false, width = 1366, height = 768 } = how;
      const address = new URL(path, url);
      const { as = whoOpens(address.pathname), anew = false } = how;
      const context = await browser.newContext({
        locale,
        colorScheme: scheme,
        reducedMotion: still ? 'reduce' : 'no-preference',
        viewport: { width, height },
      });
      // As patient as what polls: two journeys at a time on a small machine take their time.
      context.setDefaultTimeout(patienceMs);
      contexts.push(context);
      if (as !== null) {
        const { cookie } = await (anew ? signIn : signedInAs)(url, as);
        await context.addCookies([{ ...cookie, url: address.origin }]);
      }
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(`${path}: ${error.message}`));
      await page.goto(address.href);
      return page;
    },
  };
}
