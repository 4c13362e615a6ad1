import type { ClientBase, Pool } from 'pg';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import type { Principal } from '#spine/identity/principal';
import type { Spine } from '#spine/spine';
import { recordIdentity } from './identity-events.ts';
import { hashPassword } from './password-hash.ts';
import { requirePermission } from './require-permission.ts';
import { readableSecret } from './secret-hash.ts';
import { endSessions } from './sessions.ts';

/** A password of 100 random bits that has to be changed at its first use. */
export const newOneTimePassword = (): string => readableSecret(4);

export interface NewAccount {
  name: string;
  password: string;
  once: boolean;
  demonstration?: boolean;
  /** Null: a person at the terminal. */
  by: number | null;
}

/** Makes an official's account; gives its number. Refusal: conflict. */
export async function insertAccount(client: ClientBase, spine: Spine, account: NewAccount): Promise<number> {
  const now = spine.now();
  const { name, password, once, demonstration = false, by } = account;
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO account (name, kind, password_hash, password_once, demonstration, made_at)
     VALUES ($1, 'official', $2, $3, $4, $5) ON CONFLICT (name) DO NOTHING RETURNING id`,
    [name, await hashPassword(password), once, demonstration, toRfc3339(now)],
  );
  const id = rows[0]?.id;
  if (id === undefined)
    throw new Refusal('conflict', { field: 'account', detail: 'There is an account of this name.' });
  await recordIdentity(client, { type: 'account.made', at: now, account: id, by });
  return id;
}

/** Number of an account by its name. Refusal: `code`. */
export async function accountId(
  client: ClientBase | Pool,
  name: string,
  code: 'account-unknown' | 'not-found' = 'account-unknown',
): Promise<number> {
  const { rows } = await client.query<{ id: number }>('SELECT id FROM account WHERE name = $1', [name]);
  if (!rows[0]) throw new Refusal(code, { field: 'account', expected: 'the name of an account' });
  return rows[0].id;
}

/** Makes an account with a one-time password. Refusals: sign-in-needed, forbidden, conflict. */
export async function makeAccount(spine: Spine, asking: Principal | null, name: string): Promise<string> {
  const { accountId: by } = requirePermission(asking, 'people.manage');
  const password = newOneTimePassword();
  await inTransaction(spine.pool, (client) =>
    insertAccount(client, spine, { name, password, once: true, by }),
  );
  return password;
}

/**
 * Whom a system administrator changes: neither themselves nor one of the three administrators, whose grants are revoked
 * first. Refusals: not-found, own-rights, forbidden.
 */
async function changeable(client: ClientBase, spine: Spine, name: string, by: number): Promise<number> {
  const id = await accountId(client, name, 'not-found');
  if (id === by) throw new Refusal('own-rights');
  const { rowCount } = await client.query(
    `SELECT FROM role_grant WHERE account_id = $1 AND administrator > 0 AND decision IS DISTINCT FROM 'refused'
       AND (upper_inf(held) OR upper(held) > $2)`,
    [id, toRfc3339(spine.now())],
  );
  if (rowCount)
    throw new Refusal('forbidden', {
      detail: 'This is an administrator: the grant has to be revoked first.',
    });
  return id;
}

/** Locks, unlocks or disables an account; its sessions end with it. Refusals: sign-in-needed, forbidden, not-found, own-rights. */
export async function setAccountState(
  spine: Spine,
  asking: Principal | null,
  name: string,
  { state, reason }: { state: 'active' | 'locked' | 'disabled'; reason: string },
): Promise<void> {
  const { accountId: by } = requirePermission(asking, 'people.manage');
  const now = spine.now();
  await inTransaction(spine.pool, async (client) => {
    const id = await changeable(client, spine, name, by);
    await client.query('UPDATE account SET state = $2 WHERE id = $1', [id, state]);
    await recordIdentity(client, {
      type: 'account.state-set',
      at: now,
      account: id,
      by,
      data: { state, reason },
    });
    if (state !== 'active') await endSessions(client, now, id, { all: true }, by);
  });
}

/** Sets another one-time password and ends all sessions. Second factors stay. */
export async function putOneTimePassword(
  client: ClientBase,
  spine: Spine,
  { id, by, reason }: { id: number; by: number | null; reason: string },
): Promise<string> {
  const now = spine.now();
  const password = newOneTimePassword();
  await client.query(
    `UPDATE account SET password_hash = $2, password_once = true WHERE id = $1 AND kind = 'official'`,
    [id, await hashPassword(password)],
  );
  await recordIdentity(client, { type: 'password.reset', at: now, account: id, by, data: { reason } });
  await endSessions(client, now, id, { all: true }, by);
  return password;
}

/** Refusals: sign-in-needed, forbidden (also for administrators, see `./mingjing admin`), not-found, own-rights. */
export async function resetPassword(
  spine: Spine,
  asking: Principal | null,
  name: string,
  reason: string,
): Promise<string> {
  const { accountId: by } = requirePermission(asking, 'people.manage');
  return inTransaction(spine.pool, async (client) => {
    const id = await changeable(client, spine, name, by);
    return putOneTimePassword(client, spine, { id, by, reason });
  });
}
