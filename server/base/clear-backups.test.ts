import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { clearBackups } from './clear-backups.ts';

const root = await mkdtemp(path.join(os.tmpdir(), 'mingjing-clear-'));
afterAll(() => rm(root, { recursive: true, force: true }));
const folder = path.join(root, 'backups');
const archive = path.join(root, 'archive');
beforeEach(async () => {
  for (const one of [folder, archive]) {
    await rm(one, { recursive: true, force: true });
    await mkdir(one);
  }
});

const ours = 7_000_000_000_000_000_001n;
const others = 7_000_000_000_000_000_002n;
const identifier = (cluster: bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(cluster);
  return bytes;
};
const nameOf = (day: number) => `mingjing-2026-03-${String(day).padStart(2, '0')}T023000Z`;
const wal = (n: number, timeline = 1) =>
  `${String(timeline).padStart(8, '0')}00000000${n.toString(16).toUpperCase().padStart(8, '0')}`;

/** A backup of a night, whose log begins with the segment of that day. */
async function backup(day: number, { cluster = ours, complete = true, timeline = 1 } = {}): Promise<string> {
  const here = path.join(folder, nameOf(day));
  await mkdir(path.join(here, 'database', 'global'), { recursive: true });
  await writeFile(path.join(here, 'database', 'global', 'pg_control'), identifier(cluster));
  const endedAt = new Date(Date.UTC(2026, 2, day, 2, 31)).toISOString();
  if (complete)
    await writeFile(
      path.join(here, 'backup.json'),
      JSON.stringify({ format: 1, endedAt, startWal: wal(day, timeline) }),
    );
  return here;
}
const archived = (n: number, { cluster = ours, timeline = 1 } = {}) =>
  writeFile(
    path.join(archive, wal(n, timeline)),
    Buffer.concat([Buffer.alloc(24), identifier(cluster), Buffer.alloc(64)]),
  );
const there = async (where: string) => (await readdir(where)).toSorted();

test('given more backups than are kept, then the oldest go, with the log that no kept one needs', async () => {
  for (const day of [1, 2, 3, 4]) await backup(day);
  const taken = await backup(5);
  for (const n of [1, 2, 3, 4, 5]) await archived(n);
  expect(await clearBackups(taken, 2, archive)).toEqual({
    backups: [nameOf(1), nameOf(2), nameOf(3)],
    segments: [wal(1), wal(2), wal(3)],
  });
  expect(await there(folder)).toEqual([nameOf(4), nameOf(5)]);
  expect(await there(archive)).toEqual([wal(4), wal(5)]);
  expect(await clearBackups(taken, 2, archive)).toEqual({ backups: [], segments: [] });
});

test('given what is not complete, is of another installation or is something else, then it stays and counts for nothing', async () => {
  await backup(1, { cluster: others });
  await backup(2, { complete: false });
  await mkdir(path.join(folder, 'mingjing-2026-03-03T023000Z.part'));
  await mkdir(path.join(folder, 'photographs'));
  await writeFile(path.join(folder, nameOf(4)), 'a file');
  await backup(5);
  const taken = await backup(6);
  await archived(1, { cluster: others });
  await archived(2);
  await writeFile(path.join(archive, '00000002.history'), '');
  await writeFile(path.join(archive, `${wal(1)}.part`), '');
  expect(await clearBackups(taken, 1, archive)).toEqual({ backups: [nameOf(5)], segments: [wal(2)] });
  expect(await there(folder)).toEqual(
    [
      nameOf(1),
      nameOf(2),
      'mingjing-2026-03-03T023000Z.part',
      nameOf(4),
      nameOf(6),
      'photographs',
    ].toSorted(),
  );
  expect(await there(archive)).toEqual([wal(1), `${wal(1)}.part`, '00000002.history'].toSorted());
});

test('given a number below one, a clock that was set back, or no archive, then the one just taken stays', async () => {
  await backup(9);
  const taken = await backup(3);
  expect((await clearBackups(taken, 0, undefined)).backups).toEqual([]);
  expect(await there(folder)).toEqual([nameOf(3), nameOf(9)]);
  expect(await clearBackups(await backup(10), 1, path.join(root, 'none'))).toEqual({
    backups: [nameOf(3), nameOf(9)],
    segments: [],
  });
});

test('given a restore between two backups, then the log of the new timeline is cleared by its place alone', async () => {
  await backup(1);
  const taken = await backup(3, { timeline: 2 });
  await archived(1);
  await archived(2);
  await archived(2, { timeline: 2 });
  await archived(3, { timeline: 2 });
  expect((await clearBackups(taken, 1, archive)).segments).toEqual([wal(1), wal(2), wal(2, 2)]);
  expect(await there(archive)).toEqual([wal(3, 2)]);
});

test('given a removal that broke off, then the next one ends it', async () => {
  await mkdir(path.join(folder, `${nameOf(1)}.removing`, 'database'), { recursive: true });
  expect(await clearBackups(await backup(2), 5, undefined)).toEqual({ backups: [], segments: [] });
  expect(await there(folder)).toEqual([nameOf(2)]);
});
