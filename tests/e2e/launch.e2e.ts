import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createKeyFile } from '#base/keys';
import { shutDown } from '#base/postgres-process';
import { findHome } from '#base/postgres-location';
import { startCommand } from '../support/command.ts';

const MINGJING_DATA = await mkdtemp(path.join(os.tmpdir(), 'mingjing-launch-'));
await chmod(MINGJING_DATA, 0o755);
await createKeyFile(path.join(MINGJING_DATA, 'keys.json'));

afterAll(async () => {
  const home = await findHome(MINGJING_DATA);
  await shutDown(path.join(home, 'cluster'));
  await rm(home, { recursive: true, force: true });
  await rm(MINGJING_DATA, { recursive: true, force: true });
});

const settings = { MINGJING_DATA, MINGJING_DEMO: '0', PORT: '0', DATABASE_URL: '' };

/** Starts a server and gives its address once it answers that it is ready. */
async function serve() {
  const command = startCommand(['serve'], settings);
  await expect.poll(() => command.stderr(), { timeout: 60_000 }).toMatch(/http:\/\/localhost:\d+/);
  const address = /http:\/\/localhost:\d+/.exec(command.stderr())?.[0] ?? '';
  await expect.poll(async () => (await fetch(`${address}/healthz`)).status, { timeout: 30_000 }).toBe(200);
  return { ...command, address };
}

describe('the launch of an installation', () => {
  test('given a fresh data folder, when a server is killed and started again, then it serves, and commands run beside it', async () => {
    const first = await serve();
    first.kill();
    expect(await first.ended).toBeNull();

    const second = await serve();
    const beside = startCommand(['migrate', '--json'], settings);
    expect(await beside.ended).toBe(0);
    expect(JSON.parse(beside.stdout())).toMatchObject({ applied: [] });
    expect((await fetch(`${second.address}/healthz`)).status).toBe(200);
    second.kill();
    await second.ended;

    const alone = startCommand(['migrate', '--json'], settings);
    expect(await alone.ended).toBe(0);
  });

  test('given a wrong setting, when started, then one line says which, and what was expected', async () => {
    const command = startCommand(['serve'], { ...settings, PORT: 'http' });
    expect(await command.ended).toBe(1);
    expect(command.stderr()).toBe('PORT is "http"; expected a whole number from 0 to 65535, such as 3000.\n');
  });
});
