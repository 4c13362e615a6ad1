import type { ClientBase, Pool } from 'pg';
import { type Instant, toRfc3339 } from '#base/time';
import { identityRules } from './identity-rules.ts';
import { newToken } from './secret-hash.ts';

type Kind = 'passkey-sign-in' | 'passkey-registration' | 'openid-sign-in' | 'openid-link';

interface Ceremony<Data> {
  kind: Kind;
  accountId: number | null;
  data: Data;
}

/** Keeps what a challenge must be answered with; gives its number. It ends by itself after some minutes. */
export async function beginCeremony(
  pool: Pool,
  now: Instant,
  { kind, accountId, data }: Ceremony<Record<string, unknown>>,
): Promise<string> {
  const id = newToken();
  await pool.query('DELETE FROM ceremony WHERE expires_at < $1', [toRfc3339(now)]);
  await pool.query(
    `INSERT INTO ceremony (id, kind, account_id, data, expires_at)
     VALUES ($1, $2, $3, $4, $5::timestamptz + make_interval(mins => $6))`,
    [id, kind, accountId, JSON.stringify(data), toRfc3339(now), identityRules.ceremony.minutes],
  );
  return id;
}

/** Takes a ceremony out, whatever comes of it: a challenge is answered once. Undefined: there is none of this kind. */
export async function endCeremony<Data>(
  client: ClientBase | Pool,
  now: Instant,
  id: string,
  kinds: readonly Kind[],
): Promise<Ceremony<Data> | undefined> {
  const { rows } = await client.query<{ kind: Kind; account_id: number | null; data: Data }>(
    `DELETE FROM ceremony WHERE id = $1 AND kind = ANY($2) AND expires_at >= $3 RETURNING kind, account_id, data`,
    [id, kinds, toRfc3339(now)],
  );
  const [row] = rows;
  return row && { kind: row.kind, accountId: row.account_id, data: row.data };
}
