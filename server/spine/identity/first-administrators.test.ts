import { describe, expect, test } from 'vitest';
import { administrators, roles } from '#contract/roles';
import { saveOrgans } from '#spine/catalogue/register';
import { identityWorld } from '../../../tests/support/identity.ts';
import { demonstrationAccounts, seedAccounts } from './demonstration-accounts.ts';
import { makeFirstAdministrators, resetAtTerminal } from './first-administrators.ts';

describe('an empty installation', async () => {
  const world = await identityWorld();
  const made = await makeFirstAdministrators(world.spine);

  test('given nobody, then one of each is made with a one-time password, and journaled', async () => {
    expect(made.map(({ role }) => role)).toEqual(administrators);
    for (const { account, oneTimePassword } of made) {
      const browser = await world.signedIn(account, oneTimePassword);
      expect((await browser.get('/api/session')).body.me).toMatchObject({
        step: 'change-password',
        grants: [],
      });
    }
    expect(await world.events('grant.approved')).toMatchObject(
      administrators.map((role) => ({ account: role, by: null, data: { role, origin: 'first' } })),
    );
  });

  test('given there is one of each, then no more are made, also by two at once', async () => {
    expect(await makeFirstAdministrators(world.spine)).toEqual([]);
    await world.query(
      `UPDATE role_grant SET revoked_at = proposed_at + interval '1 minute',
         revoked_by = (SELECT id FROM account WHERE name = 'security-administrator') WHERE role = 'auditor'`,
    );
    world.present.now += 120_000;
    const both = await Promise.all([1, 2].map(() => makeFirstAdministrators(world.spine)));
    expect(both.flat()).toMatchObject([{ role: 'auditor', account: 'auditor-2' }]);
  });

  test('given a password that an administrator has forgotten, then the terminal gives another one', async () => {
    const password = await resetAtTerminal(world.spine, 'system-administrator');
    await world.signedIn('system-administrator', password);
    expect((await world.events('password.reset')).at(-1)).toMatchObject({
      account: 'system-administrator',
      by: null,
    });
    await expect(resetAtTerminal(world.spine, 'nobody.here')).rejects.toMatchObject({
      code: 'account-unknown',
    });
  });
});

describe('a demonstration', async () => {
  const world = await identityWorld({}, true);
  const named = (zh: string) => ({ zh, en: zh });
  const places = [
    '370000000000',
    '370100000000',
    '370102000000',
    '370200000000',
    '370102001002',
    '370102007000',
  ];
  const kinds = [
    ['supervision', '电子监察中心'],
    ['service-centre', '政务服务中心'],
    ['department', '市场监督管理局'],
    ['village-point', '代办点'],
    ['town-centre', '便民服务中心'],
  ] as const;
  // A town of the province that the small world of the tests leaves out.
  await world.query(
    `INSERT INTO region (code, parent, level, name_zh, name_en)
     VALUES (370102007000, 370102000000, 5, '文东街道', 'Wendong Subdistrict')`,
  );
  const organs = places.flatMap((region) =>
    kinds.map(([kind, name]) => ({
      code: `${kind}-${region}`,
      name: named(`${region}${name}`),
      region,
      kind,
    })),
  );
  await saveOrgans(world.spine.pool, organs, true);
  await seedAccounts(world.spine);

  test('given its accounts, then every role is there at an organ, and each signs in with the password it shows', async () => {
    const { password, accounts } = (await world.browser().get('/api/sign-in/demonstration')).body;
    const shown = accounts.flatMap(({ grants }: { grants: { role: string }[] }) =>
      grants.map(({ role }) => role),
    );
    expect(new Set(shown)).toEqual(new Set(Object.keys(roles).filter((role) => role !== 'citizen')));
    for (const { account, grants } of accounts) {
      const { me } = (await (await world.signedIn(account, password)).get('/api/session')).body;
      expect(me).toMatchObject({ account, step: 'done', grants });
    }
  });

  test('given a second start, then nothing is made twice', async () => {
    const before = await demonstrationAccounts(world.spine);
    await seedAccounts(world.spine);
    expect(await demonstrationAccounts(world.spine)).toEqual(before);
    expect(await world.query('SELECT count(*)::int AS n FROM post')).toEqual([
      { n: before.accounts.length - 3 },
    ]);
  });

  test('given every grant but the first, then one proposed and another approved it', async () => {
    const grants = await world.query("SELECT * FROM role_grant WHERE origin = 'two-persons'");
    expect(grants.length).toBeGreaterThan(10);
    for (const { proposed_by: by, decided_by: decided } of grants) {
      expect(by).not.toBeNull();
      expect(decided).not.toBe(by);
    }
  });
});
