import { afterAll } from 'vitest';
import { inTransaction } from '#base/db';
import { createLog } from '#base/log';
import type { Role } from '#contract/roles';
import { insertAccount } from '#spine/identity/accounts';
import { demonstrationAccounts } from '#spine/identity/demonstration-accounts';
import { makeFirstAdministrators } from '#spine/identity/first-administrators';
import { decideGrant, proposeGrant } from '#spine/identity/grants';
import type { Spine } from '#spine/spine';
import { createApp } from '../../server/app.ts';
import { testDatabase } from '../support/database.ts';
import { principalWith } from '../support/principals.ts';
import { organs, type TestSpine, testSpine } from '../support/spine.ts';

export interface SmallInstallation extends TestSpine {
  url: string;
  /** Makes an account that `signedInAs` and `visit` know, with a role at an organ: the district's bureau by default. */
  account(name: string, role: Role, organ?: string): Promise<void>;
}

/** Server and pages on the small province of the tests: for journeys that need no demonstration, within seconds. */
export async function startSmallInstallation(
  options: Pick<NonNullable<Parameters<typeof testSpine>[1]>, 'now' | 'platforms'> = {},
): Promise<SmallInstallation> {
  const { pool } = await testDatabase();
  const world = await testSpine(pool, options);
  const app = await createApp(
    world.spine,
    createLog(() => {}),
  );
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  afterAll(() => app.close());
  const { password } = await demonstrationAccounts(world.spine);
  await makeFirstAdministrators(world.spine, { password, demonstration: true });
  return {
    ...world,
    url,
    account: (name, role, organ = organs.district.code) => makeAccount(world.spine, name, role, organ),
  };
}

/** One administrator proposes, the other approves, as ever. */
async function makeAccount(spine: Spine, name: string, role: Role, organ: string): Promise<void> {
  const { password } = await demonstrationAccounts(spine);
  await inTransaction(spine.pool, (client) =>
    insertAccount(client, spine, { name, password, once: false, demonstration: true, by: null }),
  );
  const proposal = { account: name, role, organ, reason: 'for a journey' };
  const grant = await proposeGrant(spine, await administrator(spine, 'system-administrator'), proposal);
  const approver = await administrator(spine, 'security-administrator');
  await decideGrant(spine, approver, grant, { decision: 'approved' });
}

async function administrator(spine: Spine, role: Role) {
  const { rows } = await spine.pool.query<{ id: number }>('SELECT id FROM account WHERE name = $1', [role]);
  const grants = [{ role, organId: null, region: 370000000000 }];
  return { ...principalWith(grants), accountId: rows[0]!.id };
}
