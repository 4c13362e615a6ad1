import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createKeyFile, readKeyFile } from '#base/keys';
import { logKey } from '#spine/evidence/log-key';
import { startCommand } from '../../tests/support/command.ts';
import { testDatabase } from '../../tests/support/database.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-witness-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const db = await testDatabase();
const keyFile = path.join(folder, 'keys.json');
await createKeyFile(keyFile);
const key = logKey((await readKeyFile(keyFile)).signing);
const settings = {
  DATABASE_URL: db.adminUrl,
  MINGJING_DATA: folder,
  MINGJING_KEYS: keyFile,
  MINGJING_DEMO: '0',
};

async function run(...args: string[]) {
  const command = startCommand(args, settings);
  const code = await command.ended;
  return { code, last: command.stdout().trim().split('\n').at(-1)!, said: command.stderr() };
}
const checkpoint = path.join(folder, 'evidence/checkpoint');

test('given an imported file, then it is signed when the command ends, verify finds nothing, and a witness cosigns', async () => {
  const map = 'examples/windows/steps.map.json';
  expect(await run('import', 'examples/windows/steps.xlsx', '--map', map, '--json')).toMatchObject({
    code: 0,
  });
  const leaves = (await db.pool.query('SELECT count(*)::int AS n FROM journal')).rows[0].n;
  const verified = await run('verify', '--json');
  expect(verified.code, verified.said).toBe(0);
  expect(JSON.parse(verified.last)).toEqual({ ok: true, leaves, damaged: 0 });

  const cosigned = await run('witness', checkpoint, '--key', key, '--name', 'province', '--json');
  expect(cosigned.code, cosigned.said).toBe(0);
  expect(JSON.parse(cosigned.last)).toMatchObject({
    from: 0,
    to: leaves,
    cosignature: expect.stringMatching(/^— province /),
  });
  const note = await readFile(path.join(folder, 'witness/checkpoint.cosigned'), 'utf8');
  expect(note.startsWith(await readFile(checkpoint, 'utf8'))).toBe(true);
}, 90_000);

test('given two witnesses at once on one folder, then each cosigns or says who is at it, and what is remembered is whole', async () => {
  const both = await Promise.all([1, 2].map(() => run('witness', checkpoint, '--key', key, '--json')));
  for (const { code, said } of both) if (code !== 0) expect(said).toMatch(/witness is in use by process \d+/);
  expect(both.some(({ code }) => code === 0)).toBe(true);
  const after = await run('witness', checkpoint, '--key', key, '--json');
  expect(after.code, after.said).toBe(0);
  const lock = path.join(folder, 'witness/lock');
  await writeFile(lock, JSON.stringify({ host: os.hostname(), pid: process.pid }));
  const refused = await run('witness', checkpoint, '--key', key);
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining(`process ${process.pid} on`) });
  await rm(lock);
}, 60_000);

test('given another key of the log, then the witness cosigns nothing', async () => {
  const other = path.join(folder, 'other.json');
  await createKeyFile(other);
  const refused = await run('witness', checkpoint, '--key', logKey((await readKeyFile(other)).signing));
  expect(refused.code).not.toBe(0);
}, 30_000);

test('given an altered entry, then verify names it and ends with what is damaged', async () => {
  await db.pool.query('UPDATE cases SET status = $1 WHERE id = (SELECT min(id) FROM cases)', ['withdrawn']);
  const damaged = await run('verify', '--json');
  expect(damaged.code).toBe(1);
  expect(JSON.parse(damaged.last)).toMatchObject({ ok: false, damaged: 1 });
  expect(damaged.said).toMatch(/case 37\d\d-\d+: case\.status/);
}, 60_000);
