import type { ClientBase } from 'pg';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import { administrators, type Role } from '#contract/roles';
import type { Spine } from '#spine/spine';
import { accountId, insertAccount, newOneTimePassword, putOneTimePassword } from './accounts.ts';
import { recordIdentity } from './identity-events.ts';
import { rootRegion } from './places.ts';

export interface FirstAdministrator {
  role: Role;
  account: string;
  /** Shown once; worth nothing but its own change. */
  oneTimePassword: string;
}

/** How they are to be made, where not as `./mingjing admin` does. */
interface Manner {
  /** Instead of a one-time password for each. */
  password?: string;
  demonstration?: boolean;
  /** Set before the account names. */
  prefix?: string;
}

/**
 * Makes those of the three administrators that an installation has none of: somebody has to be first. The database refuses
 * it as soon as there is one. Gives what was made, which may be nothing.
 */
export async function makeFirstAdministrators(
  spine: Spine,
  manner: Manner = {},
): Promise<FirstAdministrator[]> {
  const { password, demonstration = false, prefix = '' } = manner;
  const region = await rootRegion(spine);
  return inTransaction(spine.pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(7240119015)');
    const made: FirstAdministrator[] = [];
    for (const role of await missing(client, spine)) {
      const oneTimePassword = password ?? newOneTimePassword();
      const account = await freeName(client, `${prefix}${role}`);
      const id = await insertAccount(client, spine, {
        name: account,
        password: oneTimePassword,
        once: password === undefined,
        demonstration,
        by: null,
      });
      const now = spine.now();
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO role_grant (account_id, role, region, starts_at, origin, reason, proposed_at, decision, decided_at)
         VALUES ($1, $2, $3, $4, 'first', 'first administrator', $4, 'approved', $4) RETURNING id`,
        [id, role, region, toRfc3339(now)],
      );
      const data = { grant: rows[0]!.id, role, origin: 'first' };
      await recordIdentity(client, { type: 'grant.approved', at: now, account: id, data });
      made.push({ role, account, oneTimePassword });
    }
    return made;
  });
}

async function missing(client: ClientBase, spine: Spine): Promise<Role[]> {
  const { rows } = await client.query<{ role: Role }>(
    `SELECT DISTINCT role FROM role_grant
     WHERE administrator > 0 AND decision = 'approved' AND (upper_inf(held) OR upper(held) > $1)`,
    [toRfc3339(spine.now())],
  );
  const there = new Set(rows.map(({ role }) => role));
  return administrators.filter((role) => !there.has(role));
}

/** Names of accounts are never given twice: a later first administrator is a numbered one. */
async function freeName(client: ClientBase, name: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM account WHERE name LIKE $1', [
    `${name}%`,
  ]);
  const taken = new Set(rows.map((row) => row.name));
  if (!taken.has(name)) return name;
  let n = 2;
  while (taken.has(`${name}-${n}`)) n += 1;
  return `${name}-${n}`;
}

/** Another one-time password for an account, at the terminal: the way back in for administrators. Refusal: account-unknown. */
export async function resetAtTerminal(spine: Spine, account: string): Promise<string> {
  return inTransaction(spine.pool, async (client) => {
    const id = await accountId(client, account);
    const { rows } = await client.query<{ kind: string }>('SELECT kind FROM account WHERE id = $1', [id]);
    if (rows[0]!.kind !== 'official') throw new Refusal('account-unknown', { field: 'account' });
    return putOneTimePassword(client, spine, { id, by: null, reason: 'at the terminal' });
  });
}
