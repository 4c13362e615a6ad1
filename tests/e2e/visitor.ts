import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { signIn, signedInAs, whoOpens } from '../support/signed-in.ts';

/** How long a page may take to show what is waited for. */
const patienceMs = 60_000;

export interface Visit {
  locale?: 'zh-CN' | 'en-US';
  scheme?: 'light' | 'dark';
  /** Somebody whose system does not ask for less movement: what moves is waited for, which most journeys need not do. */
  moving?: boolean;
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

let browser: Promise<Browser> | undefined;
/** One for all files of journeys that a process runs; it ends with the process. */
const browserOfProcess = (): Promise<Browser> => (browser ??= launchBrowser());

/** A person with a browser, for one file of journeys. @param usually how pages are opened where nothing else is said */
export function visitorOf(url: string, usually: Visit = {}): Visitor {
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    if (faults.length > 0) throw new Error(`pages threw: ${faults.splice(0).join('; ')}`);
  });
  return {
    async visit(path, how = {}) {
      const {
        locale = 'zh-CN',
        scheme = 'light',
        moving = false,
        width = 1366,
        height = 768,
      } = {
        ...usually,
        ...how,
      };
      const address = new URL(path, url);
      const { as = whoOpens(address.pathname), anew = false } = how;
      const context = await (await browserOfProcess()).newContext({
        locale,
        colorScheme: scheme,
        reducedMotion: moving ? 'no-preference' : 'reduce',
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
