import { describe, expect, test } from 'vitest';
import { type Place, permissionWorld } from './support/permission-world.ts';
import { principalWith } from './support/principals.ts';

const { send, app, asked, records, query } = await permissionWorld();
const handlerAt = (at: Place) =>
  principalWith([{ role: 'handler', organId: records[at].organId, region: records[at].region }]);
const officerAt = (at: Place) =>
  principalWith([{ role: 'supervision-officer', organId: records[at].organId, region: records[at].region }]);
const foreign = records.elsewhere;
/** What no answer to somebody of another place may hold. */
const secret = 'P-elsewhere';

describe('roundabout ways to a list that is closed', () => {
  const ways = [
    '/api//cases',
    '//api/cases',
    '/api/cases/',
    '/api/./cases',
    '/api/../api/cases',
    '/x/../api/cases',
    '/api/%63ases',
    '/%61pi/cases',
    '/api%2Fcases',
    '/api%2fcases',
    '/api/cases%2F',
    '/api/cases%00',
    '/api/cases;x=1',
    '/api/cases%3Fx',
    '/api/cases?page=1',
    '/api/cases#x',
    '/API/CASES',
    '/api\\cases',
    '/assets/../api/cases',
    '/assets/%2e%2e/api/cases',
    '/assets/..%2fapi%2fcases',
    'http://localhost/api/cases',
  ];
  test.each(ways)('given %s without a session, then nothing is seen', async (url) => {
    asked.by = null;
    const answer = await send('GET', url);
    // An address that is none of the interface is a page's, the same for everybody.
    if (answer.status === 200) expect(answer.type).toMatch(/^text\/html/);
    else expect([400, 401, 404]).toContain(answer.status);
    expect(JSON.stringify(answer.body)).not.toMatch(/P-(?:own|elsewhere)/);
  });
  test.each(ways)('given %s with a session of another place, then nothing of here is seen', async (url) => {
    asked.by = handlerAt('own');
    const answer = await send('GET', url);
    expect(answer.status).toBeLessThan(500);
    expect(JSON.stringify(answer.body)).not.toContain(secret);
  });
});

describe('headers that other software believes', () => {
  const headers: Record<string, string>[] = [
    { 'x-http-method-override': 'GET' },
    { 'x-method-override': 'POST' },
    { 'x-original-url': '/api/installation' },
    { 'x-rewrite-url': '/api/installation' },
    { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' },
    {
      'x-forwarded-host': 'localhost',
      'x-forwarded-proto': 'https',
      forwarded: 'for=127.0.0.1;by=localhost',
    },
    { 'x-forwarded-user': 'admin', 'x-remote-user': 'admin', 'remote-user': 'admin' },
    { authorization: 'Bearer admin' },
    { authorization: 'Basic YWRtaW46YWRtaW4=' },
    { cookie: 'principal={"grants":[{"role":"supervision-head","region":370000000000}]}' },
    { 'x-principal': '1', 'x-test-actor': 'admin', 'mingjing.reach': '{}' },
  ];
  test.each(headers)('given %j without a session, then it is refused as without it', async (given) => {
    asked.by = null;
    for (const [method, url] of [
      ['GET', '/api/cases'],
      ['GET', `/api/cases/${foreign.caseId}`],
      ['POST', `/api/cases/${foreign.caseId}/actions`],
      ['PUT', '/api/items/report'],
      ['DELETE', '/api/cases'],
    ] as const) {
      const answer = await send(method, url, method === 'GET' ? undefined : {}, given);
      expect([url, answer.status]).toEqual([url, method === 'DELETE' ? 404 : 401]);
    }
  });

  test.each(headers)(
    'given %j with a session of another place, then it stays another place',
    async (given) => {
      asked.by = handlerAt('own');
      expect((await send('GET', `/api/cases/${foreign.caseId}`, undefined, given)).status).toBe(404);
      expect((await send('PUT', '/api/items/report', {}, given)).status).toBe(403);
    },
  );

  test('given an address to read and a header that overrides its method, then nothing is done', async () => {
    asked.by = handlerAt('own');
    const url = `/api/corrections/${records.own.correctionId}/actions`;
    expect((await send('GET', url, undefined, { 'x-http-method-override': 'POST' })).status).toBe(404);
  });
});

describe('another region’s records', () => {
  const keys = () => [
    foreign.caseId,
    // The right number in one's own city, and numbers that mean the same elsewhere.
    foreign.caseId.replace('3702', '3701').replace(/\d+$/, '999999'),
    `0${foreign.caseId}`,
    `${foreign.caseId} `,
    foreign.caseId.replace('-', '%2D'),
    foreign.caseId.replace('-', '–'),
    `3701-1,${foreign.caseId}`,
    `3701-1' OR '1'='1`,
  ];
  test('given their ids in every spelling, then 404 and nothing of them', async () => {
    asked.by = officerAt('own');
    for (const key of keys())
      for (const [method, url] of [
        ['GET', `/api/cases/${encodeURI(key)}`],
        ['GET', `/api/alerts/${encodeURI(key)}`],
        ['GET', `/api/corrections/${encodeURI(key)}`],
        ['POST', `/api/alerts/${encodeURI(key)}/correction`],
      ] as const) {
        const answer = await send(method, url, method === 'POST' ? {} : undefined);
        expect([url, answer.status]).toEqual([url, 404]);
        expect(JSON.stringify(answer.body)).not.toContain(secret);
      }
  });

  test('given their ids in a body, then each is answered as if it did not exist, and nothing is written', async () => {
    const before = await query('SELECT count(*) FROM journal');
    asked.by = handlerAt('own');
    const ids = [
      foreign.correctionId,
      records.neighbour.correctionId,
      records.above.correctionId,
      '3702-999999',
    ];
    const { status, body } = await send('POST', '/api/corrections/sign', { ids });
    expect([status, body.signed]).toEqual([200, []]);
    expect(
      new Set(body.refused.map((one: { code: string; detail: string }) => `${one.code} ${one.detail}`)).size,
    ).toBe(1);
    expect(body.refused[0]).toMatchObject({ code: 'not-found' });
    expect(await query('SELECT count(*) FROM journal')).toEqual(before);
  });

  test('given filters that name another place, then the answer is empty', async () => {
    asked.by = officerAt('own');
    for (const filter of [
      'region=370202000000',
      'region=370000000000&organ=qingdao-bureau',
      `caseNumber=${secret}`,
      `search=${secret}`,
    ])
      for (const list of ['cases', 'alerts', 'corrections']) {
        const { status, body } = await send('GET', `/api/${list}?${filter}`);
        if (status !== 200) continue;
        expect(JSON.stringify(body)).not.toContain(secret);
      }
    expect((await send('GET', '/api/cases?region=370202000000')).body.total).toBe(0);
  });

  test('given a body that says who one is, then it is not believed', async () => {
    asked.by = handlerAt('own');
    const url = `/api/corrections/${records.own.correctionId}/actions`;
    const said = {
      actor: 'somebody',
      accountId: 1,
      grants: [],
      organId: foreign.organId,
      region: '370202000000',
    };
    const { status, body } = await send('POST', url, { action: 'sign', values: said, ...said });
    expect(status).toBe(200);
    expect(body.history.at(-1)).toMatchObject({ actor: asked.by.actor });
    expect(JSON.stringify(body.history)).not.toContain('somebody');
  });
});

describe('bodies that are too large', () => {
  const large = `{"action":"${'x'.repeat(17 * 1024 * 1024)}"}`;
  const headers = { 'content-type': 'application/json' };

  test('given nobody, then it is refused before it is read', async () => {
    asked.by = null;
    expect((await send('POST', `/api/cases/${foreign.caseId}/actions`, large, headers)).status).toBe(401);
    expect((await send('POST', '/api/events', large, headers)).status).toBe(401);
  });

  test('given somebody without the right, then 403; with it, then 413', async () => {
    asked.by = officerAt('own');
    expect((await send('PUT', '/api/items/report', large, headers)).status).toBe(403);
    asked.by = handlerAt('own');
    const answer = await send('POST', `/api/cases/${records.own.caseId}/actions`, large, headers);
    expect(answer).toMatchObject({ status: 413, body: { code: 'too-large' } });
  });
});

test('given a route that says nothing of who may call it, then it is refused to everybody', async () => {
  const { createHttp } = await import('#base/http');
  const { createLog } = await import('#base/log');
  const { guardRoutes } = await import('#spine/identity/permission-guard');
  const { signIn } = await import('./support/principals.ts');
  const bare = createHttp(createLog(() => {}));
  guardRoutes(bare);
  signIn(bare, () => asked.by);
  bare.get('/api/forgotten', async () => 'seen');
  for (const [by, status] of [
    [null, 401],
    [officerAt('above'), 403],
    [principalWith([{ role: 'system-administrator', organId: null, region: 370000000000 }]), 403],
  ] as const) {
    asked.by = by;
    expect((await bare.inject('/api/forgotten')).statusCode).toBe(status);
  }
  await bare.close();
  expect(app.hasRequestDecorator('principal')).toBe(true);
});
