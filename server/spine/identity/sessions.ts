import type { ClientBase } from 'pg';
import { Refusal } from '#base/errors';
import type { KeyRing } from '#base/keys';
import { type Instant, toRfc3339 } from '#base/time';
import { keyToHashWith } from '#spine/privacy/hash-keys';
import { recordIdentity } from './identity-events.ts';
import { identityRules } from './identity-rules.ts';
import { newToken, secretHash } from './secret-hash.ts';

/** Where a request comes from, as the list of sessions shows it. */
export interface Visitor {
  userAgent: string;
  address: string;
  /** The session that the browser has already; signing in ends it. */
  sessionId: string | null;
}

interface Tools {
  keys: KeyRing;
  now: Instant;
}

const { hours, pendingMinutes } = identityRules.session;

/**
 * Opens a session with a token that no one has seen before (a new one at every sign-in: session fixation) and ends the
 * one that the browser had. Returns the token.
 */
export async function openSession(
  client: ClientBase,
  { keys, now }: Tools,
  opened: { accountId: number; factors: 0 | 1 | 2; way: string },
  visitor: Visitor,
): Promise<string> {
  const { accountId, factors, way } = opened;
  const token = newToken();
  if (visitor.sessionId)
    await client.query('UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL', [
      visitor.sessionId,
      toRfc3339(now),
    ]);
  const by = await keyToHashWith(client, keys, 'session');
  await client.query(
    `INSERT INTO session (token_hash, account_id, factors, made_at, seen_at, ends_at, user_agent, address, hash_key)
     VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8)`,
    [
      secretHash(by.key, 'session', token),
      accountId,
      factors,
      toRfc3339(now),
      toRfc3339(now + (factors === 0 ? pendingMinutes * 60_000 : hours * 3_600_000)),
      visitor.userAgent.slice(0, 300),
      visitor.address,
      by.name,
    ],
  );
  const data = { way, factors };
  await recordIdentity(client, {
    type: 'sign-in.succeeded',
    at: now,
    account: accountId,
    by: accountId,
    data,
  });
  return token;
}

/**
 * Gives a session its second factor, a new token and its full time from when it was made; the old token is worth nothing
 * from then on. Refusal: sign-in-needed, when it has ended meanwhile or was raised by another request.
 */
export async function raiseSession(
  client: ClientBase,
  { keys, now }: Tools,
  session: { id: string; accountId: number; factors: number },
  way: string,
): Promise<string> {
  const token = newToken();
  const by = await keyToHashWith(client, keys, 'session');
  const raised = await client.query(
    `UPDATE session SET token_hash = $2, hash_key = $6, factors = 2, seen_at = $3,
       ends_at = made_at + make_interval(hours => $4)
     WHERE id = $1 AND ended_at IS NULL AND ends_at > $3 AND factors = $5`,
    [session.id, secretHash(by.key, 'session', token), toRfc3339(now), hours, session.factors, by.name],
  );
  if (!raised.rowCount) throw new Refusal('sign-in-needed');
  const data = { way, factors: 2 };
  const { accountId } = session;
  await recordIdentity(client, {
    type: 'sign-in.succeeded',
    at: now,
    account: accountId,
    by: accountId,
    data,
  });
  return token;
}

/** A new token for the same session, as after a change of password; the old one is worth nothing. */
export async function renewToken(client: ClientBase, { keys }: Tools, sessionId: string): Promise<string> {
  const token = newToken();
  const by = await keyToHashWith(client, keys, 'session');
  const renewed = await client.query(
    'UPDATE session SET token_hash = $2, hash_key = $3 WHERE id = $1 AND ended_at IS NULL',
    [sessionId, secretHash(by.key, 'session', token), by.name],
  );
  if (!renewed.rowCount) throw new Refusal('sign-in-needed');
  return token;
}

/** Which sessions of an account are ended. */
type Which = { all: true } | { but: string } | { only: string };

/** Ends sessions at once; gives how many. */
export async function endSessions(
  client: ClientBase,
  now: Instant,
  accountId: number,
  which: Which,
  by: number | null,
): Promise<number> {
  const { rows } = await client.query<{ id: string }>(
    `UPDATE session SET ended_at = $2
     WHERE account_id = $1 AND ended_at IS NULL AND ends_at > $2
       AND ($3::uuid IS NULL OR id <> $3) AND ($4::uuid IS NULL OR id = $4)
     RETURNING id`,
    [accountId, toRfc3339(now), 'but' in which ? which.but : null, 'only' in which ? which.only : null],
  );
  for (const { id } of rows)
    await recordIdentity(client, {
      type: 'session.ended',
      at: now,
      account: accountId,
      by,
      data: { session: id },
    });
  return rows.length;
}
