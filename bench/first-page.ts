import type { Browser } from 'playwright-core';
import { launchBrowser } from '../tests/support/browser.ts';
import { scriptBytes } from '../tests/support/script-bytes.ts';
import { startLiveServer } from './live-server.ts';
import { median, type Result } from './result.ts';
import { openWorkbench } from './workbench-database.ts';

const mostMs = 2000;
const visits = 5;
/** Lighthouse's slow 4G (https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md): 1.6 Mbit/s, 150 ms there and back. */
const line = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};

interface Opening {
  /** When the field of the receipt took what was typed and the last long task until then had ended, in ms since the visit began. */
  interactive: number;
  bytes: number;
}

/** Somebody who was never here opens the portal over a slow line; `slowness`: how many times slower the processor is made. */
async function open(browser: Browser, url: string, slowness: number): Promise<Opening> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 412, height: 823 } });
  try {
    const page = await context.newPage();
    const weigh = await scriptBytes(page);
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', line);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowness });
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('form input')) return;
        observer.disconnect();
        // A task of its own: it runs when the one that drew the field is over.
        setTimeout(() => performance.mark('interactive'));
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(url);
    const field = page.locator('form input').first();
    await field.fill('1STG');
    if ((await field.inputValue()) !== '1STG') throw new Error('the field does not take what is typed');
    const interactive = await page.evaluate(() => performance.getEntriesByName('interactive')[0]!.startTime);
    return { interactive, bytes: weigh().bytes };
  } finally {
    await context.close();
  }
}

/** The portal's first page over a slow 4G line, with the processor as it is and four times slower. */
export async function benchFirstPage(): Promise<Result[]> {
  const bench = await openWorkbench();
  try {
    const ownerUrl = new URL(bench.database.access.ownerUrl!);
    ownerUrl.searchParams.delete('options');
    const server = await startLiveServer(ownerUrl.toString());
    const browser = await launchBrowser();
    try {
      const results: Result[] = [];
      for (const slowness of [1, 4]) {
        const openings: Opening[] = [];
        for (let visit = 0; visit < visits; visit++) openings.push(await open(browser, server.url, slowness));
        results.push({
          name: `portal interactive over slow 4G${slowness === 1 ? '' : `, processor ${slowness} times slower`}`,
          unit: 'ms',
          ours: median(openings.map(({ interactive }) => interactive)),
          limit: { most: mostMs },
          note: `${Math.round(openings[0]!.bytes / 1000)} kB of compressed script, ${visits} visits`,
        });
      }
      return results;
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    await bench.close();
  }
}
