import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sayNothing } from '#base/log';
import { findScanner } from './scanner.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-scanner-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const file = async (content: string) => {
  const name = path.join(folder, 'file');
  await writeFile(name, content);
  return name;
};

/** Speaks clamd's protocol (clamd(8): PING, INSTREAM) and finds malware where the content says so. */
const daemon = createServer((socket) => {
  let got = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    got = Buffer.concat([got, chunk]);
    if (got.toString('latin1').includes('PING')) return void socket.end('PONG');
    if (got.subarray(-4).readUInt32BE() !== 0) return;
    const text = got.toString('latin1');
    if (text.includes('odd')) return void socket.end('nonsense');
    socket.end(text.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
  });
});
await new Promise<void>((resolve) => daemon.listen(0, '127.0.0.1', resolve));
afterAll(() => daemon.close());
const { port } = daemon.address() as AddressInfo;

const scanner = await findScanner({ host: '127.0.0.1', port }, sayNothing);

test('given a daemon, then a clean file is clean, and malware is refused by its name', async () => {
  expect(await scanner.scan(await file('harmless'))).toBe('clean');
  await expect(scanner.scan(await file('EICAR'))).rejects.toMatchObject({
    code: 'file-infected',
    about: { detail: 'Eicar-Test-Signature' },
  });
});

test('given a daemon that answers nonsense or not at all, then nothing passes', async () => {
  await expect(scanner.scan(await file('odd'))).rejects.toMatchObject({ code: 'not-ready' });
  const gone = await findScanner({ socket: path.join(folder, 'none') }, sayNothing);
  await expect(gone.scan(await file('harmless'))).rejects.toMatchObject({ code: 'not-ready' });
});

test('given that none is wanted, then files pass as not scanned', async () => {
  const none = await findScanner(false, sayNothing);
  expect(await none.scan(await file('EICAR'))).toBe('not-scanned');
});
