import { Secret, TOTP } from 'otpauth';
import type { ClientBase, Pool } from 'pg';
import { Refusal } from '#base/errors';
import { inTransaction } from '#base/db';
import type { KeyRing } from '#base/keys';
import { type Instant, toRfc3339 } from '#base/time';
import { byAllKeys, keyToHashWith } from '#spine/privacy/hash-keys';
import { identityRules } from './identity-rules.ts';
import { openWithAny, sealTotpSecret } from './totp-secret.ts';

const { digits, periodSeconds: period, window } = identityRules.totp;

const authenticator = (account: string, secret: Secret) =>
  new TOTP({ issuer: 'Mingjing 明镜', label: account, digits, period, secret });

/**
 * Makes a secret that counts from the first of its codes on; one that was never confirmed is replaced.
 * Refusal: conflict, where an authenticator is in use.
 */
export async function beginTotp(
  pool: Pool,
  keys: KeyRing,
  accountId: number,
  account: string,
): Promise<{ secret: string; uri: string }> {
  const secret = new Secret({ size: 20 });
  const begun = await inTransaction(pool, async (client) => {
    const by = await keyToHashWith(client, keys, 'session');
    return client.query(
      `INSERT INTO totp AS t (account_id, secret, hash_key) VALUES ($1, $2, $3)
       ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, hash_key = excluded.hash_key
       WHERE t.confirmed_at IS NULL`,
      [accountId, sealTotpSecret(by.key, accountId, secret.base32), by.name],
    );
  });
  if (!begun.rowCount) throw new Refusal('conflict', { detail: 'Remove the present authenticator first.' });
  return { secret: secret.base32, uri: authenticator(account, secret).toString() };
}

/** The time step that a code belongs to, or null: wrong, or too old or new (RFC 6238, 5.2). */
function stepOf(secret: Secret, code: string, now: Instant): number | null {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d+$/.test(token) || token.length !== digits) return null;
  const delta = authenticator('', secret).validate({ token, timestamp: now, window });
  return delta === null ? null : TOTP.counter({ period, timestamp: now }) + delta;
}

/** @throws Error when no key opens it; HashKeyMissing */
async function openSecret(
  client: ClientBase,
  keys: KeyRing,
  accountId: number,
  sealed: Buffer,
): Promise<Secret> {
  const text = await byAllKeys(
    client,
    keys,
    'session',
    async (known) => openWithAny(known, accountId, sealed),
    (opened) => opened !== undefined,
  );
  if (text === undefined) throw new Error('no key opens the secret of an authenticator');
  return Secret.fromBase32(text);
}

async function useStep(
  client: ClientBase,
  keys: KeyRing,
  accountId: number,
  code: string,
  now: Instant,
  confirmed: boolean,
): Promise<boolean> {
  // Held, so that a rotation of the key does not seal it anew before the code is used up.
  const { rows } = await client.query<{ secret: Buffer }>(
    'SELECT secret FROM totp WHERE account_id = $1 AND (confirmed_at IS NOT NULL) = $2 FOR UPDATE',
    [accountId, confirmed],
  );
  const [row] = rows;
  const step = row && stepOf(await openSecret(client, keys, accountId, row.secret), code, now);
  if (step === undefined || step === null) return false;
  // Of two requests with one code the later one finds the step taken.
  const used = await client.query(
    `UPDATE totp SET last_step = $2, confirmed_at = coalesce(confirmed_at, $3)
     WHERE account_id = $1 AND last_step < $2 AND (confirmed_at IS NOT NULL) = $4 AND secret = $5`,
    [accountId, step, toRfc3339(now), confirmed, row!.secret],
  );
  return Boolean(used.rowCount);
}

/** Uses a code of the authenticator up: true once. */
export const useTotpCode = (
  client: ClientBase,
  keys: KeyRing,
  accountId: number,
  code: string,
  now: Instant,
): Promise<boolean> => useStep(client, keys, accountId, code, now, true);

/** The first code: from now on sign-in asks for one. False: wrong code, or nothing was begun. */
export const confirmTotp = (
  client: ClientBase,
  keys: KeyRing,
  accountId: number,
  code: string,
  now: Instant,
): Promise<boolean> => useStep(client, keys, accountId, code, now, false);
