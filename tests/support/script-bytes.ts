import type { Page } from 'playwright-core';

/** Counts what a page loads in script from now on, as it comes over the line: compressed, with its headers. */
export async function scriptBytes(page: Page): Promise<() => { bytes: number; files: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const scripts = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  return () => ({ bytes, files: scripts.size });
}
