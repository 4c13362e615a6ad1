import { bytesArray } from '#base/pg-binary';
import { type Instant, toRfc3339 } from '#base/time';
import type { Role } from '#contract/roles';
import type { HeldGrant } from '#spine/identity/principal';
import { byAllKeys, hashKeysOf } from '#spine/privacy/hash-keys';
import type { Spine } from '#spine/spine';
import { identityRules } from './identity-rules.ts';
import { hashTokenAnew } from './session-hash.ts';
import { secretHash } from './secret-hash.ts';

/** A session that is open, with what its account is at this moment. */
export interface OpenSession {
  id: string;
  accountId: number;
  account: string;
  kind: 'official' | 'citizen';
  /** 0: the second factor is still asked for. */
  factors: 0 | 1 | 2;
  mustChangePassword: boolean;
  hasSecondFactor: boolean;
  demonstration: boolean;
  endsAt: Instant;
  idleAt: Instant;
  /** Every grant in force, also those that the session is too weak for. */
  grants: HeldGrant[];
}

interface Row {
  id: string;
  account_id: number;
  name: string;
  kind: 'official' | 'citizen';
  factors: 0 | 1 | 2;
  password_once: boolean;
  second: boolean;
  demonstration: boolean;
  seen_at: Instant;
  ends_at: Instant;
  root: number | null;
  token_hash: Buffer;
  grants: { role: Role; organId: number | null; region: number }[] | null;
}

const tokenForm = /^[\w-]{43}$/;
const { idleMinutes, seenEverySeconds } = identityRules.session;
const idle = idleMinutes * 60_000;

/**
 * The session of a token: there, not ended, neither its time nor its idle time over, its account active. Account and
 * grants are read each time, so that what was revoked ends at once. Undefined for every other token.
 */
export async function findSession(
  { pool, keys, demonstration }: Pick<Spine, 'pool' | 'keys' | 'demonstration'>,
  token: string,
  now: Instant,
): Promise<OpenSession | undefined> {
  if (!tokenForm.test(token)) return undefined;
  const find = (known: readonly Buffer[]) =>
    pool.query<Row>(
      `SELECT s.id, s.token_hash, s.account_id, a.name, a.kind, s.factors, a.password_once, a.demonstration, s.seen_at, s.ends_at,
       has_second_factor(a.id) AS second,
       (SELECT min(code) FROM region WHERE parent IS NULL) AS root,
       (SELECT json_agg(json_build_object('role', g.role, 'organId', g.organ_id, 'region', g.region) ORDER BY g.id)
        FROM role_grant g
        WHERE g.account_id = a.id AND g.decision = 'approved' AND g.held @> $2::timestamptz) AS grants
     FROM session s JOIN account a ON a.id = s.account_id
     WHERE s.token_hash = ANY ($1::bytea[]) AND s.ended_at IS NULL AND s.ends_at > $2 AND s.seen_at > $3 AND a.state = 'active'
       AND (NOT a.demonstration OR $4)`,
      [
        bytesArray(known.map((key) => secretHash(key, 'session', token))),
        toRfc3339(now),
        toRfc3339(now - idle),
        demonstration,
      ],
    );
  const { rows } = await byAllKeys(pool, keys, 'session', find, (answer) => answer.rows.length > 0);
  const [row] = rows;
  if (!row) return undefined;
  const { current } = hashKeysOf(keys, 'session');
  if (!row.token_hash.equals(secretHash(current, 'session', token)))
    await hashTokenAnew(pool, keys, row, token);
  if (now - row.seen_at >= seenEverySeconds * 1000) {
    await pool.query('UPDATE session SET seen_at = $2 WHERE id = $1 AND seen_at < $2', [
      row.id,
      toRfc3339(now),
    ]);
    row.seen_at = now;
  }
  return {
    id: row.id,
    accountId: row.account_id,
    account: row.name,
    kind: row.kind,
    factors: row.factors,
    mustChangePassword: row.password_once,
    hasSecondFactor: row.second,
    demonstration: row.demonstration,
    endsAt: row.ends_at,
    idleAt: Math.min(row.ends_at, row.seen_at + idle),
    grants:
      row.kind === 'citizen'
        ? [{ role: 'citizen', organId: null, region: row.root ?? 0 }]
        : (row.grants ?? []),
  };
}
