import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { segment } from '#base/postgres-backup';

/** What was removed, by name. */
export interface Cleared {
  backups: string[];
  /** Segments of the archived log. */
  segments: string[];
}

interface FoundBackup {
  name: string;
  endedAt: number;
  startWal: string;
}

/** As `./mingjing backup` names them. */
const ofBackup = /^mingjing-\d{4}-\d{2}-\d{2}T\d{6}Z$/;
const condemned = '.removing';
const noteOf = z.object({
  format: z.literal(1),
  endedAt: z.iso.datetime(),
  startWal: z.string().regex(segment),
});

/** A number that PostgreSQL gives a cluster once and a restore keeps. It stands at the beginning of `pg_control`. */
const controlFile = path.join('database', 'global', 'pg_control');
/** Within the first page of a segment of the log (`XLogLongPageHeaderData`). */
const identifierInSegment = 24;

async function identifierIn(file: string, at: number): Promise<bigint | null> {
  const handle = await open(file).catch(() => null);
  if (!handle) return null;
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(8), 0, 8, at);
    return bytesRead === 8 ? buffer.readBigUInt64LE() : null;
  } finally {
    await handle.close();
  }
}

/** Complete backups of a cluster in a folder, the newest first. What is no backup, or another's, is not looked at further. */
async function findBackups(folder: string, cluster: bigint): Promise<FoundBackup[]> {
  const found: FoundBackup[] = [];
  for (const name of (await readdir(folder)).filter((one) => ofBackup.test(one))) {
    const note = await readFile(path.join(folder, name, 'backup.json'), 'utf8')
      .then((text) => noteOf.parse(JSON.parse(text)))
      .catch(() => null);
    if (note && (await identifierIn(path.join(folder, name, controlFile), 0)) === cluster)
      found.push({ name, endedAt: Date.parse(note.endedAt), startWal: note.startWal });
  }
  return found.toSorted((a, b) => b.endedAt - a.endedAt);
}

/** Its name says first that it is none any more: one that is half removed is never taken for whole. */
async function remove(folder: string, name: string): Promise<void> {
  const going = path.join(folder, `${name}${condemned}`);
  await rename(path.join(folder, name), going);
  await rm(going, { recursive: true, force: true });
}

/** What a removal that broke off has left. */
async function finishRemovals(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.endsWith(condemned) && ofBackup.test(name.slice(0, -condemned.length)))
      await rm(path.join(folder, name), { recursive: true, force: true });
}

/** The place in the log, whatever the timeline: after a restore the log goes on under the next one. */
const placeOf = (name: string): string => name.slice(8);

/** Segments of a cluster's archived log that lie before what the oldest kept backup begins with, the oldest first. */
async function clearArchive(archive: string, cluster: bigint, needed: string): Promise<string[]> {
  const cleared: string[] = [];
  for (const name of (await readdir(archive)).filter((one) => segment.test(one)).toSorted()) {
    if (placeOf(name) >= placeOf(needed)) continue;
    const file = path.join(archive, name);
    if ((await identifierIn(file, identifierInSegment)) !== cluster) continue;
    await rm(file);
    cleared.push(name);
  }
  return cleared;
}

/**
 * Removes all complete backups of an installation but the newest `keep`, the oldest first, and from the archive the log that none
 * of those needs. Backups of others, what is not complete, and whatever else lies there stay.
 * @param taken the backup that was just taken; it says whose the others must be, and is never removed
 */
export async function clearBackups(
  taken: string,
  keep: number,
  archive: string | undefined,
): Promise<Cleared> {
  const folder = path.dirname(taken);
  const cluster = await identifierIn(path.join(taken, controlFile), 0);
  if (cluster === null) return { backups: [], segments: [] };
  await finishRemovals(folder);
  const found = await findBackups(folder, cluster);
  const kept = found.filter(({ name }, n) => n < Math.max(1, keep) || name === path.basename(taken));
  const going = found.filter((one) => !kept.includes(one)).toReversed();
  for (const { name } of going) await remove(folder, name);
  const places = kept.map(({ startWal }) => startWal).toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const there = archive !== undefined && (await stat(archive).catch(() => null)) !== null;
  const segments = there && places[0] ? await clearArchive(archive, cluster, places[0]) : [];
  return { backups: going.map(({ name }) => name), segments };
}
