import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { sm2 } from 'sm-crypto-v2';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { leafHash } from '../../server/spine/evidence/merkle.ts';
import { inclusionProof, rootOf } from '../../server/spine/evidence/proofs.ts';
import { formatReceipt, receiptForQr } from '../../server/spine/evidence/receipt-text.ts';
import { logVerifiers, Signer } from '../../server/spine/evidence/signer.ts';
import { ed25519Type, formatVerifierKey, rawEd25519 } from '../../server/spine/evidence/signed-note.ts';
import { TileStore } from '../../server/spine/evidence/tile-store.ts';
import { cosign, cosignatureType } from '../../server/spine/evidence/witness.ts';
import { launchBrowser } from '../support/browser.ts';
import { judgedByAxe } from './page-faults.ts';

const page = pathToFileURL(fileURLToPath(new URL('../../docs/verify.html', import.meta.url))).href;
const origin = 'county.example.gov.cn/mingjing';
const keys = {
  origin,
  ed25519: generateKeyPairSync('ed25519').privateKey,
  sm2: sm2.generateKeyPairHex().privateKey,
};
const witness = { name: 'province.example.gov.cn', key: generateKeyPairSync('ed25519').privateKey };
const logKey = formatVerifierKey(origin, ed25519Type, rawEd25519(keys.ed25519));
const witnessKey = formatVerifierKey(witness.name, cosignatureType, rawEd25519(witness.key));
const foreignKey = formatVerifierKey(origin, ed25519Type, rawEd25519(witness.key));

/** A log of a thousand leaves, one receipt of it, and its checkpoint with a witness's line. */
async function tellLog() {
  const folder = await mkdtemp(path.join(tmpdir(), 'verify-'));
  const entries = Array.from({ length: 1000 }, (_, i) =>
    Buffer.from(
      JSON.stringify({ case_seq: i, recorded_at: '2026-11-28T05:30:00.000Z', type: 'case.accepted', v: 1 }),
    ),
  );
  const store = await TileStore.open(folder);
  await store.append(0, entries.map(leafHash), entries);
  const signer = await Signer.open({ folder, keys });
  const note = await signer.sign(1000, await rootOf(store, 1000), store);
  const seen = { folder: path.join(folder, 'seen'), now: Date.UTC(2026, 10, 28, 5, 30), proof: [] };
  const line = await cosign({ ...witness, ...seen, note, origin, log: logVerifiers(keys) });
  const proof = await inclusionProof(store, 612, 1000);
  const receipt = { leaf: entries[612] as Buffer, index: 612, proof, checkpoint: note + line };
  return { folder, note: note + line, text: formatReceipt(receipt), qr: receiptForQr(receipt) as string };
}
const log = await tellLog();

let browser: Browser;
let context: BrowserContext;
const faults: string[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterEach(async () => {
  await context.close();
  expect(faults.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await rm(log.folder, { recursive: true, force: true });
});

/** The file itself, without any network. */
async function open(scheme: 'light' | 'dark' = 'light', width = 360): Promise<Page> {
  context = await browser.newContext({
    locale: 'zh-CN',
    colorScheme: scheme,
    viewport: { width, height: 740 },
  });
  await context.setOffline(true);
  const tab = await context.newPage();
  tab.on('pageerror', (error) => faults.push(error.message));
  tab.on('request', (request) => {
    if (request.url() !== page) faults.push(`asked for ${request.url()}`);
  });
  await tab.goto(page);
  return tab;
}

async function checkReceipt(
  tab: Page,
  receipt: string,
  given = { keys: logKey, published: '' },
): Promise<string> {
  await tab.getByLabel('回执', { exact: true }).fill(receipt);
  await tab.getByLabel(/日志公钥/).fill(given.keys);
  await tab.getByLabel(/另行公布/).fill(given.published);
  await tab.getByRole('button', { name: '核验', exact: true }).click();
  return verdictOf(tab);
}
async function verdictOf(tab: Page): Promise<string> {
  const verdict = tab.locator('#verdict');
  await expect.poll(() => verdict.textContent()).not.toMatch(/^(正在核验……|)$/);
  return (await verdict.textContent()) as string;
}

describe('the page that checks receipts', () => {
  test.each(['light', 'dark'] as const)(
    'given a good receipt without network in %s colours on a phone, then it passes, nothing overflows, axe is content',
    async (scheme) => {
      const tab = await open(scheme);
      expect(await judgedByAxe(tab)).toEqual([]);
      expect(await checkReceipt(tab, log.text)).toMatch(/^核验通过/);
      expect(await tab.locator('#steps').textContent()).toContain('"case_seq": 612');
      expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      expect(await judgedByAxe(tab)).toEqual([]);
    },
  );

  test('given a witness and a checkpoint published elsewhere, then both are checked', async () => {
    const tab = await open();
    const given = { keys: `${logKey}\n${witnessKey}`, published: log.note };
    expect(await checkReceipt(tab, log.text.replaceAll('\n', '\r\n'), given)).toMatch(/^核验通过/);
    const steps = await tab.locator('#steps').textContent();
    expect(steps).toContain('province.example.gov.cn 于 2026-11-28T05:30:00.000Z 副署');
    expect(steps).toContain('同一本日志');
    expect(steps).toContain('另有 1 行签名本页未核验');
  });

  test('given what a QR code says, or a file, then it passes as well', async () => {
    const tab = await open();
    expect(await checkReceipt(tab, log.qr)).toMatch(/^核验通过/);
    await tab.getByLabel('回执', { exact: true }).fill('');
    expect(await tab.locator('#result').isVisible()).toBe(false);
    const file = path.join(log.folder, 'receipt.tlog-proof');
    await writeFile(file, log.text);
    await tab.getByLabel('或选择回执文件').setInputFiles(file);
    expect(await verdictOf(tab)).toMatch(/^核验通过/);
  });

  test('given a receipt that was tampered with, then it is refused and the step is named', async () => {
    const tab = await open();
    const lines = log.text.split('\n');
    const leaf = Buffer.from(lines[1]?.slice(6) as string, 'base64').toString();
    const forged = Buffer.from(leaf.replace('accepted', 'rejected')).toString('base64');
    const tampered = [
      lines.with(1, `extra ${forged}`),
      lines.with(2, 'index 613'),
      lines.toSpliced(3, 1),
      lines.with(3, lines[4] as string),
      lines.with(lines.indexOf('1000'), '1001'),
    ].map((one) => one.join('\n'));
    for (const text of tampered) {
      expect(text).not.toBe(log.text);
      expect(await checkReceipt(tab, text)).toMatch(/^(核验不通过|这不是回执)/);
    }
    await checkReceipt(tab, tampered[0] as string);
    expect(await tab.locator('#steps li').nth(2).textContent()).toContain('✗ 不符');
    expect(await tab.locator('#steps li').nth(3).textContent()).toContain('✓ 通过');
    expect(await judgedByAxe(tab)).toEqual([]);
  });

  test('given another key, a broken one or none, then the signature is refused or said to be unchecked', async () => {
    const tab = await open();
    expect(await checkReceipt(tab, log.text, { keys: foreignKey, published: '' })).toMatch(/^核验不通过/);
    expect(await checkReceipt(tab, log.text, { keys: logKey.slice(0, -3), published: '' })).toMatch(
      /^核验不通过/,
    );
    expect(await checkReceipt(tab, log.text, { keys: '', published: '' })).toMatch(/^部分核验/);
    expect(await checkReceipt(tab, log.text, { keys: logKey, published: 'nonsense' })).toMatch(/^核验不通过/);
  });

  test.each([
    '',
    '胡言乱语',
    'MJ1:',
    'MJ1:ABC',
    'c2sp.org/tlog-proof@v1\nindex 1\n\n',
    `${'A'.repeat(300_000)}`,
  ])('given nonsense, then the page says that it is no receipt', async (text) => {
    expect(await checkReceipt(await open(), text)).toMatch(/^这不是回执/);
  });

  test('given a browser without Ed25519, then the page says so and calls the check partial', async () => {
    const tab = await open();
    await tab.evaluate(() => {
      crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'));
    });
    expect(await checkReceipt(tab, log.text)).toMatch(/^部分核验/);
    expect(await tab.locator('#steps').textContent()).toContain('不支持 Ed25519');
  });

  test('given the keyboard alone, then a receipt is checked and read in English', async () => {
    const tab = await open('light', 1024);
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Enter');
    expect(await tab.getAttribute('html', 'lang')).toBe('en');
    await tab.keyboard.press('Tab');
    await tab.keyboard.insertText(log.text);
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Tab');
    await tab.keyboard.insertText(logKey);
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Enter');
    await expect
      .poll(() => tab.locator('#verdict').textContent())
      .toMatch(/^Good: this record is in the log/);
    expect(await tab.getByText('Not that what is recorded is true').isVisible()).toBe(true);
  });
});
