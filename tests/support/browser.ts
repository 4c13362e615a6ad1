import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const finder = fileURLToPath(new URL('../../tools/browser.mjs', import.meta.url));

/** Opens the Chromium that `tools/browser.mjs` finds; close it after the tests. */
export async function launchBrowser(): Promise<Browser> {
  const { stdout } = await promisify(execFile)(process.execPath, [finder, '--json']);
  const { executablePath, env } = JSON.parse(stdout) as {
    executablePath: string;
    env: Record<string, string>;
  };
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env } as Record<string, string>,
    // It opens our own pages only, and its sandbox is not to be had as root and in most containers.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}
