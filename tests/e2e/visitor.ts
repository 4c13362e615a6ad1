import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach } from 'vitest';
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
  /** With a session of its own, which the journey may end, in a browser that has never been here. */
  anew?: boolean;
}

export interface Visitor {
  /**
   * Opens a page: nobody who has signed in in a browser that has never been here, an account in the browser that it has in this file,
   * which knows the scripts. What a page throws fails the test at its end.
   */
  visit(path: string, how?: Visit): Promise<Page>;
}

let browser: Promise<Browser> | undefined;
/** One for all files of journeys that a process runs; it ends with the process. */
const browserOfProcess = (): Promise<Browser> => (browser ??= launchBrowser());

async function openBrowser({
  locale = 'zh-CN',
  scheme = 'light',
  moving = false,
  width = 1366,
  height = 768,
}: Visit) {
  const context = await (await browserOfProcess()).newContext({
    locale,
    colorScheme: scheme,
    reducedMotion: moving ? 'no-preference' : 'reduce',
    viewport: { width, height },
  });
  // As patient as what polls: two journeys at a time on a small machine take their time.
  context.setDefaultTimeout(patienceMs);
  return context;
}

/** Persons with browsers, for one file of journeys. @param usually how pages are opened where nothing else is said */
export function visitorOf(url: string, usually: Visit = {}): Visitor {
  const known = new Map<string, BrowserContext>();
  const once: BrowserContext[] = [];
  const pages: Page[] = [];
  const faults: string[] = [];
  const close = async (all: (BrowserContext | Page)[]) => {
    for (const one of all) await one.close();
  };
  afterEach(async () => {
    await close(once.splice(0));
    await close(pages.splice(0));
    if (faults.length > 0) throw new Error(`pages threw: ${faults.splice(0).join('; ')}`);
  });
  afterAll(() => close([...known.values()]));

  async function browserFor(as: string | null, how: Visit, origin: string): Promise<BrowserContext> {
    const person = JSON.stringify([as, how, origin]);
    const here = known.get(person);
    if (here) return here;
    const context = await openBrowser(how);
    if (as !== null) {
      const { cookie } = await (how.anew ? signIn : signedInAs)(url, as);
      await context.addCookies([{ ...cookie, url: origin }]);
    }
    if (as === null || how.anew) once.push(context);
    else known.set(person, context);
    return context;
  }
  return {
    async visit(path, how = {}) {
      const address = new URL(path, url);
      const { as = whoOpens(address.pathname), ...rest } = { ...usually, ...how };
      const page = await (await browserFor(as, rest, address.origin)).newPage();
      pages.push(page);
      page.on('pageerror', (error) => faults.push(`${path}: ${error.message}`));
      await page.goto(address.href);
      return page;
    },
  };
}
