import { describe, expect, test } from 'vitest';
import { identityWorld, password, threeAdministrators } from '../../../tests/support/identity.ts';
import { organs } from '../../../tests/support/spine.ts';

const world = await identityWorld();
const { system, security, audit } = await threeAdministrators(world);

describe('accounts', () => {
  test('given a new account, then its one-time password opens nothing but the change of it', async () => {
    const made = await system.post('/api/accounts', { account: 'new.official' });
    expect(made).toMatchObject({
      status: 200,
      body: { account: 'new.official', kind: 'official', state: 'active' },
    });
    const { oneTimePassword } = made.body;
    const browser = await world.signedIn('new.official', oneTimePassword);
    expect((await browser.get('/api/session')).body.me).toMatchObject({
      step: 'change-password',
      grants: [],
    });
    const next = 'a sentence that I know';
    expect((await browser.post('/api/password', { current: oneTimePassword, next })).body.me.step).toBe(
      'done',
    );
    expect(
      (await world.browser().post('/api/sign-in', { account: 'new.official', password: oneTimePassword }))
        .status,
    ).toBe(401);
    expect(await system.post('/api/accounts', { account: 'new.official' })).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
    expect((await world.events('account.made')).at(-1)).toMatchObject({
      account: 'new.official',
      by: 'system-administrator',
    });
  });

  test.each([
    ['capital letters', { account: 'New.Official' }],
    ['a name in Chinese', { account: '张三' }],
    ['a path', { account: '../etc/passwd' }],
    ['a state along with it', { account: 'fine.name', state: 'active' }],
    ['a password along with it', { account: 'fine.name', password: 'x' }],
    ['a kind along with it', { account: 'fine.name', kind: 'citizen' }],
    ['grants along with it', { account: 'fine.name', grants: [{ role: 'auditor' }] }],
  ])('given %s, then it is refused as a field', async (_, body) => {
    expect(await system.post('/api/accounts', body)).toMatchObject({
      status: 422,
      body: { code: 'field-invalid' },
    });
    expect(await world.query("SELECT FROM account WHERE name = 'fine.name'")).toEqual([]);
  });

  test('given an account that is locked, then it is out at once and may come back when it is unlocked', async () => {
    await world.account('to.lock');
    const browser = await world.signedIn('to.lock');
    const locked = await system.put('/api/accounts/to.lock/state', { state: 'locked', reason: 'lost' });
    expect(locked.body.state).toBe('locked');
    expect((await browser.get('/api/session')).body.me).toBeNull();
    await system.put('/api/accounts/to.lock/state', { state: 'active', reason: 'found' });
    expect((await browser.get('/api/session')).body.me).toBeNull();
    await world.signedIn('to.lock');
    expect((await world.events('account.state-set')).map(({ data }) => data)).toEqual([
      { state: 'locked', reason: 'lost' },
      { state: 'active', reason: 'found' },
    ]);
  });

  test('given another one-time password, then sessions end and the old password is worth nothing', async () => {
    await world.account('forgetful.one');
    const browser = await world.signedIn('forgetful.one');
    const reset = await system.post('/api/accounts/forgetful.one/password', { reason: 'forgotten' });
    expect((await browser.get('/api/session')).body.me).toBeNull();
    expect((await world.browser().post('/api/sign-in', { account: 'forgetful.one', password })).status).toBe(
      401,
    );
    await world.signedIn('forgetful.one', reset.body.oneTimePassword);
  });

  test('given an administrator or oneself, then neither password nor state is changed', async () => {
    for (const [account, code] of [
      ['security-administrator', 'forbidden'],
      ['auditor', 'forbidden'],
      ['system-administrator', 'own-rights'],
    ]) {
      expect(await system.post(`/api/accounts/${account}/password`, { reason: 'x' })).toMatchObject({
        status: 403,
        body: { code },
      });
      expect(
        await system.put(`/api/accounts/${account}/state`, { state: 'disabled', reason: 'x' }),
      ).toMatchObject({
        status: 403,
        body: { code },
      });
    }
  });

  test('given somebody else than a system administrator, then nothing is changed', async () => {
    await world.account('untouched.one');
    for (const browser of [security, audit]) {
      expect(
        (await browser.put('/api/accounts/untouched.one/state', { state: 'locked', reason: 'x' })).status,
      ).toBe(403);
      expect((await browser.post('/api/accounts/untouched.one/password', { reason: 'x' })).status).toBe(403);
      expect((await browser.post('/api/accounts', { account: 'made.by-wrong' })).status).toBe(403);
    }
    await world.signedIn('untouched.one');
  });

  test('given a search, then accounts are found by what their name begins with, letters as they stand', async () => {
    await world.account('search_one');
    await world.account('search-one');
    const named = async (search: string) =>
      (await security.get(`/api/accounts?search=${encodeURIComponent(search)}`)).body.rows.map(
        (row: { account: string }) => row.account,
      );
    expect(await named('SEARCH')).toEqual(['search-one', 'search_one']);
    expect(await named('search_')).toEqual(['search_one']);
    expect(await named('%')).toEqual([]);
    expect((await security.get('/api/accounts/no.such')).status).toBe(404);
  });
});

describe('posts', () => {
  test('given one person in several posts in time, then each is listed with its time', async () => {
    await world.account('moving.one');
    const titles = [
      { zh: '受理岗', en: 'Reception' },
      { zh: '审核岗', en: 'Review' },
    ];
    const ids = [];
    for (const title of titles)
      ids.push((await system.post('/api/posts', { organ: organs.district.code, title })).body.id);
    await system.post(`/api/posts/${ids[0]}/holders`, { account: 'moving.one' });
    expect(await system.post(`/api/posts/${ids[0]}/holders`, { account: 'moving.one' })).toMatchObject({
      status: 409,
    });
    world.present.now += 60_000;
    expect((await system.delete(`/api/posts/${ids[0]}/holders/moving.one`)).body.holders).toMatchObject([
      { account: 'moving.one', until: expect.any(String) },
    ]);
    await system.post(`/api/posts/${ids[1]}/holders`, { account: 'moving.one' });
    const { posts } = (await security.get('/api/accounts/moving.one')).body;
    expect(posts).toHaveLength(2);
    const me = (await (await world.signedIn('moving.one')).get('/api/session')).body.me;
    expect(me.posts).toMatchObject([{ title: titles[1], organ: { code: organs.district.code } }]);
    expect(
      (await system.post(`/api/posts/${ids[1]}/end`, { reason: 'abolished' })).body.until,
    ).not.toBeNull();
    expect((await system.post(`/api/posts/${ids[1]}/holders`, { account: 'moving.one' })).body.code).toBe(
      'action-not-allowed',
    );
  });

  test('given an unknown organ, region, post or account, then it is refused', async () => {
    const title = { zh: '岗', en: 'Post' };
    expect((await system.post('/api/posts', { organ: 'nowhere', title })).body.code).toBe('organ-unknown');
    expect(
      (await system.post('/api/posts', { organ: organs.district.code, region: organs.qingdao.region, title }))
        .body.code,
    ).toBe('region-unknown');
    expect((await system.post('/api/posts/999999/end', { reason: 'x' })).status).toBe(404);
    expect((await system.post('/api/posts/1e3/holders', { account: 'li.lei' })).status).toBe(404);
    expect((await security.post('/api/posts', { organ: organs.district.code, title })).status).toBe(403);
  });
});

describe('the journal of people', () => {
  test('given the auditor, then it is read; the administrators who act are kept from it', async () => {
    const read = await audit.get('/api/identity-events?type=account.made&pageSize=2');
    expect(read).toMatchObject({
      status: 200,
      body: { pageSize: 2, rows: [{ type: 'account.made' }, { type: 'account.made' }] },
    });
    for (const browser of [system, security])
      expect((await browser.get('/api/identity-events')).status).toBe(403);
  });
});
