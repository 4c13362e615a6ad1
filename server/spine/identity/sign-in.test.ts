import { describe, expect, test } from 'vitest';
import { hour, identityWorld, minute, password, second } from '../../../tests/support/identity.ts';
import { identityRules } from './identity-rules.ts';

const world = await identityWorld();
const { free, waitSeconds, forgetAfterHours } = identityRules.tries;
await world.account('li.lei');

const wrong = { account: 'li.lei', password: 'not the right one' };

describe('signing in with account and password', () => {
  test('given the right ones, then the session is open, in a cookie that no script reads and no other site sends', async () => {
    const browser = world.browser();
    const answer = await browser.post('/api/sign-in', { account: ' Li.Lei ', password });
    expect(answer.status).toBe(200);
    expect(answer.body.me).toMatchObject({
      account: 'li.lei',
      step: 'done',
      strength: 'one-factor',
      grants: [],
    });
    expect(browser.setCookies).toEqual([
      expect.stringMatching(/^mingjing=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
    expect((await browser.get('/api/session')).body.me).toEqual(answer.body.me);
    expect(JSON.stringify(answer.body)).not.toContain(browser.cookies.get('mingjing'));
  });

  test('given nobody signed in, then the session is null', async () => {
    expect((await world.browser().get('/api/session')).body).toEqual({ me: null });
  });

  test('given a wrong password and an unknown account, then both are refused alike', async () => {
    const known = await world.browser().post('/api/sign-in', wrong);
    const unknown = await world.browser().post('/api/sign-in', { ...wrong, account: 'nobody.here' });
    expect(known).toMatchObject({ status: 401, body: { code: 'sign-in-failed' } });
    expect(unknown.body).toEqual(known.body);
    expect(unknown.headers).toEqual({
      ...known.headers,
      date: expect.anything(),
      'x-request-id': expect.anything(),
      'x-ratelimit-reset': expect.anything(),
    });
  });

  test('given an account that is locked or disabled, then the right password is refused as a wrong one', async () => {
    await world.account('locked.one');
    for (const state of ['locked', 'disabled']) {
      await world.query('UPDATE account SET state = $1 WHERE name = $2', [state, 'locked.one']);
      const answer = await world.browser().post('/api/sign-in', { account: 'locked.one', password });
      expect(answer).toMatchObject({ status: 401, body: { code: 'sign-in-failed' } });
    }
  });

  test('given an invented account outside of a demonstration, then its public password opens nothing', async () => {
    await world.account('invented.one');
    const browser = await world.signedIn('invented.one');
    await world.query("UPDATE account SET demonstration = true WHERE name = 'invented.one'");
    expect((await browser.get('/api/session')).body.me).toBeNull();
    expect((await world.browser().post('/api/sign-in', { account: 'invented.one', password })).status).toBe(
      401,
    );
    expect((await world.browser().get('/api/sign-in/demonstration')).status).toBe(404);
  });

  test('given fields that are not asked for, then the request is refused and nothing of them is taken', async () => {
    const answer = await world
      .browser()
      .post('/api/sign-in', { account: 'li.lei', password, factors: 2, role: 'auditor' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'field-invalid' } });
  });

  test.each([
    ['no body', undefined],
    ['a list', []],
    ['an object for a password', { account: 'li.lei', password: { $ne: '' } }],
    ['a text with a zero byte', { account: 'li.lei\u0000', password }],
    ['a password of a thousand pages', { account: 'li.lei', password: 'x'.repeat(2_000) }],
  ])('given %s, then it is refused as a field', async (_, body) => {
    const answer = await world.browser().post('/api/sign-in', body);
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe('field-invalid');
  });

  test('given success and failure, then both are journaled, without the password', async () => {
    await world.account('journal.one');
    await world.signedIn('journal.one');
    await world.browser().post('/api/sign-in', { account: 'journal.one', password: 'a wrong password' });
    const events = (await world.events()).filter(({ account }) => account === 'journal.one');
    expect(events.map(({ type }) => type)).toEqual(['account.made', 'sign-in.succeeded', 'sign-in.failed']);
    expect(JSON.stringify(events)).not.toMatch(/wrong password|quiet-river/);
  });
});

describe('tries that fail', () => {
  const tried = async (account: string, times: number) => {
    const statuses: number[] = [];
    for (let n = 0; n < times; n += 1)
      statuses.push((await world.browser().post('/api/sign-in', { ...wrong, account })).status);
    return statuses;
  };

  test.each(['han.mei', 'no.such.account'])(
    'given %s, then after some the account waits, longer each time',
    async (account) => {
      if (account === 'han.mei') await world.account(account);
      expect(await tried(account, free)).toEqual(Array(free).fill(401));
      for (const wait of waitSeconds) {
        const early = await world.browser().post('/api/sign-in', { account, password });
        expect(early).toMatchObject({ status: 429, body: { code: 'too-many-tries', retryAfter: wait } });
        expect(early.headers['retry-after']).toBe(String(wait));
        world.present.now += wait * second;
        expect(await tried(account, 1)).toEqual([401]);
      }
    },
  );

  test('given the wait is over and the password right, then it is forgotten', async () => {
    await world.account('patient.one');
    await tried('patient.one', free);
    world.present.now += waitSeconds[0]! * second;
    await world.signedIn('patient.one');
    expect(await tried('patient.one', free)).toEqual(Array(free).fill(401));
  });

  test('given days between, then they are forgotten', async () => {
    await tried('rare.visitor', free - 1);
    world.present.now += (forgetAfterHours + 1) * hour;
    expect(await tried('rare.visitor', free)).toEqual(Array(free).fill(401));
  });

  test('given many at once, then no more of them are tried than one after another', async () => {
    await world.account('busy.one');
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        world.browser().post('/api/sign-in', { ...wrong, account: 'busy.one' }),
      ),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(free);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(12 - free);
  });
});

describe('how often one address may ask', () => {
  test('given more requests than allowed, then 429 with a time, whatever header says where they come from', async () => {
    const browser = world.browser();
    const answers = [];
    for (let n = 0; n <= identityRules.rate.requests; n += 1)
      answers.push(
        await browser.post('/api/sign-in/second-factor', { code: '1' }, { 'x-forwarded-for': `10.0.0.${n}` }),
      );
    expect(answers.slice(0, -1).map(({ status }) => status)).toEqual(
      Array(identityRules.rate.requests).fill(401),
    );
    const last = answers.at(-1)!;
    expect(last).toMatchObject({ status: 429, body: { code: 'too-many-tries' } });
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
    expect((await world.browser().post('/api/sign-in', wrong)).status).toBe(401);
  });
});

describe('changing the password', () => {
  const next = 'a longer sentence of mine';

  test('given the present one, then the new one signs in, other sessions end and this one has a new token', async () => {
    await world.account('changing.one');
    const [one, other] = [await world.signedIn('changing.one'), await world.signedIn('changing.one')];
    const before = one.cookies.get('mingjing')!;
    expect((await one.post('/api/password', { current: password, next })).status).toBe(200);
    expect(one.cookies.get('mingjing')).not.toBe(before);
    expect((await one.get('/api/session')).body.me.account).toBe('changing.one');
    expect((await other.get('/api/session')).body.me).toBeNull();
    one.cookies.set('mingjing', before);
    expect((await one.get('/api/session')).body.me).toBeNull();
    expect((await world.browser().post('/api/sign-in', { account: 'changing.one', password })).status).toBe(
      401,
    );
    await world.signedIn('changing.one', next);
  });

  test.each([
    ['too short', 'short one'],
    ['among the most frequent', '1Qaz2wsx3EDC'],
    ['of one letter', 'aaaaaaaaaaaaaaaa'],
    ['with the name of the account', 'my-choosing.one-2026'],
    ['the present one', password],
  ])('given a new one that is %s, then it is refused with what is expected', async (_, given) => {
    const found = await world.query('SELECT FROM account WHERE name = $1', ['choosing.one']);
    if (found.length === 0) await world.account('choosing.one');
    const one = await world.signedIn('choosing.one');
    const answer = await one.post('/api/password', { current: password, next: given });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'password-weak', field: 'next', expected: expect.any(String) },
    });
  });

  test('given a wrong present one or nobody signed in, then it is refused', async () => {
    await world.account('careful.one');
    const one = await world.signedIn('careful.one');
    expect(await one.post('/api/password', { current: 'not this one', next })).toMatchObject({
      status: 401,
      body: { code: 'sign-in-failed' },
    });
    expect(await world.browser().post('/api/password', { current: password, next })).toMatchObject({
      status: 401,
      body: { code: 'sign-in-needed' },
    });
  });

  test('given letters composed another way, then it is the same password', async () => {
    await world.account('composed.one');
    const one = await world.signedIn('composed.one');
    await one.post('/api/password', { current: password, next: 'Zoë café résumé Ａ' });
    await world.signedIn('composed.one', 'Zoë café résumé A'.normalize('NFD'));
  });
});

test('given a session, when its time goes by, then it ends by idleness and at last altogether', async () => {
  const { idleMinutes, hours } = identityRules.session;
  await world.account('resting.one');
  const idle = await world.signedIn('resting.one');
  const busy = await world.signedIn('resting.one');
  const begun = world.present.now;
  while (world.present.now < begun + hours * hour - idleMinutes * minute) {
    world.present.now += (idleMinutes - 1) * minute;
    expect((await busy.get('/api/session')).body.me).not.toBeNull();
  }
  expect((await idle.get('/api/session')).body.me).toBeNull();
  world.present.now = begun + hours * hour;
  expect((await busy.get('/api/session')).body.me).toBeNull();
});
