import { afterAll } from 'vitest';
import { inTransaction } from '#base/db';
import { createLog } from '#base/log';
import { systemNow } from '#base/time';
import type { Role } from '#contract/roles';
import { insertAccount } from '#spine/identity/accounts';
import { demonstrationAccounts } from '#spine/identity/demonstration-accounts';
import { makeFirstAdministrators } from '#spine/identity/first-administrators';
import { decideGrant, proposeGrant } from '#spine/identity/grants';
import type { Principal } from '#spine/identity/principal';
import type { Spine } from '#spine/spine';
import { createApp } from '../../server/app.ts';
import { testDatabase } from './database.ts';
import { organs, testSpine } from './spine.ts';

const province = 370000000000;

async function officeHolder({ pool }: Spine, name: string, role: Role): Promise<Principal> {
  const { rows } = await pool.query<{ id: number }>('SELECT id FROM account WHERE name = $1', [name]);
  return {
    accountId: rows[0]!.id,
    actor: name,
    grants: [{ role, organId: null, region: province }],
    session: { id: 'world', strength: 'two-factor' },
  };
}

/**
 * A small installation in a browser's reach: eight divisions, six organs, the built pages, the three administrators and a
 * window clerk of the district's organ, all with the password of the demonstration. Seconds where the province takes minutes.
 */
export async function servicesWorld() {
  const { pool } = await testDatabase();
  const { spine } = await testSpine(pool);
  spine.now = systemNow;
  const { password } = await demonstrationAccounts(spine);
  const made = await makeFirstAdministrators(spine, { password, demonstration: true });
  const named = (role: Role) => made.find((one) => one.role === role)!.account;
  const system = named('system-administrator');
  await inTransaction(pool, (client) =>
    insertAccount(client, spine, { name: 'clerk', password, once: false, demonstration: true, by: null }),
  );
  const grant = await proposeGrant(spine, await officeHolder(spine, system, 'system-administrator'), {
    account: 'clerk',
    role: 'window-clerk',
    organ: organs.district.code,
    reason: 'for a journey',
  });
  const approver = await officeHolder(spine, named('security-administrator'), 'security-administrator');
  await decideGrant(spine, approver, grant, { decision: 'approved' });
  const app = await createApp(
    spine,
    createLog(() => {}),
  );
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  afterAll(() => app.close());
  return { url, spine, pool, system, clerk: 'clerk' };
}
