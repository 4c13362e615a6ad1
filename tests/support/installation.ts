import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { createKeyFile } from '#base/keys';
import { sayNothing } from '#base/log';
import { type Running, serve } from '../../server/main.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { copyDemonstrationFiles, demonstration, keyFileIn } from './demonstration.ts';

/** A whole installation for one file of journeys: real server, real database, the built pages. */
export interface TestInstallation extends Running {
  readonly database: TestDatabase<unknown>;
  /** Holds what it would have sent, and whatever a journey puts there; gone after the tests. */
  readonly dataFolder: string;
}

/**
 * Starts an installation on a port of its own with a database of its own; both end with the file's tests.
 * Call it at the top of a test file. `demo`: with the demonstration province and an open workbench.
 */
export async function startInstallation({ demo = false } = {}): Promise<TestInstallation> {
  const database = await testDatabase(demo ? { template: demonstration } : {});
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-installation-'));
  const keyFile = keyFileIn(dataFolder);
  if (demo) await copyDemonstrationFiles(dataFolder);
  else await createKeyFile(keyFile);
  const config = { port: 0, host: '127.0.0.1', dataFolder, databaseUrl: database.adminUrl, demo, keyFile };
  const running = await serve(config, sayNothing);
  // Hooks run in reverse: the server ends before its database is dropped.
  afterAll(async () => {
    await running.close();
    await rm(dataFolder, { recursive: true, force: true });
  });
  return { ...running, database, dataFolder };
}
