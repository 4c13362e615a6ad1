import type { ClientBase } from 'pg';
import type { Keys } from '#base/keys';
import { type Instant, toRfc3339 } from '#base/time';
import { recordIdentity } from './identity-events.ts';
import { identityRules } from './identity-rules.ts';
import { asTyped, readableSecret, secretHash } from './secret-hash.ts';

const hashOf = (keys: Keys, accountId: number, code: string): Buffer =>
  secretHash(keys, 'recovery-code', String(accountId), asTyped(code));

/** Replaces all recovery codes of an account; they are told once and kept as hashes. */
export async function renewRecoveryCodes(
  client: ClientBase,
  keys: Keys,
  accountId: number,
  now: Instant,
): Promise<string[]> {
  const codes = Array.from({ length: identityRules.totp.recoveryCodes }, () => readableSecret(3));
  await client.query('DELETE FROM recovery_code WHERE account_id = $1', [accountId]);
  for (const code of codes)
    await client.query('INSERT INTO recovery_code (account_id, code_hash) VALUES ($1, $2)', [
      accountId,
      hashOf(keys, accountId, code),
    ]);
  await recordIdentity(client, {
    type: 'recovery-codes.renewed',
    at: now,
    account: accountId,
    by: accountId,
    data: { codes: codes.length },
  });
  return codes;
}

/** Uses a recovery code up: true once. */
export async function useRecoveryCode(
  client: ClientBase,
  keys: Keys,
  accountId: number,
  code: string,
  now: Instant,
): Promise<boolean> {
  const used = await client.query(
    'UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL',
    [accountId, hashOf(keys, accountId, code), toRfc3339(now)],
  );
  if (!used.rowCount) return false;
  await recordIdentity(client, { type: 'recovery-code.used', at: now, account: accountId, by: accountId });
  return true;
}
