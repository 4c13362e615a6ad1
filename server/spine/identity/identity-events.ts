import type { ClientBase, Pool } from 'pg';
import { type Instant, toRfc3339 } from '#base/time';

type IdentityEventType =
  | 'account.made'
  | 'account.person-linked'
  | 'account.state-set'
  | 'citizen.code-sent'
  | 'grant.approved'
  | 'grant.proposed'
  | 'grant.refused'
  | 'grant.revoked'
  | 'openid.linked'
  | 'passkey.added'
  | 'passkey.removed'
  | 'password.changed'
  | 'password.reset'
  | 'person.erased'
  | 'person.erasure-asked'
  | 'person.erasure-refused'
  | 'post.ended'
  | 'post.holder-appointed'
  | 'post.holder-dismissed'
  | 'post.made'
  | 'recovery-code.used'
  | 'recovery-codes.renewed'
  | 'second-factor.failed'
  | 'session.ended'
  | 'sign-in.failed'
  | 'sign-in.succeeded'
  | 'totp.added'
  | 'totp.removed';

interface IdentityEvent {
  type: IdentityEventType;
  at: Instant;
  /** Whom it is about. */
  account?: number | null;
  /** Who did it; absent: the system, or a person at its terminal. */
  by?: number | null;
  /** Never a password, a code, a token or a name of a person. */
  data?: Record<string, unknown>;
}

/** Writes into the journal of people, in the transaction of what it tells. */
export async function recordIdentity(client: ClientBase | Pool, event: IdentityEvent): Promise<void> {
  await client.query(
    'INSERT INTO identity_event (type, at, account_id, by_account_id, data) VALUES ($1, $2, $3, $4, $5)',
    [
      event.type,
      toRfc3339(event.at),
      event.account ?? null,
      event.by ?? null,
      JSON.stringify(event.data ?? {}),
    ],
  );
}
