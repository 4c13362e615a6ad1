import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { createLog } from '#base/log';
import { systemNow } from '#base/time';
import { Watch } from '#spine/watch/watch';
import { testDatabase } from '../../tests/support/database.ts';
import { healthCommand, standingOf } from './health.ts';

const database = await testDatabase();
const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-health-'));
afterAll(() => rm(dataFolder, { recursive: true, force: true }));
afterEach(() => {
  process.exitCode = undefined;
});
const config = {
  port: 0,
  host: '127.0.0.1',
  dataFolder,
  databaseUrl: database.adminUrl,
  demo: false,
  keyFile: path.join(dataFolder, 'keys.json'),
};
const watch = new Watch({
  pool: database.pool,
  log: createLog(() => {}),
  now: systemNow,
  ways: {},
  logFolder: dataFolder,
  self: {
    name: 'here:3000',
    schema: '',
    dataFolder,
    figures: () => ({ streams: 0, connections: 0, waitedFor: 0 }),
  },
});

test('given no server process has run, then that is grave and the exit code is 2', async () => {
  expect(await standingOf(config)).toMatchObject({ state: 'red', alarms: [{ subject: 'gap:all' }] });
  await healthCommand(config, {});
  expect(process.exitCode).toBe(2);
});

test('given a server process that has just been seen, then everything is fine and the exit code 0', async () => {
  await watch.look();
  // The disk of whoever runs this may be as full as it is.
  const { alarms, processes } = await standingOf(config);
  expect(processes).toBe(1);
  expect(alarms.filter(({ subject }) => !subject.startsWith('disk:'))).toEqual([]);
});

test('given it has stopped in order, then nobody serves', async () => {
  await watch.stop();
  expect((await standingOf(config)).alarms).toMatchObject([{ subject: 'gap:all', level: 'red' }]);
});

test('given no database answers, then that is said and the exit code is 2', async () => {
  await healthCommand({ ...config, databaseUrl: 'postgresql://nobody:x@127.0.0.1:1/none' }, {});
  expect(process.exitCode).toBe(2);
  await healthCommand({ ...config, databaseUrl: undefined as never }, {});
  expect(process.exitCode).toBe(2);
});
