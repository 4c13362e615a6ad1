import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { toRfc3339 } from '#base/time';
import { administrators, type Role, roles } from '#contract/roles';
import { type Browser, hour, identityWorld, threeAdministrators } from '../../../tests/support/identity.ts';
import { organs } from '../../../tests/support/spine.ts';

const world = await identityWorld();
const { system, security, audit } = await threeAdministrators(world);
const { district, city } = organs;

let serial = 0;
/** A new account's name. */
async function newcomer(): Promise<string> {
  serial += 1;
  await world.account(`newcomer-${serial}`);
  return `newcomer-${serial}`;
}
const propose = (by: Browser, account: string, role: Role, more: object = {}) =>
  by.post('/api/grants', {
    account,
    role,
    reason: 'test',
    ...(!(administrators as readonly Role[]).includes(role) && { organ: district.code }),
    ...more,
  });
async function granted(account: string, role: Role, more: object = {}): Promise<number> {
  const { body } = await propose(system, account, role, more);
  const answer = await security.post(`/api/grants/${body.id}/approve`);
  expect(answer).toMatchObject({ status: 200, body: { decidedBy: 'security-administrator' } });
  return body.id;
}
const held = async (browser: Browser) =>
  (await browser.get('/api/session')).body.me?.grants.map(({ role }: { role: string }) => role);

/** As the application's own role: what it is not kept from by its code. */
const bare = (sql: string, values: unknown[] = []) =>
  world.spine.pool.query(sql, values).catch((error: pg.DatabaseError) => error);
const idOf = async (account: string) =>
  (await world.query<{ id: number }>('SELECT id FROM account WHERE name = $1', [account]))[0]!.id;

const [bySystem, bySecurity] = [await idOf('system-administrator'), await idOf('security-administrator')];

describe('a grant of two persons', () => {
  test('given a proposal, then it is worth nothing until somebody else approves it, and works at once', async () => {
    const account = await newcomer();
    const browser = await world.signedIn(account);
    const proposed = await propose(system, account, 'handler');
    expect(proposed).toMatchObject({
      status: 200,
      body: {
        state: 'proposed',
        proposedBy: 'system-administrator',
        organ: { code: district.code },
        region: district.region,
      },
    });
    expect(await held(browser)).toEqual([]);
    expect((await security.post(`/api/grants/${proposed.body.id}/approve`)).body.state).toBe('in-force');
    expect(await held(browser)).toEqual(['handler']);
    const about = (await world.events()).filter(
      (event) => event.account === account && event.type.startsWith('grant'),
    );
    expect(about).toMatchObject([
      { type: 'grant.proposed', by: 'system-administrator', data: { role: 'handler', reason: 'test' } },
      { type: 'grant.approved', by: 'security-administrator', data: { grant: proposed.body.id } },
    ]);
  });

  test('given a refusal, then it stays worth nothing and can be proposed again', async () => {
    const account = await newcomer();
    const { body } = await propose(system, account, 'handler');
    expect((await security.post(`/api/grants/${body.id}/refuse`, { reason: 'no' })).body.state).toBe(
      'refused',
    );
    expect(await security.post(`/api/grants/${body.id}/approve`)).toMatchObject({
      status: 409,
      body: { code: 'action-not-allowed' },
    });
    expect((await propose(system, account, 'handler')).status).toBe(200);
  });

  test('given one approval, then a second one changes nothing; of two at once one is taken', async () => {
    const { body } = await propose(system, await newcomer(), 'handler');
    const answers = await Promise.all([1, 2].map(() => security.post(`/api/grants/${body.id}/approve`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('given a time, then it holds from then until then', async () => {
    const account = await newcomer();
    const begun = world.present.now;
    await granted(account, 'reviewer', {
      from: toRfc3339(begun + hour / 4),
      until: toRfc3339(begun + hour / 2),
    });
    const browser = await world.signedIn(account);
    expect(await held(browser)).toEqual([]);
    world.present.now = begun + hour / 4;
    expect(await held(browser)).toEqual(['reviewer']);
    world.present.now = begun + hour / 2;
    expect(await held(browser)).toEqual([]);
    world.present.now = begun;
  });

  test('given a revocation, then a session that is open loses the right with its next request', async () => {
    const account = await newcomer();
    const id = await granted(account, 'approver');
    const browser = await world.signedIn(account);
    expect(await held(browser)).toEqual(['approver']);
    expect((await security.post(`/api/grants/${id}/revoke`, { reason: 'moved' })).body).toMatchObject({
      state: 'revoked',
      revokedBy: 'security-administrator',
    });
    expect(await held(browser)).toEqual([]);
    expect((await system.post(`/api/grants/${id}/revoke`, { reason: 'again' })).status).toBe(409);
  });
});

describe('what is refused', () => {
  const asking = { system, security, audit, nobody: world.browser() };
  test.each<[keyof typeof asking, number, string]>([
    ['security', 403, 'forbidden'],
    ['audit', 403, 'forbidden'],
    ['nobody', 401, 'sign-in-needed'],
  ])('given %s, then it may not propose', async (who, status, code) => {
    expect(await propose(asking[who], await newcomer(), 'handler')).toMatchObject({ status, body: { code } });
  });

  test.each<[keyof typeof asking, number, string]>([
    ['system', 403, 'forbidden'],
    ['audit', 403, 'forbidden'],
    ['nobody', 401, 'sign-in-needed'],
  ])('given %s, then it may neither approve nor refuse', async (who, status, code) => {
    const { body } = await propose(system, await newcomer(), 'handler');
    expect(await asking[who].post(`/api/grants/${body.id}/approve`)).toMatchObject({
      status,
      body: { code },
    });
    expect(await asking[who].post(`/api/grants/${body.id}/refuse`, { reason: 'x' })).toMatchObject({
      status,
      body: { code },
    });
  });

  test('given oneself, then nobody proposes, approves or revokes', async () => {
    expect(await propose(system, 'system-administrator', 'handler')).toMatchObject({
      status: 403,
      body: { code: 'own-rights' },
    });
    const own = (await system.get('/api/grants?account=security-administrator')).body.rows[0];
    expect(await security.post(`/api/grants/${own.id}/revoke`, { reason: 'x' })).toMatchObject({
      status: 403,
      body: { code: 'own-rights' },
    });
  });

  test('given an ordinary official, then administration is closed', async () => {
    const account = await newcomer();
    await granted(account, 'supervision-head');
    const browser = await world.signedIn(account);
    for (const url of ['/api/accounts', '/api/grants', '/api/posts', '/api/identity-events'])
      expect(await browser.get(url)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await propose(browser, await newcomer(), 'handler')).toMatchObject({ status: 403 });
    expect(await browser.post('/api/accounts', { account: 'sneaked-in' })).toMatchObject({ status: 403 });
  });

  test('given an administrator with one factor, then the rights are withheld and enrolment is asked for', async () => {
    const weak = await world.signedIn('system-administrator');
    expect((await weak.get('/api/session')).body.me).toMatchObject({
      step: 'enrol-second-factor',
      grants: [],
    });
    expect(await propose(weak, await newcomer(), 'handler')).toMatchObject({ status: 403 });
  });

  test.each<[string, object, string, string]>([
    ['an unknown account', { account: 'nobody.at-all' }, 'account-unknown', 'account'],
    ['an unknown organ', { organ: 'no-such-organ' }, 'organ-unknown', 'organ'],
    ['no organ', { organ: undefined }, 'organ-unknown', 'organ'],
    ['a region of another organ', { region: city.region }, 'region-unknown', 'region'],
    ['a time that is over', { from: '2020-01-01T00:00:00Z' }, 'field-invalid', 'from'],
    ['an end before the beginning', { until: '2020-01-01T00:00:00Z' }, 'field-invalid', 'until'],
    ['the role of citizens', { role: 'citizen' }, 'field-invalid', 'role'],
    ['a role that is none', { role: 'emperor' }, 'field-invalid', 'role'],
    ['a decision along with it', { decision: 'approved' }, 'field-invalid', 'body'],
    ['an approver along with it', { decidedBy: 'security-administrator' }, 'field-invalid', 'body'],
    ['an origin along with it', { origin: 'first' }, 'field-invalid', 'body'],
  ])('given %s, then the proposal is refused', async (_, more, code, field) => {
    const answer = await propose(system, await newcomer(), 'handler', more);
    expect(answer).toMatchObject({ status: 422, body: { code, field } });
  });

  test('given the same role there already, then it is a conflict', async () => {
    const account = await newcomer();
    await granted(account, 'handler');
    expect(await propose(system, account, 'handler')).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
    expect((await propose(system, account, 'handler', { organ: city.code })).status).toBe(200);
  });
});

describe('the three administrators apart', () => {
  const all = (Object.keys(roles) as Role[]).filter((role) => role !== 'citizen');
  const apart = administrators.flatMap((one) =>
    all.filter((other) => other !== one).map((other) => [one, other] as const),
  );

  test.each(apart)(
    'given %s, then %s is refused, granted or only proposed, in either order',
    async (one, other) => {
      for (const [first, next] of [
        [one, other],
        [other, one],
      ] as const) {
        const account = await newcomer();
        await propose(system, account, first);
        expect(await propose(system, account, next)).toMatchObject({
          status: 409,
          body: { code: 'roles-exclusive' },
        });
      }
    },
  );

  test('given times that do not meet, then one may follow the other', async () => {
    const account = await newcomer();
    const until = toRfc3339(world.present.now + hour);
    await granted(account, 'handler', { until });
    expect((await propose(system, account, 'auditor')).body.code).toBe('roles-exclusive');
    expect((await propose(system, account, 'auditor', { from: until })).status).toBe(200);
  });

  test('given the two proposed at once, then one of them is refused', async () => {
    const account = await newcomer();
    const answers = await Promise.all([
      propose(system, account, 'auditor'),
      propose(system, account, 'handler'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('the database by itself, whatever the application does', () => {
  const insert = `INSERT INTO role_grant (account_id, role, organ_id, region, starts_at, origin, reason, proposed_by, proposed_at, decision, decided_by, decided_at)
    VALUES ($1, $2, $3, 370000000000, $4, $5, 'bare', $6, $4, $7, $8, $9)`;
  const now = () => toRfc3339(world.present.now);
  const organ = async () => (await world.query<{ id: number }>('SELECT id FROM organ LIMIT 1'))[0]!.id;

  test('given a grant that is approved from the first, then it refuses', async () => {
    const id = await idOf(await newcomer());
    expect(
      await bare(insert, [
        id,
        'handler',
        await organ(),
        now(),
        'two-persons',
        bySystem,
        'approved',
        bySecurity,
        now(),
      ]),
    ).toMatchObject({ code: '42501' });
  });

  test('given a proposal by somebody who is no system administrator, then it refuses', async () => {
    const id = await idOf(await newcomer());
    const other = await idOf(await newcomer());
    for (const by of [other, bySecurity])
      expect(
        await bare(insert, [id, 'handler', await organ(), now(), 'two-persons', by, null, null, null]),
      ).toMatchObject({ code: '42501' });
  });

  test('given a proposal for oneself or by nobody, then it refuses', async () => {
    for (const [by, code] of [
      [bySystem, '23514'],
      [null, '42501'],
    ])
      expect(
        await bare(insert, [bySystem, 'auditor', null, now(), 'two-persons', by, null, null, null]),
      ).toMatchObject({ code });
  });

  test('given a first administrator where there is one, then it refuses', async () => {
    const id = await idOf(await newcomer());
    for (const role of administrators)
      expect(
        await bare(insert, [id, role, null, now(), 'first', null, 'approved', null, now()]),
      ).toMatchObject({ code: '42501' });
    expect(
      await bare(insert, [
        id,
        'village-committee',
        await organ(),
        now(),
        'first',
        null,
        'approved',
        null,
        now(),
      ]),
    ).toMatchObject({ code: '23514' });
  });

  test('given an approval by the proposer, the holder, or somebody without the right, then it refuses', async () => {
    const account = await newcomer();
    const { body } = await propose(system, account, 'handler');
    for (const by of [bySystem, await idOf(account), await idOf('auditor')])
      expect(
        await bare(
          "UPDATE role_grant SET decision = 'approved', decided_by = $2, decided_at = $3 WHERE id = $1",
          [body.id, by, now()],
        ),
      ).toMatchObject({ code: expect.stringMatching(/^(42501|23514)$/) });
  });

  test('given a grant, then neither its role, its place, its time nor its decision can be changed, and it stays', async () => {
    const id = await granted(await newcomer(), 'handler');
    for (const change of [
      "role = 'auditor'",
      'region = 370000000000',
      "ends_at = now() + interval '9 years'",
      "starts_at = starts_at - interval '1 day'",
      `account_id = ${bySystem}`,
      "decision = 'refused'",
      'proposed_by = NULL',
      "reason = 'another'",
    ])
      expect(await bare(`UPDATE role_grant SET ${change} WHERE id = $1`, [id])).toMatchObject({
        code: expect.stringMatching(/^(42501|23514)$/),
      });
    expect(await bare('DELETE FROM role_grant WHERE id = $1', [id])).toMatchObject({ code: '42501' });
  });

  test('given a citizen, then no role is granted', async () => {
    await world.query(
      `INSERT INTO account (name, kind, contact_index, made_at) VALUES ('citizen-x', 'citizen', '\\x01', $1)`,
      [now()],
    );
    expect(await propose(system, 'citizen-x', 'handler')).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
  });

  test('given the journal of people, then nothing in it is changed or deleted', async () => {
    for (const statement of [
      "UPDATE identity_event SET type = 'x'",
      'DELETE FROM identity_event',
      'TRUNCATE identity_event',
    ])
      expect(await bare(statement)).toMatchObject({ code: '42501' });
  });
});
