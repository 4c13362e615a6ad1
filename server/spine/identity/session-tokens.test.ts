import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passingKeys } from '#base/keys';
import { toRfc3339 } from '#base/time';
import { identityWorld, password } from '../../../tests/support/identity.ts';
import { newToken, secretHash } from './secret-hash.ts';

const world = await identityWorld();
await world.account('wang.fang');
const tokenOf = (browser: { cookies: Map<string, string> }) => browser.cookies.get('mingjing')!;
const whoIs = async (token: string) => {
  const browser = world.browser();
  browser.cookies.set('mingjing', token);
  const answer = await browser.get('/api/session');
  expect(answer.status).toBe(200);
  return answer.body.me;
};

describe('tokens that are none', () => {
  test('given any text for a token, then nobody is signed in and nothing breaks', async () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abzAZ09-_=.%"\'\\'), minLength: 1, maxLength: 90 });
    await fc.assert(
      fc.asyncProperty(letters, async (text) => {
        expect(await whoIs(text)).toBeNull();
      }),
      { numRuns: 100 },
    );
  });

  test('given a real token with one letter changed, then it is none', async () => {
    const token = tokenOf(await world.signedIn('wang.fang'));
    for (const at of [0, 20, 42]) {
      const changed = token[at] === 'A' ? 'B' : 'A';
      expect(await whoIs(token.slice(0, at) + changed + token.slice(at + 1))).toBeNull();
    }
  });

  test('given a token of another installation, then it is none here', async () => {
    const token = newToken();
    await world.query(
      `INSERT INTO session (token_hash, account_id, factors, made_at, seen_at, ends_at, user_agent, address)
       SELECT $1, id, 2, $2, $2, $2::timestamptz + interval '1 hour', '', '' FROM account WHERE name = 'wang.fang'`,
      [secretHash(passingKeys().session.current, 'session', token), toRfc3339(world.present.now)],
    );
    expect(await whoIs(token)).toBeNull();
  });

  test('given what the database holds, then it signs nobody in', async () => {
    await world.signedIn('wang.fang');
    for (const { id, hash } of await world.query<{ id: string; hash: Buffer }>(
      'SELECT id, token_hash AS hash FROM session',
    ))
      for (const given of [id, hash.toString('base64url'), hash.toString('hex')])
        expect(await whoIs(given)).toBeNull();
  });

  test('given a token in a header or an address instead of the cookie, then it is none', async () => {
    const token = tokenOf(await world.signedIn('wang.fang'));
    const browser = world.browser();
    const headers = { authorization: `Bearer ${token}`, 'x-session': token, 'x-forwarded-user': 'wang.fang' };
    expect((await browser.get(`/api/session?mingjing=${token}`, headers)).body.me).toBeNull();
  });
});

describe('tokens whose time is over', () => {
  test('given sign-out, then the token is worth nothing and the cookie is taken away', async () => {
    const browser = await world.signedIn('wang.fang');
    const token = tokenOf(browser);
    expect((await browser.post('/api/sign-out')).body).toEqual({ done: true });
    expect(browser.cookies.has('mingjing')).toBe(false);
    expect(await whoIs(token)).toBeNull();
    expect((await browser.post('/api/sign-out')).status).toBe(200);
  });

  test('given a browser that signs in again, then it gets another token and the old one is worth nothing', async () => {
    const browser = await world.signedIn('wang.fang');
    const before = tokenOf(browser);
    await browser.post('/api/sign-in', { account: 'wang.fang', password });
    expect(tokenOf(browser)).not.toBe(before);
    expect(await whoIs(before)).toBeNull();
  });

  test('given a token that somebody chose beforehand, then signing in does not make it worth anything', async () => {
    const browser = world.browser();
    const chosen = newToken();
    browser.cookies.set('mingjing', chosen);
    await browser.post('/api/sign-in', { account: 'wang.fang', password });
    expect(tokenOf(browser)).not.toBe(chosen);
    expect(await whoIs(chosen)).toBeNull();
  });

  test('given an account that is locked, then its sessions are worth nothing at once', async () => {
    await world.account('stopped.one');
    const token = tokenOf(await world.signedIn('stopped.one'));
    await world.query("UPDATE account SET state = 'locked' WHERE name = 'stopped.one'");
    expect(await whoIs(token)).toBeNull();
  });
});

describe('the own sessions', () => {
  test('given two, then both are listed, the other one can be ended, and a foreign one is not found', async () => {
    await world.account('zhao.min');
    const [one, other] = [await world.signedIn('zhao.min'), await world.signedIn('zhao.min')];
    const foreign = await world.signedIn('wang.fang');
    const listed = (await one.get('/api/sessions')).body;
    expect(listed).toHaveLength(2);
    expect(listed.map(({ current }: { current: boolean }) => current).sort()).toEqual([false, true]);
    const otherId = listed.find(({ current }: { current: boolean }) => !current).id;
    expect(await foreign.delete(`/api/sessions/${otherId}`)).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
    expect((await other.get('/api/session')).body.me).not.toBeNull();
    expect((await one.delete(`/api/sessions/${otherId}`)).status).toBe(200);
    expect((await other.get('/api/session')).body.me).toBeNull();
    expect((await one.delete('/api/sessions/not-a-number')).status).toBe(422);
  });

  test('given several, when all others are ended, then this one stays', async () => {
    await world.account('sun.li');
    const others = [await world.signedIn('sun.li'), await world.signedIn('sun.li')];
    const one = await world.signedIn('sun.li');
    expect((await one.delete('/api/sessions')).body).toEqual({ ended: 2 });
    for (const other of others) expect((await other.get('/api/session')).body.me).toBeNull();
    expect((await one.get('/api/session')).body.me.account).toBe('sun.li');
  });

  test('given nobody signed in, then 401 says so', async () => {
    for (const url of [
      '/api/sessions',
      '/api/second-factor/passkeys',
      '/api/accounts',
      '/api/grants',
      '/api/identity-events',
    ])
      expect(await world.browser().get(url)).toMatchObject({ status: 401, body: { code: 'sign-in-needed' } });
  });
});
