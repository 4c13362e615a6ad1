import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { findHome } from '#base/postgres-location';
import { isAlive, shutDown } from '#base/postgres-process';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folder of the run's own embedded server, which the first test that needs it starts. */
    testDataFolder: string;
  }
}

const prefix = 'mingjing-test-';

/** Once per run: gives the tests a folder for their server; afterwards stops the server and removes it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepKilledRuns();
  const folder = await mkdtemp(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
  project.provide('testDataFolder', folder);
  return () => remove(folder);
}

/** A run that was killed leaves a server behind; the number in the folder's name says whose it was. */
async function sweepKilledRuns(): Promise<void> {
  for (const name of await readdir(os.tmpdir())) {
    const run = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (!Number.isNaN(run) && !isAlive(run)) await remove(path.join(os.tmpdir(), name)).catch(() => {});
  }
}

async function remove(folder: string): Promise<void> {
  const home = await findHome(folder);
  await shutDown(path.join(home, 'cluster'));
  await rm(home, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}
