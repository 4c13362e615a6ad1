import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { OperatorError } from '#base/operator-error';
import { aloneInFolder } from './folder-lock.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-lock-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const file = path.join(folder, 'lock');
beforeEach(() => rm(file, { force: true }));
const write = (holder: unknown) => writeFile(file, JSON.stringify(holder));
const host = os.hostname();

test('given nobody, then the work is done under the lock, which is gone afterwards, also when the work fails', async () => {
  const held = await aloneInFolder(folder, () => readFile(file, 'utf8'));
  expect(JSON.parse(held)).toEqual({ host, pid: process.pid });
  await expect(aloneInFolder(folder, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await readdir(folder)).toEqual([]);
});

test('given many at once, then one at a time works and the others are told who does, and nothing is left', async () => {
  let inside = 0;
  const all = await Promise.allSettled(
    Array.from({ length: 20 }, () =>
      aloneInFolder(folder, async () => {
        inside += 1;
        expect(inside).toBe(1);
        await readFile(file);
        inside -= 1;
      }),
    ),
  );
  const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
  expect(refused.length).toBeLessThan(20);
  for (const error of refused) expect(error).toBeInstanceOf(OperatorError);
  expect(await readdir(folder)).toEqual([]);
});

test('given a process of this machine that was killed, when many come at once, then its lock does not last, and one works', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  await write({ host, pid });
  let inside = 0;
  const all = await Promise.allSettled(
    Array.from({ length: 20 }, () =>
      aloneInFolder(folder, async () => {
        inside += 1;
        expect(inside).toBe(1);
        await readFile(file);
        inside -= 1;
      }),
    ),
  );
  expect(all.some(({ status }) => status === 'fulfilled')).toBe(true);
  expect(await readdir(folder)).toEqual([]);
});

test.each([
  ['a process that runs', { host, pid: process.ppid }],
  ['another machine', { host: 'another.example', pid: 2_000_000_000 }],
  ['nobody knows whom', 'x'],
])('given the lock of %s, then it says whose it is and what to do, and leaves it', async (_, holder) => {
  await write(holder);
  await expect(aloneInFolder(folder, async () => 1)).rejects.toThrow(/is in use by .*Wait for its end/);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(holder);
});
