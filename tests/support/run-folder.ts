import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findHome } from '#base/postgres-location';
import { isAlive, shutDown } from '#base/postgres-process';

/**
 * Makes a temporary folder for a run of tests that starts an embedded server in it. A run that was killed leaves its server
 * and its folder behind; the number in the folder's name says whose they were, and the next run of the kind removes them.
 * @param kind begins the names of such folders, `mingjing-test-`
 */
export async function makeRunFolder(kind: string): Promise<string> {
  for (const name of await readdir(os.tmpdir())) {
    const run = name.startsWith(kind) ? Number.parseInt(name.slice(kind.length), 10) : Number.NaN;
    if (!Number.isNaN(run) && !isAlive(run))
      await removeRunFolder(path.join(os.tmpdir(), name)).catch(() => {});
  }
  return mkdtemp(path.join(os.tmpdir(), `${kind}${process.pid}-`));
}

/** What writes the server's log may end a moment after the server. */
const patient = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };

/** Stops the server in a run's folder, if one runs, and removes both. */
export async function removeRunFolder(folder: string): Promise<void> {
  const home = await findHome(folder);
  await shutDown(path.join(home, 'cluster'));
  await rm(home, patient);
  await rm(folder, patient);
}
