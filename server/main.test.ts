import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createKeyFile } from '#base/keys';
import { sayNothing } from '#base/log';
import { OperatorError } from '#base/operator-error';
import { problem } from '#contract/problem';
import { serve } from './main.ts';
import { testDatabase } from '../tests/support/database.ts';

const database = await testDatabase();
const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-main-'));
await createKeyFile(path.join(dataFolder, 'keys.json'));
afterAll(() => rm(dataFolder, { recursive: true }));

/** A port that is free now. */
const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
const configOf = (port: number, databaseUrl = database.adminUrl, host = '127.0.0.1') => ({
  port,
  host,
  dataFolder,
  databaseUrl,
  demo: false,
  keyFile: path.join(dataFolder, 'keys.json'),
});
const refused = (url: string) =>
  fetch(url).then(
    () => false,
    () => true,
  );
/** Asks until somebody listens. */
async function ask(url: string): Promise<Response> {
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response) return response;
    await new Promise(setImmediate);
  }
}

describe('an installation that starts', () => {
  test('given it is being prepared, then every address answers 503 as a problem; when ready, 200; when closed, nobody is there', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const starting = serve(configOf(port), sayNothing);
    for (const address of ['/healthz', '/', '/api/installation']) {
      const early = await ask(url + address);
      expect([address, early.status]).toEqual([address, 503]);
      expect(early.headers.get('content-type')).toContain('application/problem+json');
      expect(Number(early.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(problem.parse(await early.json())).toMatchObject({ code: 'not-ready', status: 503 });
    }
    const running = await starting;
    const ready = await fetch(`${url}/healthz`);
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true }]);
    expect((await fetch(`${url}/api/installation`)).status).toBe(200);
    await running.close();
    expect(await refused(`${url}/healthz`)).toBe(true);
    await running.close();
  });

  test('given a line that stays open, when closed, then it does not hold the door open', async () => {
    const running = await serve(configOf(0), sayNothing);
    const line = connect(Number(new URL(running.url).port), '127.0.0.1');
    await once(line, 'connect');
    // A request that has not come to its end, as a stream has not.
    line.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n');
    const closed = once(line, 'close');
    await running.close();
    await closed;
  });

  test('given localhost, then both of its addresses answer', async () => {
    const port = await freePort();
    const running = await serve(configOf(port, undefined, 'localhost'), sayNothing);
    const answers = await Promise.all(
      ['127.0.0.1', '[::1]'].map((host) =>
        fetch(`http://${host}:${port}/healthz`).then(
          ({ status }) => status,
          () => 0,
        ),
      ),
    );
    await running.close();
    expect(answers[0]).toBe(200);
    // A machine without IPv6 has the first one only.
    const six = Object.values(os.networkInterfaces())
      .flat()
      .some((one) => one?.address === '::1');
    expect(answers[1]).toBe(six ? 200 : 0);
  });
});

describe('an installation that cannot start', () => {
  test('given a port that is taken, then it says so and how to choose another', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    );
    const started = serve(configOf(port), sayNothing);
    await expect(started).rejects.toThrow(OperatorError);
    await expect(started).rejects.toThrow(`Port ${port} is in use`);
    other.close();
  });

  test('given no database, then it fails and leaves the port free', async () => {
    const port = await freePort();
    const nowhere = `postgresql://nobody:x@127.0.0.1:${await freePort()}/x`;
    await expect(serve(configOf(port, nowhere), sayNothing)).rejects.toThrow();
    expect(await refused(`http://127.0.0.1:${port}/healthz`)).toBe(true);
  });
});
