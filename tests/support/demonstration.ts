import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { inject } from 'vitest';
import { openDatabase } from '#base/db';
import { createKeyFile } from '#base/keys';
import { sayNothing } from '#base/log';
import { rollUp } from '#spine/statistics/periods/roll-up';
import { serve } from '../../server/main.ts';
import type { Template } from './database.ts';

const folderOfRun = () => path.join(inject('testDataFolder'), 'demonstration');
export const keyFileIn = (folder: string): string => path.join(folder, 'keys.json');

/** The demonstration province: told once in a run, which takes a minute, and copied for each file of journeys. */
export const demonstration: Template = {
  name: 'mingjing_demonstration',
  key: 7_240_119_011,
  async fill({ adminUrl, prepare }) {
    await prepare();
    const dataFolder = folderOfRun();
    await mkdir(dataFolder);
    const keyFile = keyFileIn(dataFolder);
    await createKeyFile(keyFile);
    const config = { port: 0, host: '127.0.0.1', dataFolder, databaseUrl: adminUrl, demo: true, keyFile };
    const running = await serve(config, sayNothing);
    await running.close();
    const { pool, close } = openDatabase(adminUrl, { connections: 1, name: 'test', say: sayNothing });
    // Once, and not by each copy beside its first journeys.
    await rollUp(pool);
    await close();
  },
};

/** Keys, files and evidence of the province, beside a copy of its database. */
export const copyDemonstrationFiles = (to: string): Promise<void> =>
  cp(folderOfRun(), to, { recursive: true });
