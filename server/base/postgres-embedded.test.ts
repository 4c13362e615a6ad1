import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres-embedded.ts';
import { findHome } from './postgres-location.ts';
import { readPostmaster, servesCluster, shutDown } from './postgres-process.ts';

let dataFolder: string;
let home: string;
let cluster: string;

beforeEach(async () => {
  dataFolder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-embedded-'));
  await chmod(dataFolder, 0o755);
  home = path.join(dataFolder, 'pg');
  cluster = path.join(home, 'cluster');
});

afterEach(async () => {
  home = await findHome(dataFolder);
  await shutDown(path.join(home, 'cluster'));
  await rm(home, { recursive: true, force: true });
  await rm(dataFolder, { recursive: true, force: true });
});

const start = () => startEmbeddedPostgres({ dataFolder, say: () => {}, durable: false });

async function query(server: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.adminUrl('postgres') });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function isRunning(): Promise<boolean> {
  const running = await readPostmaster(cluster);
  return running !== undefined && servesCluster(running.pid, cluster);
}

async function killServer(): Promise<void> {
  const running = await readPostmaster(cluster);
  process.kill(running?.pid ?? Number.NaN, 'SIGKILL');
}

describe('the embedded server', () => {
  test('given a fresh folder, when four start at once, then they share one server and the last to leave stops it', async () => {
    const servers = await Promise.all([start(), start(), start(), start()]);
    expect(new Set(servers.map(({ port }) => port)).size).toBe(1);
    for (const server of servers.slice(1)) await server.stop();
    expect(await query(servers[0] as EmbeddedPostgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await servers[0]?.stop();
    expect(await isRunning()).toBe(false);
  });

  test('given it was stopped, when started again, then the data is there', async () => {
    const first = await start();
    await query(first, 'CREATE TABLE kept AS SELECT 7 AS seven');
    await first.stop();
    const second = await start();
    expect(await query(second, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
    await second.stop();
  });

  test('given one leaves while another comes, when both are done, then neither failed and it is stopped', async () => {
    for (let round = 0; round < 5; round += 1) {
      const first = await start();
      const [, second] = await Promise.all([first.stop(), start()]);
      expect(await query(second, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await second.stop();
      expect(await isRunning()).toBe(false);
    }
  });

  test('given the server process is killed, when in use, then it comes back on its port with what was committed', async () => {
    const server = await start();
    await query(server, 'CREATE TABLE kept AS SELECT 7 AS seven');
    await query(server, 'CHECKPOINT');
    await killServer();
    await expect
      .poll(() => query(server, 'SELECT seven FROM kept'), { timeout: 15_000 })
      .toEqual([{ seven: 7 }]);
    await server.stop();
    expect(await isRunning()).toBe(false);
  });

  test('given its user is killed, when another starts, then it takes the running server over and stops it', async () => {
    const code = `const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL('./postgres-embedded.ts', import.meta.url).href)});
      await startEmbeddedPostgres({ dataFolder: ${JSON.stringify(dataFolder)}, say() {}, durable: false });
      console.log('up'); setInterval(() => {}, 1000);`;
    const user = spawn(process.execPath, [
      '--import',
      '@oxc-node/core/register',
      '--input-type=module',
      '-e',
      code,
    ]);
    await once(user.stdout, 'data');
    user.kill('SIGKILL');
    await once(user, 'exit');
    expect(await isRunning()).toBe(true);
    const server = await start();
    expect(server.port).toBe((await readPostmaster(cluster))?.port);
    await server.stop();
    expect(await isRunning()).toBe(false);
  });

  test('given the lock file of a dead server names a process that lives, when started, then it is not fooled', async () => {
    await (await start()).stop();
    const { uid, gid } = await stat(cluster);
    const other = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid, gid } : {});
    await writeFile(
      path.join(cluster, 'postmaster.pid'),
      `${other.pid}\n${cluster}\n1\n1\n\n127.0.0.1\n1 2\nready\n`,
    );
    const server = await start();
    expect(await query(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
    other.kill();
  });

  test('given a cluster, when looked at, then its passwords are closed and it listens on this machine alone', async () => {
    const server = await start();
    const secrets = path.join(home, 'secrets.json');
    expect((await stat(secrets)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(secrets, 'utf8'))).toEqual({
      admin: expect.stringMatching(/^[\w-]{32}$/),
      app: expect.stringMatching(/^[\w-]{32}$/),
    });
    const settings = await query(
      server,
      "SELECT current_setting('listen_addresses') AS listen, current_setting('unix_socket_directories') AS sockets",
    );
    expect(settings).toEqual([{ listen: '127.0.0.1', sockets: '' }]);
    await server.stop();
  });

  test('given a cluster of another major version, when started, then it says which and what to do', async () => {
    await (await start()).stop();
    await writeFile(path.join(cluster, 'PG_VERSION'), '16\n');
    await expect(start()).rejects.toThrow(/made by PostgreSQL 16, this Mingjing brings 18/);
  });
});
