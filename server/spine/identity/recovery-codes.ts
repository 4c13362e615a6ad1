import type { ClientBase } from 'pg';
import type { KeyRing } from '#base/keys';
import { bytesArray } from '#base/pg-binary';
import { type Instant, toRfc3339 } from '#base/time';
import { byAllKeys, keyToHashWith } from '#spine/privacy/hash-keys';
import { recordIdentity } from './identity-events.ts';
import { identityRules } from './identity-rules.ts';
import { asTyped, readableSecret, secretHash } from './secret-hash.ts';

const hashOf = (key: Buffer, accountId: number, code: string): Buffer =>
  secretHash(key, 'recovery-code', String(accountId), asTyped(code));

/** Replaces all recovery codes of an account; they are told once and kept as hashes. */
export async function renewRecoveryCodes(
  client: ClientBase,
  keys: KeyRing,
  accountId: number,
  now: Instant,
): Promise<string[]> {
  const codes = Array.from({ length: identityRules.totp.recoveryCodes }, () => readableSecret(3));
  const by = await keyToHashWith(client, keys, 'session');
  await client.query('DELETE FROM recovery_code WHERE account_id = $1', [accountId]);
  for (const code of codes)
    await client.query('INSERT INTO recovery_code (account_id, code_hash, hash_key) VALUES ($1, $2, $3)', [
      accountId,
      hashOf(by.key, accountId, code),
      by.name,
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
  keys: KeyRing,
  accountId: number,
  code: string,
  now: Instant,
): Promise<boolean> {
  const use = (known: readonly Buffer[]) =>
    client.query(
      'UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = ANY ($2::bytea[]) AND used_at IS NULL',
      [accountId, bytesArray(known.map((key) => hashOf(key, accountId, code))), toRfc3339(now)],
    );
  const used = await byAllKeys(client, keys, 'session', use, ({ rowCount }) => rowCount !== 0);
  if (!used.rowCount) return false;
  await recordIdentity(client, { type: 'recovery-code.used', at: now, account: accountId, by: accountId });
  return true;
}
