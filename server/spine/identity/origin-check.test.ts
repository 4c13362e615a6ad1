import { describe, expect, test } from 'vitest';
import { identityWorld, origin, password } from '../../../tests/support/identity.ts';

const world = await identityWorld();
const encrypted = await identityWorld({ address: new URL('https://mirror.example.cn') });
await world.account('qian.yi');
await encrypted.account('qian.yi');

/** Without the headers that a browser's own pages send. */
const bare = async (from: typeof world, headers: Record<string, string>, withSession = true) => {
  const browser = await from.signedIn('qian.yi');
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await from.app.inject({
    method: 'POST',
    url: '/api/sign-out',
    headers: {
      host: from === world ? 'localhost' : 'mirror.example.cn',
      ...(withSession && { cookie }),
      ...headers,
    },
  });
  const stillThere = (await browser.get('/api/session')).body.me !== null;
  return { status: response.statusCode, code: response.json().code, stillThere };
};
const refused = { status: 403, code: 'foreign-origin', stillThere: true };

describe('writing with a session', () => {
  test.each([
    ['the origin of our own pages', { origin }],
    ['a fetch from our own pages', { 'sec-fetch-site': 'same-origin' }],
    ['both', { origin, 'sec-fetch-site': 'same-origin' }],
  ])('given %s, then it is done', async (_, headers) => {
    expect(await bare(world, headers)).toEqual({ status: 200, code: undefined, stillThere: false });
  });

  test.each<[string, Record<string, string>]>([
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://localhost:8080' }],
    ['another scheme', { origin: 'https://localhost' }],
    ['a page without an origin', { origin: 'null' }],
    ['a fetch from another site', { 'sec-fetch-site': 'cross-site' }],
    ['a fetch from a sister site', { 'sec-fetch-site': 'same-site' }],
    ['our origin and a fetch from another site', { origin, 'sec-fetch-site': 'cross-site' }],
    ['no word of where it comes from', {}],
    [
      'a proxy header that claims the host',
      { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    ],
  ])('given %s, then it is refused and nothing is done', async (_, headers) => {
    expect(await bare(world, headers)).toEqual(refused);
  });

  test('given a configured address, then the host that a request names counts for nothing', async () => {
    expect(await bare(encrypted, { host: 'evil.example', origin: 'https://evil.example' })).toEqual(refused);
    expect(await bare(encrypted, { host: 'evil.example', origin: 'http://evil.example' })).toEqual(refused);
    expect(
      await bare(encrypted, { host: 'internal:3000', origin: 'https://mirror.example.cn' }),
    ).toMatchObject({
      status: 200,
    });
  });
});

describe('writing without a session', () => {
  test('given a program that says nothing of origins, then it is let through', async () => {
    expect(await bare(world, {}, false)).toMatchObject({ status: 200 });
  });

  test('given a page of another site that signs somebody in, then it is refused', async () => {
    const answer = await world
      .browser()
      .post('/api/sign-in', { account: 'qian.yi', password }, { origin: 'https://evil.example' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'foreign-origin' } });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});

test('given an address over https, then the cookie is for this host and encrypted connections alone', async () => {
  const browser = await encrypted.signedIn('qian.yi');
  expect(browser.setCookies).toEqual([
    expect.stringMatching(/^__Host-mingjing=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
  ]);
});
