// npm run screenshots [-- URL]: takes the pictures of docs/screenshots, from a running server or from one of its own
// with a fresh demonstration. The pictures are listed in screenshot-list.mjs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { findBrowser } from './browser.mjs';
import { pictures } from './screenshot-list.mjs';
import { setUp } from './setup.mjs';
import { main, root, SetupError, say } from './terminal.mjs';

const target = path.join(root, 'docs/screenshots');
const patience = 180_000;

/** Starts a server with a fresh demonstration; gives its address and how to stop it. */
async function startServer() {
  const data = await mkdtemp(path.join(os.tmpdir(), 'mingjing-screenshots-'));
  // Under root PostgreSQL runs as another user, who must be able to enter.
  await chmod(data, 0o755);
  const env = { ...process.env, MINGJING_DATA: data, MINGJING_DEMO: '1', PORT: '0', DATABASE_URL: '' };
  const child = spawn(process.execPath, ['--import', '@oxc-node/core/register', 'server/cli.ts', 'serve'], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(data, { recursive: true, force: true });
  };
  let said = '';
  const url = await new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => reject(new SetupError(`The server did not start:\n${said}`)), patience);
    child.on('exit', () => reject(new SetupError(`The server ended:\n${said}`)));
    child.stderr.on('data', (chunk) => {
      said += chunk;
      const found = /http:\/\/localhost:\d+/.exec(said);
      if (!found) return;
      clearTimeout(giveUp);
      resolve(found[0]);
    });
  }).catch(async (error) => {
    await stop();
    throw error;
  });
  return { url, stop };
}

/** Signs in as invented people of the demonstration; gives the cookie of each. */
function cookiesOf(url) {
  const known = new Map();
  return async (account) => {
    if (known.has(account)) return known.get(account);
    const { password } = await (await fetch(`${url}/api/sign-in/demonstration`)).json();
    const answer = await fetch(`${url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(url).origin },
      body: JSON.stringify({ account, password }),
    });
    const [set] = answer.headers.getSetCookie();
    if (!set) throw new SetupError(`${account} cannot sign in at ${url}: ${answer.status}`);
    const [name, value] = set.split(';')[0].split('=');
    known.set(account, { name, value, url });
    return known.get(account);
  };
}

/** What the addresses of some pictures need: a late case, a card, an item with a flow worth seeing. */
async function examplesOf(url, cookieOf) {
  const { name, value } = await cookieOf('supervision-head-shandong');
  const read = async (address) => {
    const response = await fetch(url + address, { headers: { cookie: `${name}=${value}` } });
    if (!response.ok) throw new SetupError(`${url}${address} answers ${response.status}`);
    return response.json();
  };
  const installation = await read('/api/installation');
  const cases = await read('/api/cases?late=true&open=true&pageSize=1');
  const corrections = await read('/api/corrections?level=red&pageSize=1');
  const items = await read(`/api/items?search=${encodeURIComponent('食品经营许可')}&pageSize=1`);
  return {
    receipt: installation.sampleReceipts[0],
    case: cases.rows[0]?.id,
    correction: corrections.rows[0]?.id,
    item: items.rows[0]?.code,
  };
}

/** Opens a page as the picture wants it, waits until it stands still, and takes it. */
async function take(browser, url, picture, cookieOf) {
  const { name, address, width = 1366, height = 768, locale = 'zh-CN', scheme = 'light', full, as } = picture;
  const context = await browser.newContext({ locale, colorScheme: scheme, viewport: { width, height } });
  if (as) await context.addCookies([await cookieOf(as)]);
  const page = await context.newPage();
  await page.goto(url + address);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(
    () => !document.querySelector('.ant-skeleton, .ant-spin-spinning, [data-waiting]'),
  );
  // Charts and maps draw themselves in.
  await page.waitForTimeout(1500);
  await page.screenshot({ path: path.join(target, `${name}.png`), fullPage: full ?? false });
  await context.close();
  say(`  ${name}.png`);
}

await main(async () => {
  await setUp();
  const { executablePath, env } = await findBrowser();
  const given = process.argv[2];
  const server = given ? { url: given.replace(/\/$/, ''), stop: async () => {} } : await startServer();
  const { chromium } = createRequire(import.meta.url)('playwright-core');
  const browser = await chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    args: ['--no-sandbox'],
  });
  try {
    say(`Taking pictures of ${server.url} into ${target}`);
    await mkdir(target, { recursive: true });
    const cookieOf = cookiesOf(server.url);
    for (const picture of pictures(await examplesOf(server.url, cookieOf)))
      await take(browser, server.url, picture, cookieOf);
  } finally {
    await browser.close();
    await server.stop();
  }
});
