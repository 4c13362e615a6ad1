import { inTransaction } from '#base/db';
import type { Role } from '#contract/roles';
import { insertAccount } from '#spine/identity/accounts';
import { demonstrationAccounts } from '#spine/identity/demonstration-accounts';
import { decideGrant, proposeGrant } from '#spine/identity/grants';
import type { Spine } from '#spine/spine';
import { principalWith } from './principals.ts';

/** One administrator proposes, the other approves, as ever. */
export async function makeAccount(
  spine: Spine,
  name: string,
  role: Role,
  organ: string | null,
): Promise<void> {
  const { password } = await demonstrationAccounts(spine);
  await inTransaction(spine.pool, (client) =>
    insertAccount(client, spine, { name, password, once: false, demonstration: true, by: null }),
  );
  const proposal = { account: name, role, organ: organ ?? undefined, reason: 'for a journey' };
  const grant = await proposeGrant(spine, await administrator(spine, 'system-administrator'), proposal);
  const approver = await administrator(spine, 'security-administrator');
  await decideGrant(spine, approver, grant, { decision: 'approved' });
}

async function administrator(spine: Spine, role: Role) {
  const { rows } = await spine.pool.query<{ id: number }>('SELECT id FROM account WHERE name = $1', [role]);
  const grants = [{ role, organId: null, region: 370000000000 }];
  return { ...principalWith(grants), accountId: rows[0]!.id };
}
