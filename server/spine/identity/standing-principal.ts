import type { ClientBase, Pool } from 'pg';
import { type Instant, toRfc3339 } from '#base/time';
import type { HeldGrant, Principal } from '#spine/identity/principal';

/**
 * What an account may do at a moment, for what it has asked to be done while it is not there. Undefined where the account is
 * locked or disabled.
 */
export async function standingPrincipal(
  db: Pool | ClientBase,
  accountId: number,
  now: Instant,
): Promise<Principal | undefined> {
  const { rows } = await db.query<{ name: string; grants: HeldGrant[] | null }>(
    `SELECT a.name, (SELECT json_agg(json_build_object('role', g.role, 'organId', g.organ_id, 'region', g.region) ORDER BY g.id)
       FROM role_grant g WHERE g.account_id = a.id AND g.decision = 'approved' AND g.held @> $2::timestamptz) AS grants
     FROM account a WHERE a.id = $1 AND a.state = 'active' AND a.kind = 'official'`,
    [accountId, toRfc3339(now)],
  );
  const row = rows[0];
  if (!row) return undefined;
  // No session: nothing that asks for one is done for whoever is away.
  return {
    accountId,
    actor: row.name,
    grants: row.grants ?? [],
    session: { id: '', strength: 'one-factor' },
  };
}
