import type { Page } from 'playwright-core';

/** What is used of the router, which TanStack puts on the window for its tools. */
interface RouterOnWindow {
  __TSR_ROUTER__: {
    history: { push(href: string): void };
    state: {
      status: 'pending' | 'idle';
      location: { href: string };
      resolvedLocation?: { href: string };
    };
  };
}

/**
 * Goes on to another page as a link does, and waits until it has been rendered. What is another page of the same path is opened anew:
 * there the former figures stay until the new ones are there, which nothing tells.
 */
export async function goOn(page: Page, path: string): Promise<void> {
  const to = new URL(path, page.url());
  const before = new URL(page.url());
  if (to.pathname === before.pathname) {
    await page.goto(to.href);
    return;
  }
  const href = to.pathname + to.search;
  const left = await page.evaluate((there) => {
    const { history, state } = (self as unknown as RouterOnWindow).__TSR_ROUTER__;
    const here = state.location.href;
    history.push(there);
    return here;
  }, href);
  await page.waitForFunction((here) => {
    const { status, location, resolvedLocation } = (self as unknown as RouterOnWindow).__TSR_ROUTER__.state;
    return status === 'idle' && location.href !== here && resolvedLocation?.href === location.href;
  }, left);
}
