import { describe, expect, test } from 'vitest';
import { type Browser, identityWorld, minute } from '../../../tests/support/identity.ts';
import { startIdentityProvider } from '../../../tests/support/identity-provider.ts';
import { identityRules } from './identity-rules.ts';

const address = new URL('http://mirror.localhost:3000');
const provider = await startIdentityProvider(new URL('/api/sign-in/openid/callback', address).href);
const { issuer, client, secret } = provider;
const world = await identityWorld({ address, openId: { issuer, client, secret } });
const without = await identityWorld();

const back = (url: URL) => `${url.pathname}${url.search}`;
const begin = async (browser: Browser) => (await browser.post('/api/sign-in/openid')).body.url as string;

/** An account that is linked with one at the provider. */
async function linked(name: string) {
  await world.account(name);
  const browser = await world.signedIn(name);
  const { url } = (await browser.post('/api/openid/link')).body;
  const answer = await browser.get(back(await provider.signIn(url, `${name}@provider`)));
  expect(answer).toMatchObject({ status: 302, headers: { location: '/account' } });
  return `${name}@provider`;
}

describe('signing in at the identity provider', () => {
  test('given an account that is linked, then coming back opens a session', async () => {
    const subject = await linked('lin.na');
    const browser = world.browser();
    const url = await begin(browser);
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      state: expect.any(String),
      nonce: expect.any(String),
    });
    expect(browser.setCookies).toEqual([
      expect.stringMatching(/^mingjing-openid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    const answer = await browser.get(back(await provider.signIn(url, subject)));
    expect(answer).toMatchObject({ status: 302, headers: { location: '/sign-in' } });
    expect((await browser.get('/api/session')).body.me).toMatchObject({
      account: 'lin.na',
      strength: 'one-factor',
    });
    expect(browser.cookies.has('mingjing-openid')).toBe(false);
  });

  test('given nobody linked, then no account is made and the page says so', async () => {
    const browser = world.browser();
    const answer = await browser.get(back(await provider.signIn(await begin(browser), 'stranger')));
    expect(answer).toMatchObject({ status: 302, headers: { location: '/sign-in?refused=account-unknown' } });
    expect((await browser.get('/api/session')).body.me).toBeNull();
  });

  test('given an answer a second time, then it is refused', async () => {
    const subject = await linked('guo.jing');
    const browser = world.browser();
    const url = await begin(browser);
    const state = browser.cookies.get('mingjing-openid')!;
    const answer = await provider.signIn(url, subject);
    await browser.get(back(answer));
    const again = world.browser();
    again.cookies.set('mingjing-openid', state);
    expect((await again.get(back(answer))).headers.location).toBe('/sign-in?refused=sign-in-failed');
    expect((await again.get('/api/session')).body.me).toBeNull();
  });

  test('given an answer that somebody else began, then this browser is not signed in by it', async () => {
    const subject = await linked('huang.rong');
    const attacker = world.browser();
    const answer = await provider.signIn(await begin(attacker), subject);
    const victim = world.browser();
    await begin(victim);
    expect((await victim.get(back(answer))).headers.location).toBe('/sign-in?refused=sign-in-failed');
    expect((await world.browser().get(back(answer))).headers.location).toBe(
      '/sign-in?refused=sign-in-failed',
    );
  });

  test.each([
    ['another code', (url: URL) => url.searchParams.set('code', 'forged')],
    ['another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
    [
      'an error for a code',
      (url: URL) => (url.searchParams.delete('code'), url.searchParams.set('error', 'access_denied')),
    ],
  ])('given %s, then it is refused', async (_, forge) => {
    const browser = world.browser();
    const answer = await provider.signIn(await begin(browser), 'lin.na@provider');
    forge(answer);
    expect((await browser.get(back(answer))).headers.location).toBe('/sign-in?refused=sign-in-failed');
  });

  test('given an answer after too long, then it is refused', async () => {
    const browser = world.browser();
    const answer = await provider.signIn(await begin(browser), 'lin.na@provider');
    world.present.now += identityRules.ceremony.minutes * minute + 1;
    expect((await browser.get(back(answer))).headers.location).toBe('/sign-in?refused=sign-in-failed');
  });

  test('given a locked account, then the provider opens nothing', async () => {
    const subject = await linked('ouyang.feng');
    await world.query("UPDATE account SET state = 'locked' WHERE name = 'ouyang.feng'");
    const browser = world.browser();
    expect(
      (await browser.get(back(await provider.signIn(await begin(browser), subject)))).headers.location,
    ).toBe('/sign-in?refused=sign-in-failed');
  });
});

describe('linking', () => {
  test('given one that is linked with another account, then it is refused', async () => {
    const subject = await linked('yang.guo');
    await world.account('yang.kang');
    const browser = await world.signedIn('yang.kang');
    const { url } = (await browser.post('/api/openid/link')).body;
    expect((await browser.get(back(await provider.signIn(url, subject)))).headers.location).toBe(
      '/sign-in?refused=conflict',
    );
  });

  test('given nobody signed in, then nothing is begun', async () => {
    expect(await world.browser().post('/api/openid/link')).toMatchObject({
      status: 401,
      body: { code: 'sign-in-needed' },
    });
  });
});

test('given no provider, then it is neither offered nor asked', async () => {
  expect((await without.browser().get('/api/sign-in/methods')).body.openId).toBe(false);
  expect(await without.browser().post('/api/sign-in/openid')).toMatchObject({
    status: 503,
    body: { code: 'not-configured' },
  });
});
