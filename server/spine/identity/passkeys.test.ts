import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Browser, identityWorld, minute } from '../../../tests/support/identity.ts';
import { type Lies, SoftwareAuthenticator } from '../../../tests/support/software-authenticator.ts';
import { identityRules } from './identity-rules.ts';

const origin = 'https://mirror.example.cn';
const world = await identityWorld({ address: new URL(origin) });
const nowhere = await identityWorld();

async function add(browser: Browser, key: SoftwareAuthenticator, lies: Lies = {}) {
  const { ceremony, options } = (await browser.post('/api/second-factor/passkeys/options')).body;
  expect(options).toMatchObject({
    rp: { id: 'mirror.example.cn' },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const answer = { ceremony, response: key.register(options, lies), name: 'my phone' };
  return { answer, added: await browser.post('/api/second-factor/passkeys', answer) };
}

async function withPasskey(name: string) {
  await world.account(name);
  const browser = await world.signedIn(name);
  const key = new SoftwareAuthenticator(origin);
  expect((await add(browser, key)).added.status).toBe(200);
  return { browser, key };
}

async function enter(key: SoftwareAuthenticator, lies: Lies = {}) {
  const browser = world.browser();
  const { ceremony, options } = (await browser.post('/api/sign-in/passkey/options')).body;
  const answer = { ceremony, response: key.signIn(options, lies) };
  return { browser, answer, entered: await browser.post('/api/sign-in/passkey', answer) };
}
const refused = { status: 401, body: { code: 'sign-in-failed' } };

describe('adding a passkey', () => {
  test('given its answer, then it is listed and the session has two factors', async () => {
    await world.account('wu.xin');
    const browser = await world.signedIn('wu.xin');
    const { added } = await add(browser, new SoftwareAuthenticator(origin));
    expect(added.body).toMatchObject({
      me: { strength: 'two-factor', secondFactors: { passkeys: 1 } },
      passkeys: [{ name: 'my phone', usedAt: null }],
    });
    expect((await world.events('passkey.added')).at(-1)).toMatchObject({ account: 'wu.xin' });
  });

  test.each<[string, Lies]>([
    ['of another site', { origin: 'https://evil.example' }],
    ['for another relying party', { rpId: 'evil.example' }],
    ['to another challenge', { challenge: 'AAAA' }],
    ['of somebody who was not verified', { userVerified: false }],
  ])('given an answer %s, then it is refused', async (_, lies) => {
    const name = `liar-${Object.keys(lies)[0]!.toLowerCase()}`;
    await world.account(name);
    const browser = await world.signedIn(name);
    const { added } = await add(browser, new SoftwareAuthenticator(origin), lies);
    expect(added).toMatchObject({ status: 422, body: { code: 'field-invalid', field: 'response' } });
  });

  test('given an answer a second time, of another account, or too late, then it is refused', async () => {
    await world.account('jiang.he');
    await world.account('jiang.lai');
    const [browser, other] = [await world.signedIn('jiang.he'), await world.signedIn('jiang.lai')];
    const { answer } = await add(browser, new SoftwareAuthenticator(origin));
    expect((await browser.post('/api/second-factor/passkeys', answer)).body.field).toBe('ceremony');
    const key = new SoftwareAuthenticator(origin);
    const begun = (await browser.post('/api/second-factor/passkeys/options')).body;
    const response = key.register(begun.options);
    const given = { ceremony: begun.ceremony, response, name: 'x' };
    expect((await other.post('/api/second-factor/passkeys', given)).body.field).toBe('ceremony');
    const late = (await browser.post('/api/second-factor/passkeys/options')).body;
    world.present.now += identityRules.ceremony.minutes * minute + 1;
    expect(
      (
        await browser.post('/api/second-factor/passkeys', {
          ...given,
          ceremony: late.ceremony,
          response: key.register(late.options),
        })
      ).body.field,
    ).toBe('ceremony');
  });

  test('given a garbled answer, then it is refused and nothing breaks', async () => {
    await world.account('garbled.one');
    const browser = await world.signedIn('garbled.one');
    for (const response of [{}, { id: 1 }, { id: 'x', response: { clientDataJSON: '!!' } }]) {
      const { ceremony } = (await browser.post('/api/second-factor/passkeys/options')).body;
      expect(
        await browser.post('/api/second-factor/passkeys', { ceremony, response, name: 'x' }),
      ).toMatchObject({ status: 422 });
    }
  });
});

describe('signing in with a passkey', () => {
  test('given its answer, then two factors are given at once', async () => {
    const { key } = await withPasskey('xie.na');
    const { entered, browser } = await enter(key);
    expect(entered.body.me).toMatchObject({ account: 'xie.na', step: 'done', strength: 'two-factor' });
    expect((await browser.get('/api/second-factor/passkeys')).body).toMatchObject([
      { usedAt: expect.any(String) },
    ]);
  });

  test('given an account with a passkey, then the password alone opens nothing, the passkey does', async () => {
    const { key } = await withPasskey('zhou.xun');
    const browser = await world.signedIn('zhou.xun');
    expect((await browser.get('/api/session')).body.me.step).toBe('second-factor');
    const { ceremony, options } = (await browser.post('/api/sign-in/passkey/options')).body;
    const entered = await browser.post('/api/sign-in/passkey', { ceremony, response: key.signIn(options) });
    expect(entered.body.me.step).toBe('done');
  });

  test.each<[string, Lies]>([
    ['of another site', { origin: 'https://evil.example' }],
    ['for another relying party', { rpId: 'evil.example' }],
    ['to another challenge', { challenge: 'AAAA' }],
    ['of somebody who was not verified', { userVerified: false }],
    ['with a counter that does not rise, as of a copy', { counter: 1 }],
    ['signed with another key', { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }],
  ])('given an answer %s, then it is refused', async (_, lies) => {
    const { key } = await withPasskey(`sign-in-liar-${Object.keys(lies)[0]!.toLowerCase()}`);
    expect((await enter(key, lies)).entered).toMatchObject(refused);
  });

  test('given an answer a second time, or a passkey that is not here, then it is refused', async () => {
    const { key } = await withPasskey('du.fu');
    const { answer } = await enter(key);
    expect(await world.browser().post('/api/sign-in/passkey', answer)).toMatchObject(refused);
    expect((await enter(new SoftwareAuthenticator(origin))).entered).toMatchObject(refused);
  });

  test('given a locked account, then its passkey opens nothing', async () => {
    const { key } = await withPasskey('locked.key');
    await world.query("UPDATE account SET state = 'locked' WHERE name = 'locked.key'");
    expect((await enter(key)).entered).toMatchObject(refused);
  });
});

describe('removing a passkey', () => {
  test('given the own one, then it signs in no more; a foreign one is not found', async () => {
    const { browser, key } = await withPasskey('bai.juyi');
    const { browser: other } = await withPasskey('li.bai');
    const [{ id }] = (await browser.get('/api/second-factor/passkeys')).body;
    expect((await other.delete(`/api/second-factor/passkeys/${id}`)).status).toBe(404);
    expect((await browser.delete(`/api/second-factor/passkeys/${id}`)).body).toEqual([]);
    expect((await enter(key)).entered).toMatchObject(refused);
    expect((await browser.get('/api/session')).body.me.strength).toBe('one-factor');
  });
});

test('given no configured address and a host that is not this machine, then passkeys are not offered', async () => {
  const browser = nowhere.browser('http://mirror.internal');
  expect((await browser.get('/api/sign-in/methods')).body.passkey).toBe(false);
  expect(await browser.post('/api/sign-in/passkey/options')).toMatchObject({
    status: 503,
    body: { code: 'not-configured' },
  });
  expect((await nowhere.browser().get('/api/sign-in/methods')).body.passkey).toBe(true);
});
