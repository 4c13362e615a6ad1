import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { type Browser, identityWorld, minute, password, second } from '../../../tests/support/identity.ts';
import { identityRules } from './identity-rules.ts';
import { openWithAny, sealTotpSecret } from './totp-secret.ts';

const world = await identityWorld();
const codeOf = (secret: string, at = world.present.now) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: at });
const another = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const token = (browser: Browser) => browser.cookies.get('mingjing')!;

/** An account with an authenticator. The next code is of the next half minute: this one is used. */
async function enrolled(name: string) {
  await world.account(name);
  const browser = await world.signedIn(name);
  const { secret, uri } = (await browser.post('/api/second-factor/totp')).body;
  const confirmed = await browser.post('/api/second-factor/totp/confirm', { code: codeOf(secret) });
  expect(confirmed.status).toBe(200);
  world.present.now += 30 * second;
  return { browser, secret, uri, confirmed, recoveryCodes: confirmed.body.recoveryCodes as string[] };
}

describe('setting up an authenticator', () => {
  test('given its first code, then the session rises with a new token and recovery codes are told once', async () => {
    await world.account('liu.yang');
    const browser = await world.signedIn('liu.yang');
    const other = await world.signedIn('liu.yang');
    const before = token(browser);
    const begun = await browser.post('/api/second-factor/totp');
    expect(begun.body.uri).toMatch(/^otpauth:\/\/totp\/.*secret=[A-Z2-7]{32}/);
    expect((await browser.get('/api/session')).body.me.secondFactors.totp).toBe(false);
    const { secret } = begun.body;
    const confirmed = await browser.post('/api/second-factor/totp/confirm', { code: codeOf(secret) });
    expect(confirmed.body).toMatchObject({
      me: { strength: 'two-factor', secondFactors: { totp: true, recoveryCodesLeft: 10 } },
    });
    expect(new Set(confirmed.body.recoveryCodes).size).toBe(10);
    expect(token(browser)).not.toBe(before);
    browser.cookies.set('mingjing', before);
    expect((await browser.get('/api/session')).body.me).toBeNull();
    expect((await other.get('/api/session')).body.me).toBeNull();
  });

  test('given a wrong code or nothing begun, then it is refused and sign-in asks for no second factor', async () => {
    await world.account('chen.jie');
    const browser = await world.signedIn('chen.jie');
    expect((await browser.post('/api/second-factor/totp/confirm', { code: '123456' })).body.code).toBe(
      'code-wrong',
    );
    const { secret } = (await browser.post('/api/second-factor/totp')).body;
    const answer = await browser.post('/api/second-factor/totp/confirm', { code: another(codeOf(secret)) });
    expect(answer).toMatchObject({ status: 401, body: { code: 'code-wrong' } });
    expect((await (await world.signedIn('chen.jie')).get('/api/session')).body.me.step).toBe('done');
  });

  test('given one in use, then another one is not begun over it', async () => {
    const { browser } = await enrolled('yang.mi');
    expect(await browser.post('/api/second-factor/totp')).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
  });

  test('given the database, then the secret stands there sealed, bound to its account', async () => {
    const { secret } = await enrolled('gao.fei');
    const [row] = await world.query<{ secret: Buffer; account_id: number }>(
      "SELECT t.* FROM totp t JOIN account a ON a.id = t.account_id WHERE a.name = 'gao.fei'",
    );
    expect(row!.secret.includes(secret)).toBe(false);
    const key = world.spine.keys.session.current;
    const open = (accountId: number, sealed: Buffer) => openWithAny([key], accountId, sealed);
    expect(open(row!.account_id, row!.secret)).toBe(secret);
    expect(open(row!.account_id + 1, row!.secret)).toBeUndefined();
    const sealed = sealTotpSecret(key, 1, secret);
    expect(openWithAny([randomBytes(32), key], 1, sealed)).toBe(secret);
    for (const at of [sealed.length - 1, sealed.length - 40]) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(open(1, changed)).toBeUndefined();
    }
  });
});

describe('signing in with a second factor', () => {
  test('given the password alone, then nothing is open but the question for the code', async () => {
    await enrolled('he.jun');
    const browser = await world.signedIn('he.jun');
    expect((await browser.get('/api/session')).body.me).toMatchObject({
      step: 'second-factor',
      grants: [],
      posts: [],
    });
    for (const [method, url, body] of [
      ['get', '/api/sessions', undefined],
      ['post', '/api/password', { current: password, next: 'another long sentence' }],
      ['post', '/api/second-factor/totp', undefined],
      ['post', '/api/second-factor/recovery-codes', undefined],
      ['post', '/api/second-factor/totp/remove', { code: '123456' }],
      ['post', '/api/second-factor/passkeys/options', undefined],
      ['get', '/api/accounts', undefined],
    ] as const)
      expect(await browser[method](url, body as never)).toMatchObject({
        status: 401,
        body: { code: 'sign-in-needed' },
      });
  });

  test('given the code, then the session has two factors and a new token; the code counts once', async () => {
    const { secret } = await enrolled('luo.lan');
    const [one, other] = [await world.signedIn('luo.lan'), await world.signedIn('luo.lan')];
    const before = token(one);
    const code = codeOf(secret);
    const answer = await one.post('/api/sign-in/second-factor', { code });
    expect(answer.body.me).toMatchObject({ step: 'done', strength: 'two-factor' });
    expect(token(one)).not.toBe(before);
    expect(await other.post('/api/sign-in/second-factor', { code })).toMatchObject({
      status: 401,
      body: { code: 'code-wrong' },
    });
    expect(await one.post('/api/sign-in/second-factor', { code })).toMatchObject({
      status: 401,
      body: { code: 'sign-in-needed' },
    });
  });

  test('given one code in two requests at once, then one of them is let in', async () => {
    const { secret } = await enrolled('tang.bo');
    const browsers = [await world.signedIn('tang.bo'), await world.signedIn('tang.bo')];
    const code = codeOf(secret);
    const answers = await Promise.all(
      browsers.map((one) => one.post('/api/sign-in/second-factor', { code })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  test('given a code of long ago or of later, or none at all, then it is refused', async () => {
    const { secret } = await enrolled('song.yu');
    for (const code of [
      codeOf(secret, world.present.now - 2 * minute),
      codeOf(secret, world.present.now + 2 * minute),
      'abcdef',
    ]) {
      const browser = await world.signedIn('song.yu');
      expect((await browser.post('/api/sign-in/second-factor', { code })).body.code).toBe('code-wrong');
    }
  });

  test('given wrong codes, then the account waits, also with the right password and the right code', async () => {
    const { secret } = await enrolled('feng.wu');
    const browser = await world.signedIn('feng.wu');
    for (let n = 0; n < identityRules.tries.free; n += 1)
      expect((await browser.post('/api/sign-in/second-factor', { code: 'wrong' })).status).toBe(401);
    const again = await world.signedIn('feng.wu');
    expect(await again.post('/api/sign-in/second-factor', { code: codeOf(secret) })).toMatchObject({
      status: 429,
    });
    world.present.now += identityRules.tries.waitSeconds[0]! * second;
    expect((await again.post('/api/sign-in/second-factor', { code: codeOf(secret) })).status).toBe(200);
  });

  test('given the question unanswered for some minutes, then the password is asked for again', async () => {
    const { secret } = await enrolled('xu.qing');
    const browser = await world.signedIn('xu.qing');
    world.present.now += identityRules.session.pendingMinutes * minute;
    expect(await browser.post('/api/sign-in/second-factor', { code: codeOf(secret) })).toMatchObject({
      status: 401,
      body: { code: 'sign-in-needed' },
    });
  });

  test('given a recovery code however typed, then it lets in once', async () => {
    const { recoveryCodes } = await enrolled('deng.xi');
    const typed = ` ${recoveryCodes[0]!.toUpperCase().replaceAll('-', ' ')} `;
    const browser = await world.signedIn('deng.xi');
    expect((await browser.post('/api/sign-in/second-factor', { code: typed })).body.me).toMatchObject({
      strength: 'two-factor',
      secondFactors: { recoveryCodesLeft: 9 },
    });
    const again = await world.signedIn('deng.xi');
    expect((await again.post('/api/sign-in/second-factor', { code: recoveryCodes[0] })).body.code).toBe(
      'code-wrong',
    );
  });

  test('given the recovery codes of another account, then they are worth nothing', async () => {
    const { recoveryCodes } = await enrolled('cao.yi');
    await enrolled('cao.er');
    const browser = await world.signedIn('cao.er');
    expect((await browser.post('/api/sign-in/second-factor', { code: recoveryCodes[0] })).body.code).toBe(
      'code-wrong',
    );
  });
});

describe('removing and renewing', () => {
  test('given new recovery codes, then the old ones are worth nothing', async () => {
    const { browser, recoveryCodes } = await enrolled('ma.yun');
    const renewed = (await browser.post('/api/second-factor/recovery-codes')).body.recoveryCodes;
    const again = await world.signedIn('ma.yun');
    expect((await again.post('/api/sign-in/second-factor', { code: recoveryCodes[1] })).body.code).toBe(
      'code-wrong',
    );
    expect((await again.post('/api/sign-in/second-factor', { code: renewed[1] })).status).toBe(200);
  });

  test('given one factor, then neither is done', async () => {
    await world.account('pan.an');
    const browser = await world.signedIn('pan.an');
    for (const url of ['/api/second-factor/recovery-codes', '/api/second-factor/totp/remove'])
      expect(await browser.post(url, url.endsWith('remove') ? { code: '123456' } : undefined)).toMatchObject({
        status: 403,
        body: { code: 'second-factor-needed' },
      });
  });

  test('given a code, then the authenticator is gone and no session has two factors any more', async () => {
    const { browser, secret } = await enrolled('shen.ba');
    expect((await browser.post('/api/second-factor/totp/remove', { code: 'wrong' })).body.code).toBe(
      'code-wrong',
    );
    const answer = await browser.post('/api/second-factor/totp/remove', { code: codeOf(secret) });
    expect(answer.body.me).toMatchObject({
      strength: 'one-factor',
      secondFactors: { totp: false, recoveryCodesLeft: 0 },
    });
    expect((await (await world.signedIn('shen.ba')).get('/api/session')).body.me.step).toBe('done');
    expect((await world.events('totp.removed')).at(-1)).toMatchObject({ account: 'shen.ba', by: 'shen.ba' });
  });
});
