import type { ClientBase } from 'pg';
import { Refusal } from '#base/errors';
import type { Spine } from '#spine/spine';
import type { OpenSession } from './find-session.ts';
import { recordIdentity } from './identity-events.ts';
import { renewRecoveryCodes } from './recovery-codes.ts';
import { endSessions, raiseSession } from './sessions.ts';
import { useEither, withCode } from './sign-in.ts';
import { beginTotp, confirmTotp } from './totp.ts';

/** Refusal: sign-in-needed, also while a second factor is still asked for. */
export function requireSession(session: OpenSession | null): OpenSession {
  if (!session || session.factors === 0) throw new Refusal('sign-in-needed');
  return session;
}

/** Who adds or removes a factor has given all that the account has. Refusals: sign-in-needed, second-factor-needed. */
export function requireAllFactors(session: OpenSession | null): OpenSession {
  const found = requireSession(session);
  if (found.hasSecondFactor && found.factors < 2) throw new Refusal('second-factor-needed');
  return found;
}

/** Refusals: sign-in-needed, second-factor-needed. */
export function requireTwoFactors(session: OpenSession | null): OpenSession {
  const found = requireSession(session);
  if (found.factors < 2) throw new Refusal('second-factor-needed');
  return found;
}

/** A new factor: this session has given two, all others of the account end. Gives the new token. */
export async function factorAdded(
  client: ClientBase,
  spine: Spine,
  session: OpenSession,
  way: string,
): Promise<string> {
  const now = spine.now();
  await endSessions(client, now, session.accountId, { but: session.id }, session.accountId);
  return raiseSession(client, { keys: spine.keys, now }, session, way);
}

/** After the last factor was removed no session of the account has two any more. */
export async function factorRemoved(client: ClientBase, accountId: number): Promise<void> {
  await client.query(
    'UPDATE session SET factors = 1 WHERE account_id = $1 AND factors = 2 AND NOT has_second_factor($1)',
    [accountId],
  );
}

/** Begins to set up an authenticator. Refusals: sign-in-needed, second-factor-needed, conflict. */
export async function setUpTotp(spine: Spine, given: OpenSession | null) {
  const { accountId, account } = requireAllFactors(given);
  return beginTotp(spine.pool, spine.keys, accountId, account);
}

/** Proves the authenticator; gives recovery codes and the session's new token. Refusals: code-wrong, too-many-tries. */
export async function proveTotp(
  spine: Spine,
  given: OpenSession | null,
  code: string,
): Promise<{ token: string; recoveryCodes: string[] }> {
  const session = requireAllFactors(given);
  const { accountId } = session;
  const { keys } = spine;
  const now = spine.now();
  const use = async (client: ClientBase) =>
    (await confirmTotp(client, keys, accountId, code, now)) ? ('totp' as const) : null;
  return withCode(spine, accountId, use, async (client, way) => {
    await recordIdentity(client, { type: 'totp.added', at: now, account: accountId, by: accountId });
    const recoveryCodes = await renewRecoveryCodes(client, keys, accountId, now);
    return { recoveryCodes, token: await factorAdded(client, spine, session, way) };
  });
}

/** Removes the authenticator and the recovery codes. Refusals: second-factor-needed, code-wrong, too-many-tries. */
export async function removeTotp(spine: Spine, given: OpenSession | null, code: string): Promise<void> {
  const { accountId } = requireTwoFactors(given);
  await withCode(spine, accountId, useEither(spine, accountId, code), async (client) => {
    await client.query('DELETE FROM totp WHERE account_id = $1', [accountId]);
    await client.query('DELETE FROM recovery_code WHERE account_id = $1', [accountId]);
    await factorRemoved(client, accountId);
    const at = spine.now();
    await recordIdentity(client, { type: 'totp.removed', at, account: accountId, by: accountId });
  });
}
