import type { ClientBase } from 'pg';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import type { Spine } from '#spine/spine';
import type { OpenSession } from './find-session.ts';
import { recordIdentity } from './identity-events.ts';
import { hashPassword, isPassword } from './password-hash.ts';
import { checkPassword } from './password-rules.ts';
import { useRecoveryCode } from './recovery-codes.ts';
import { tryHash } from './secret-hash.ts';
import { endSessions, openSession, raiseSession, renewToken, type Visitor } from './sessions.ts';
import { useTotpCode } from './totp.ts';
import { forgetTries, takeTry } from './tries.ts';

interface AccountRow {
  id: number;
  password_hash: string | null;
  second: boolean;
}

/**
 * Signs in with account and password; gives the session's token. An account that is not there, is locked, or has another
 * password gets one answer, after as much work.
 * Refusals: sign-in-failed, too-many-tries.
 */
export async function signIn(
  spine: Spine,
  given: { account: string; password: string },
  visitor: Visitor,
): Promise<string> {
  const { pool, keys } = spine;
  const now = spine.now();
  const name = given.account.trim().toLowerCase();
  const tries = tryHash(keys, 'password', name);
  await takeTry(pool, tries, now);
  const { rows } = await pool.query<AccountRow>(
    `SELECT id, password_hash, has_second_factor(id) AS second FROM account
     WHERE name = $1 AND state = 'active' AND (NOT demonstration OR $2)`,
    [name, spine.demonstration],
  );
  const [account] = rows;
  const right = await isPassword(account?.password_hash, given.password);
  if (!account || !right) {
    await recordIdentity(pool, {
      type: 'sign-in.failed',
      at: now,
      account: account?.id ?? null,
      data: { address: visitor.address },
    });
    throw new Refusal('sign-in-failed');
  }
  await forgetTries(pool, tries, now);
  const opened = { accountId: account.id, factors: account.second ? 0 : 1, way: 'password' } as const;
  return inTransaction(pool, (client) => openSession(client, { keys, now }, opened, visitor));
}

/**
 * The second factor after a password: a code of the authenticator or a recovery code. Gives the session's new token.
 * Refusals: sign-in-needed, code-wrong, too-many-tries.
 */
export async function giveSecondFactor(
  spine: Spine,
  session: OpenSession | null,
  code: string,
): Promise<string> {
  if (session?.factors !== 0) throw new Refusal('sign-in-needed');
  return withCode(spine, session.accountId, useEither(spine, session.accountId, code), (client, way) =>
    raiseSession(client, { keys: spine.keys, now: spine.now() }, session, way),
  );
}

/** What a code turned out to be; null: nothing that counts. */
type UseCode<Way> = (client: ClientBase) => Promise<Way | null>;

/** Uses up a code of the authenticator or a recovery code. */
export const useEither =
  ({ keys, now }: Spine, accountId: number, code: string): UseCode<'totp' | 'recovery-code'> =>
  async (client) => {
    if (await useTotpCode(client, keys, accountId, code, now())) return 'totp';
    return (await useRecoveryCode(client, keys, accountId, code, now())) ? 'recovery-code' : null;
  };

/**
 * Does work that a code opens, in the transaction that uses the code up. A wrong code is counted and journaled.
 * Refusals: code-wrong, too-many-tries, and those of the work.
 */
export async function withCode<Way, Result>(
  spine: Spine,
  accountId: number,
  use: UseCode<Way>,
  work: (client: ClientBase, way: Way) => Promise<Result>,
): Promise<Result> {
  const { pool, keys } = spine;
  const tries = tryHash(keys, 'second-factor', String(accountId));
  await takeTry(pool, tries, spine.now());
  let wrong = false;
  const result = await inTransaction(pool, async (client) => {
    const way = await use(client);
    if (way !== null) return work(client, way);
    wrong = true;
    throw new Refusal('code-wrong');
  }).catch(async (error: unknown) => {
    if (wrong)
      await recordIdentity(pool, { type: 'second-factor.failed', at: spine.now(), account: accountId });
    throw error;
  });
  await forgetTries(pool, tries, spine.now());
  return result;
}

/**
 * Changes the own password, ends every other session, and gives this one a new token.
 * Refusals: sign-in-needed, sign-in-failed, password-weak, too-many-tries.
 */
export async function changePassword(
  spine: Spine,
  session: OpenSession | null,
  given: { current: string; next: string },
): Promise<string> {
  if (!session || session.factors === 0) throw new Refusal('sign-in-needed');
  const { pool, keys } = spine;
  const now = spine.now();
  const { id, accountId, account } = session;
  const tries = tryHash(keys, 'password', account);
  await takeTry(pool, tries, now);
  const { rows } = await pool.query<{ password_hash: string | null }>(
    'SELECT password_hash FROM account WHERE id = $1',
    [accountId],
  );
  const stored = rows[0]?.password_hash;
  if (!(await isPassword(stored, given.current))) throw new Refusal('sign-in-failed', { field: 'current' });
  await forgetTries(pool, tries, now);
  checkPassword(given.next, account);
  if (given.next === given.current)
    throw new Refusal('password-weak', { field: 'next', expected: 'another password than the present one' });
  const hash = await hashPassword(given.next);
  return inTransaction(pool, async (client) => {
    const changed = await client.query(
      'UPDATE account SET password_hash = $2, password_once = false WHERE id = $1 AND password_hash = $3',
      [accountId, hash, stored],
    );
    if (!changed.rowCount) throw new Refusal('conflict', { detail: 'The password was changed meanwhile.' });
    await recordIdentity(client, { type: 'password.changed', at: now, account: accountId, by: accountId });
    await endSessions(client, now, accountId, { but: id }, accountId);
    return renewToken(client, { keys, now }, id);
  });
}
