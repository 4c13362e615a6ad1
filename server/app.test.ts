import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createLog } from '#base/log';
import { alertsApi } from '#contract/alerts';
import { calendarsApi } from '#contract/calendars-api';
import { casesApi } from '#contract/cases';
import { catalogueApi } from '#contract/catalogue-api';
import { correctionsApi } from '#contract/corrections';
import type { Endpoint } from '#contract/endpoint';
import { importsApi } from '#contract/imports';
import { overviewApi } from '#contract/overview';
import { portalApi } from '#contract/portal';
import { problem, refusals } from '#contract/problem';
import { regionsApi } from '#contract/regions';
import { sourcesApi } from '#contract/sources';
import { createApp } from './app.ts';
import { testDatabase } from '../tests/support/database.ts';
import { everybodysDeputy, signIn } from '../tests/support/principals.ts';
import { senderOf, testSpine } from '../tests/support/spine.ts';

const endpoints = Object.entries({
  ...alertsApi,
  ...calendarsApi,
  ...casesApi,
  ...catalogueApi,
  ...correctionsApi,
  ...importsApi,
  ...overviewApi,
  ...portalApi,
  ...regionsApi,
  ...sourcesApi,
}) as [string, Endpoint][];
const forEverybody = endpoints.filter(([, one]) => one.access === 'everybody');
const forSomebody = endpoints.filter(([, one]) => one.access !== 'everybody' && one.access !== 'source');

const pages = await mkdtemp(path.join(os.tmpdir(), 'mingjing-pages-'));
afterAll(() => rm(pages, { recursive: true }));
await mkdir(path.join(pages, 'assets'));
await writeFile(path.join(pages, 'index.html'), '<!doctype html><title>明镜</title>');
await writeFile(path.join(pages, 'mirror.svg'), '<svg/>');
await writeFile(path.join(pages, 'assets/main-1a2b.js'), 'export {};');

/** Empty but for the small province and what every installation has. */
const { spine } = await testSpine((await testDatabase()).pool, { catalogue: false });
const log = createLog(() => {});
const open = await createApp(spine, log, pages);
signIn(open, () => everybodysDeputy(spine));
const unsigned = await createApp({ ...spine, demonstration: false }, log, pages);
const unbuilt = await createApp(spine, log, path.join(pages, 'nothing'));
afterAll(() => Promise.all([open.close(), unsigned.close(), unbuilt.close()]));
const [send, sendUnsigned, sendUnbuilt] = [senderOf(open), senderOf(unsigned), senderOf(unbuilt)];

/** An address of an endpoint: parameters that look like what they are but name nothing. */
const addressOf = ({ path: address }: Endpoint) =>
  address
    .replace(':calendar', 'CN')
    .replace(':year', '2026')
    .replace(/:(\w+)/g, (_, name: string) => (name === 'id' ? '3701-999' : 'nothing'));

describe('what asks for somebody, when nobody has signed in', () => {
  test.each(forSomebody)('given %s, then 401 says that signing in is needed', async (_, endpoint) => {
    const answer = await sendUnsigned(endpoint.method, addressOf(endpoint));
    expect(answer).toMatchObject({ status: 401, type: expect.stringContaining('application/problem+json') });
    expect(problem.parse(answer.body)).toMatchObject({ code: 'sign-in-needed' });
  });

  test.each(forSomebody.filter(([, one]) => one.method === 'GET'))(
    'given HEAD for %s, then it is refused as well',
    async (_, endpoint) => {
      expect((await sendUnsigned('HEAD', addressOf(endpoint))).status).toBe(401);
    },
  );

  test.each(forEverybody)('given %s, which is for everybody, then it is open', async (_, endpoint) => {
    expect([200, 404]).toContain((await sendUnsigned(endpoint.method, addressOf(endpoint))).status);
  });

  test('given an event, then the door asks for its token as always', async () => {
    expect((await sendUnsigned('POST', '/api/events', '{}')).status).toBe(401);
  });
});

describe('an installation in which nothing has happened yet', () => {
  test.each(endpoints.filter(([, one]) => one.method === 'GET'))(
    'given %s, then it answers by the contract',
    async (_, endpoint) => {
      const answer = await send('GET', addressOf(endpoint));
      expect([200, 404]).toContain(answer.status);
      (answer.status === 200 ? endpoint.response : problem).parse(answer.body);
    },
  );
});

describe('what cannot be answered', () => {
  test.each([
    ['GET', '/api/nothing'],
    ['GET', '/api/'],
    ['GET', '/api'],
    ['POST', '/api/nothing'],
    ['DELETE', '/api/alerts'],
    ['PATCH', '/api/cases/3701-1'],
    ['POST', '/workbench'],
    ['GET', '/assets/main-of-an-old-build.js'],
    ['GET', '/assets/'],
    ['GET', '/favicon.ico'],
    ['GET', '/map/elsewhere.json'],
    ['GET', '/healthz/deep'],
  ] as const)('given %s %s, then 404 as a problem', async (method, url) => {
    const answer = await send(method, url);
    expect(answer).toMatchObject({ status: 404, type: expect.stringContaining('application/problem+json') });
    expect(problem.parse(answer.body)).toMatchObject({
      code: 'not-found',
      status: 404,
      titleZh: refusals['not-found'].zh,
    });
  });

  test.each(['/api/cases/%E0%A4%A', '/%', '/api/items/%FF'])(
    'given %s, which cannot be decoded, then 400 as a problem',
    async (url) => {
      const answer = await send('GET', url);
      expect(answer).toMatchObject({
        status: 400,
        type: expect.stringContaining('application/problem+json'),
      });
      expect(problem.parse(answer.body).code).toBe('body-invalid');
    },
  );

  const reads = endpoints.filter(([, one]) => one.query);
  test.each(reads)(
    'given %s with a text that no database holds, then 422 names the field',
    async (_, endpoint) => {
      const shape = (
        endpoint.query as unknown as {
          shape: Record<string, { safeParse(value: unknown): { success: boolean } }>;
        }
      ).shape;
      for (const name of Object.keys(shape)) {
        const answer = await send('GET', `${addressOf(endpoint)}?${name}=a%00b`);
        expect([name, answer.status, answer.body.code]).toEqual([name, 422, 'field-invalid']);
        expect(answer.body.field).toMatch(new RegExp(`^${name}\\b`));
      }
    },
  );

  test('given a parameter of the path with such a text, then 422 as well', async () => {
    expect(await send('GET', '/api/items/a%00b')).toMatchObject({ status: 422, body: { field: 'code' } });
  });

  const writes = endpoints.filter(([, one]) => one.body);
  test.each(writes)(
    'given %s with a body that is no JSON, of another type or too large, then 400, 415 and 413',
    async (_, endpoint) => {
      const to = (body: string, type: string) =>
        send(endpoint.method, addressOf(endpoint), body, { 'content-type': type });
      expect(await to('{', 'application/json')).toMatchObject({
        status: 400,
        body: { code: 'body-invalid' },
      });
      expect(await to('', 'application/json')).toMatchObject({ status: 400, body: { code: 'body-invalid' } });
      expect(await to('{"__proto__":{"a":1}}', 'application/json')).toMatchObject({
        status: 400,
        body: { code: 'body-invalid' },
      });
      expect(await to('<a/>', 'application/xml')).toMatchObject({
        status: 415,
        body: { code: 'unsupported-media-type' },
      });
      const large = `"${'x'.repeat(17 * 1024 * 1024)}"`;
      expect(await to(large, 'application/json')).toMatchObject({ status: 413, body: { code: 'too-large' } });
    },
  );

  const lists = endpoints.filter(
    ([, one]) =>
      one.query?.safeParse({ page: 2 }).success &&
      one.method === 'GET' &&
      'page' in (one.query as unknown as { shape: object }).shape,
  );
  test('given every list, then there are some', () => expect(lists.length).toBeGreaterThan(5));
  test.each(lists)('given %s with a page that cannot be, then 422 names it', async (_, endpoint) => {
    for (const [query, field] of [
      ['page=0', 'page'],
      ['page=-1', 'page'],
      ['page=1.5', 'page'],
      ['page=x', 'page'],
      ['page=1e400', 'page'],
      ['pageSize=0', 'pageSize'],
      ['pageSize=1000', 'pageSize'],
    ])
      expect([query, await send('GET', `${addressOf(endpoint)}?${query}`)]).toMatchObject([
        query,
        { status: 422, body: { code: 'field-invalid', field } },
      ]);
    const beyond = await send('GET', `${addressOf(endpoint)}?page=${Number.MAX_SAFE_INTEGER}&pageSize=200`);
    expect([200, 404]).toContain(beyond.status);
    if (beyond.status === 200) expect(beyond.body.rows).toEqual([]);
  });
});

describe('pages', () => {
  test.each([
    '/',
    '/cockpit',
    '/cockpit/',
    '/workbench/alerts?level=red',
    '/progress/ABC123',
    '/catalogue/370102.5',
    '/index.html',
    '/apiary',
  ])('given %s, then it is the page of the faces, which is asked for each time', async (url) => {
    const answer = await send('GET', url);
    expect(answer).toMatchObject({ status: 200, type: expect.stringContaining('text/html') });
    expect(answer.body).toContain('明镜');
    expect(String(answer.headers['cache-control'])).toMatch(/no-cache|max-age=0/);
  });

  test('given a file of the build, then it may be kept for ever; one in the root may not', async () => {
    const asset = await send('GET', '/assets/main-1a2b.js');
    expect(asset).toMatchObject({ status: 200, type: expect.stringContaining('javascript') });
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const icon = await send('GET', '/mirror.svg');
    expect(icon).toMatchObject({ status: 200, type: expect.stringContaining('image/svg+xml') });
    expect(icon.headers['cache-control']).toBe('public, max-age=0');
  });

  test('given a compressed form beside a file, then whoever can read it gets it', async () => {
    await writeFile(path.join(pages, 'assets/large-1.js'), 'let plain;');
    await writeFile(path.join(pages, 'assets/large-1.js.br'), 'packed');
    const packed = await send('GET', '/assets/large-1.js', undefined, { 'accept-encoding': 'gzip, br' });
    expect(packed).toMatchObject({
      status: 200,
      type: expect.stringContaining('javascript'),
      body: 'packed',
    });
    expect(packed.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
    const plain = await send('GET', '/assets/large-1.js');
    expect([plain.body, plain.headers['content-encoding']]).toEqual(['let plain;', undefined]);
    const missing = await send('GET', '/assets/none.js', undefined, { 'accept-encoding': 'gzip, br' });
    expect(missing).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  test.each([
    '/../package.json',
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
  ])('given %s, then nothing outside the build is served', async (url) => {
    const answer = await send('GET', url);
    expect(answer.status === 200 ? answer.body : '').not.toContain('devDependencies');
  });

  test('given a file that came with a new build, then it is served without a restart', async () => {
    await writeFile(path.join(pages, 'assets/main-2c3d.js'), 'export {};');
    expect((await send('GET', '/assets/main-2c3d.js')).status).toBe(200);
  });

  test('given no build, then pages are refused with the reason and the interface works', async () => {
    expect(await sendUnbuilt('GET', '/cockpit')).toMatchObject({
      status: 404,
      body: { code: 'not-found', detail: expect.stringContaining('not built') },
    });
    expect((await sendUnbuilt('GET', '/api/installation')).status).toBe(200);
    expect((await sendUnbuilt('GET', '/healthz')).status).toBe(200);
  });

  test('given the map, then it is the province as TopoJSON', async () => {
    const { status, type, body } = await send('GET', '/map/shandong.topo.json');
    expect({ status, type, kind: body.type }).toEqual({
      status: 200,
      type: expect.stringContaining('application/json'),
      kind: 'Topology',
    });
  });
});

test('given every endpoint of the contract, then there is a route for it', () => {
  const missing = endpoints.filter(([, one]) => !open.hasRoute({ method: one.method, url: one.path }));
  expect(missing.map(([name]) => name)).toEqual([]);
});
