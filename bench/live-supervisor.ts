import type { KeyRing } from '#base/keys';
import { inTransaction } from '#base/db';
import { type Role, administrators } from '#contract/roles';
import { saveOrgans } from '#spine/catalogue/register';
import { accountId, insertAccount, newOneTimePassword } from '#spine/identity/accounts';
import { makeFirstAdministrators } from '#spine/identity/first-administrators';
import { decideGrant, proposeGrant } from '#spine/identity/grants';
import type { Principal } from '#spine/identity/principal';
import { cookieName } from '#spine/identity/session-cookie';
import { openSession } from '#spine/identity/sessions';
import type { Spine } from '#spine/spine';

const province = 370000000000;
const account = 'bench-supervisor';
const organ = {
  code: 'bench.supervision',
  name: { zh: '监察', en: 'Supervision' },
  region: String(province),
};

/**
 * A supervision officer of the province with a session, given its grant by two administrators as the rules are.
 * @param keys of the server that the session is to be used at
 * @returns the `cookie` header of its requests
 */
export async function signInSupervisor(spine: Spine, keys: KeyRing): Promise<string> {
  await saveOrgans(spine.pool, [organ], true);
  await spine.registry.refresh();
  const made = await makeFirstAdministrators(spine);
  const [system, security] = await Promise.all(
    administrators
      .slice(0, 2)
      .map((role) => holderOf(spine, role, made.find((one) => one.role === role)!.account)),
  );
  const supervisor = await inTransaction(spine.pool, (client) =>
    insertAccount(client, spine, {
      name: account,
      password: newOneTimePassword(),
      once: false,
      demonstration: false,
      by: system!.accountId,
    }),
  );
  const grant = await proposeGrant(spine, system!, {
    account,
    role: 'supervision-officer',
    organ: organ.code,
    reason: 'bench',
  });
  await decideGrant(spine, security!, grant, { decision: 'approved' });
  const token = await inTransaction(spine.pool, (client) =>
    openSession(
      client,
      { keys, now: spine.now() },
      { accountId: supervisor, factors: 2, way: 'password' },
      { userAgent: 'bench', address: '127.0.0.1', sessionId: null },
    ),
  );
  return `${cookieName(null)}=${token}`;
}

async function holderOf(spine: Spine, role: Role, name: string): Promise<Principal> {
  return {
    accountId: await accountId(spine.pool, name),
    actor: name,
    grants: [{ role, organId: null, region: province }],
    session: { id: 'bench', strength: 'two-factor' },
  };
}
