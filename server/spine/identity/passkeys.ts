import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import type { Spine } from '#spine/spine';
import { beginCeremony, endCeremony } from './ceremonies.ts';
import type { OpenSession } from './find-session.ts';
import { recordIdentity } from './identity-events.ts';
import { factorAdded, factorRemoved, requireAllFactors, requireTwoFactors } from './second-factors.ts';
import { openSession, type Visitor } from './sessions.ts';

interface PasskeyRow {
  id: string;
  account_id: number;
  credential_id: string;
  public_key: Buffer;
  counter: number;
  transports: string[];
  name: string;
  made_at: Instant;
  used_at: Instant | null;
}

/** The passkeys of an account, oldest first. */
export async function passkeysOf(spine: Spine, accountId: number) {
  const { rows } = await spine.pool.query<PasskeyRow>(
    'SELECT * FROM passkey WHERE account_id = $1 ORDER BY made_at, id',
    [accountId],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    madeAt: toRfc3339(row.made_at),
    usedAt: toRfc3339OrNull(row.used_at),
  }));
}

/** Begins to add a passkey that can sign in alone (WebAuthn: discoverable, user verified). */
export async function askPasskey(spine: Spine, given: OpenSession | null, address: URL) {
  const { accountId, account } = requireAllFactors(given);
  const { rows } = await spine.pool.query<PasskeyRow>('SELECT * FROM passkey WHERE account_id = $1', [
    accountId,
  ]);
  const options = await generateRegistrationOptions({
    rpName: 'Mingjing 明镜',
    rpID: address.hostname,
    userName: account,
    userID: Uint8Array.from(Buffer.from(`mingjing-account-${accountId}`)),
    excludeCredentials: rows.map((row) => ({ id: row.credential_id, transports: row.transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const data = { challenge: options.challenge };
  const ceremony = await beginCeremony(spine.pool, spine.now(), {
    kind: 'passkey-registration',
    accountId,
    data,
  });
  return { ceremony, options: { ...options } as Record<string, unknown> };
}

/** Adds a passkey; gives the session's new token. Refusals: sign-in-needed, second-factor-needed, field-invalid, conflict. */
export async function addPasskey(
  spine: Spine,
  given: OpenSession | null,
  address: URL,
  answer: { ceremony: string; response: Record<string, unknown>; name: string },
): Promise<string> {
  const session = requireAllFactors(given);
  const { accountId } = session;
  const now = spine.now();
  const begun = await endCeremony<{ challenge: string }>(spine.pool, now, answer.ceremony, [
    'passkey-registration',
  ]);
  if (!begun || begun.accountId !== accountId) throw invalid('ceremony');
  const verified = await verifyRegistrationResponse({
    response: answer.response as unknown as RegistrationResponseJSON,
    expectedChallenge: begun.data.challenge,
    expectedOrigin: address.origin,
    expectedRPID: address.hostname,
  }).catch(() => null);
  if (!verified?.verified) throw invalid('response');
  const { credential } = verified.registrationInfo;
  return inTransaction(spine.pool, async (client) => {
    const added = await client.query(
      `INSERT INTO passkey (account_id, credential_id, public_key, counter, transports, name, made_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [
        accountId,
        credential.id,
        Buffer.from(credential.publicKey),
        credential.counter,
        credential.transports ?? [],
        answer.name,
        toRfc3339(now),
      ],
    );
    if (!added.rowCount) throw new Refusal('conflict', { detail: 'This passkey is there already.' });
    await recordIdentity(client, { type: 'passkey.added', at: now, account: accountId, by: accountId });
    return factorAdded(client, spine, session, 'passkey');
  });
}

const invalid = (field: string) =>
  new Refusal('field-invalid', { field, expected: 'the answer to a passkey request' });

/** Removes a passkey. Refusals: second-factor-needed, not-found. */
export async function removePasskey(spine: Spine, given: OpenSession | null, id: string): Promise<void> {
  const { accountId } = requireTwoFactors(given);
  await inTransaction(spine.pool, async (client) => {
    const removed = await client.query('DELETE FROM passkey WHERE id = $1 AND account_id = $2', [
      id,
      accountId,
    ]);
    if (!removed.rowCount) throw new Refusal('not-found', { field: 'id' });
    await factorRemoved(client, accountId);
    const at = spine.now();
    await recordIdentity(client, { type: 'passkey.removed', at, account: accountId, by: accountId });
  });
}

/** Begins to sign in; whoever has a passkey here is found by the authenticator itself. */
export async function askPasskeySignIn(spine: Spine, address: URL) {
  const options = await generateAuthenticationOptions({
    rpID: address.hostname,
    userVerification: 'required',
  });
  const data = { challenge: options.challenge };
  const ceremony = await beginCeremony(spine.pool, spine.now(), {
    kind: 'passkey-sign-in',
    accountId: null,
    data,
  });
  return { ceremony, options: { ...options } as Record<string, unknown> };
}

/**
 * Signs in with a passkey: possession and user verification, two factors. A counter that does not rise gives a copied
 * key away and is refused (WebAuthn 6.1.1). Gives the session's token. Refusal: sign-in-failed.
 */
export async function signInWithPasskey(
  spine: Spine,
  address: URL,
  answer: { ceremony: string; response: Record<string, unknown> },
  visitor: Visitor,
): Promise<string> {
  const { pool, keys } = spine;
  const now = spine.now();
  const begun = await endCeremony<{ challenge: string }>(pool, now, answer.ceremony, ['passkey-sign-in']);
  const found = await pool.query<PasskeyRow & { state: string }>(
    `SELECT p.*, a.state FROM passkey p JOIN account a ON a.id = p.account_id 
     WHERE p.credential_id = $1 AND (NOT a.demonstration OR $2)`,
    [String(answer.response.id ?? ''), spine.demonstration],
  );
  const [key] = found.rows;
  const verified =
    begun &&
    key &&
    (await verifyAuthenticationResponse({
      response: answer.response as unknown as AuthenticationResponseJSON,
      expectedChallenge: begun.data.challenge,
      expectedOrigin: address.origin,
      expectedRPID: address.hostname,
      credential: {
        id: key.credential_id,
        publicKey: Uint8Array.from(key.public_key),
        counter: key.counter,
        transports: key.transports,
      },
    }).catch(() => null));
  if (!verified?.verified || key!.state !== 'active') {
    await recordIdentity(pool, {
      type: 'sign-in.failed',
      at: now,
      account: key?.account_id ?? null,
      data: { way: 'passkey', address: visitor.address },
    });
    throw new Refusal('sign-in-failed');
  }
  const { newCounter } = verified.authenticationInfo;
  return inTransaction(pool, async (client) => {
    const used = await client.query(
      'UPDATE passkey SET counter = $2, used_at = $3 WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))',
      [key!.id, newCounter, toRfc3339(now)],
    );
    if (!used.rowCount) throw new Refusal('sign-in-failed');
    const opened = { accountId: key!.account_id, factors: 2, way: 'passkey' } as const;
    return openSession(client, { keys, now }, opened, visitor);
  });
}
