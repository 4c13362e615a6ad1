import { inTransaction } from '#base/db';
import { insertAccount } from '#spine/identity/accounts';
import { makeFirstAdministrators } from '#spine/identity/first-administrators';
import { decideGrant, proposeGrant } from '#spine/identity/grants';
import type { Spine } from '#spine/spine';
import type { Role } from '#contract/roles';
import { cities, organOf } from '../chaos/furnish.ts';
import { principalWith } from '../support/principals.ts';

/** Of an invented official in an installation that lives for minutes. */
export const official = { account: 'inspector', password: 'a-long-enough-word-of-mouth' };

/** An official of an installation that is no demonstration: two administrators give the grant, as ever. */
export async function makeInspector(spine: Spine): Promise<void> {
  await makeFirstAdministrators(spine);
  await inTransaction(spine.pool, (client) =>
    insertAccount(client, spine, {
      name: official.account,
      password: official.password,
      once: false,
      by: null,
    }),
  );
  const asAdministrator = async (role: Role) => {
    const { rows } = await spine.pool.query<{ id: number }>('SELECT id FROM account WHERE name = $1', [role]);
    return { ...principalWith([{ role, organId: null, region: 370000000000 }]), accountId: rows[0]!.id };
  };
  const grant = await proposeGrant(spine, await asAdministrator('system-administrator'), {
    account: official.account,
    role: 'supervision-officer',
    organ: organOf(cities[0]!),
    reason: 'for a test',
  });
  await decideGrant(spine, await asAdministrator('security-administrator'), grant, { decision: 'approved' });
}

/** Signs in at one server; the cookie that it gives. */
export async function signInAt(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(official),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (!answer.ok || !cookie) throw new Error(`cannot sign in: ${answer.status} ${await answer.text()}`);
  return cookie;
}
