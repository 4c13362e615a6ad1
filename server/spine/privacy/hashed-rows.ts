import type { ClientBase, Pool } from 'pg';
import { inTransaction } from '#base/db';
import type { KeyRing, Keys } from '#base/keys';
import { openWithAny, sealTotpSecret } from '#spine/identity/totp-secret';
import { knownKeys, type NamedKey } from '#spine/privacy/hash-keys';
import type { HashedRows } from '#spine/privacy/hash-rotation';
import { type IndexedTable, indexesLeft, rewriteSome } from '#spine/privacy/index-rewriting';

/** What goes by the key of the blind indexes: indexes of sealed fields, and contacts of accounts, of which nothing but the hash is kept. */
export function indexedRows(tables: readonly IndexedTable[]): HashedRows {
  return {
    purpose: 'blind-index',
    isLeft: (pool, to) => indexesLeft(pool, tables, to.name),
    async rewriteSome(pool, keys, to, chunk) {
      const ring: KeyRing = { ...keys, reread: async () => {} };
      for (const table of tables) {
        const done = await rewriteSome(pool, ring, table, to, chunk);
        if (done > 0) return done;
      }
      return 0;
    },
    held: (client, name, oldest) =>
      counts(client, name, oldest, {
        accounts: 'account WHERE contact_index IS NOT NULL AND by_key(index_key)',
        'sent-codes': 'citizen_code WHERE expires_at > now() AND by_key(index_key)',
      }),
  };
}

/** What goes by the key of sessions. `tokens`: further tables of hashed tokens with a column `hash_key`, by what they hold. */
export function sessionRows(tokens: Readonly<Record<string, string>>): HashedRows {
  return {
    purpose: 'session',
    isLeft: async (pool, { name }) =>
      Boolean(
        (await pool.query('SELECT FROM totp WHERE hash_key IS DISTINCT FROM $1 LIMIT 1', [name])).rowCount,
      ),
    rewriteSome: sealSecretsAnew,
    held: (client, name, oldest) =>
      counts(client, name, oldest, {
        sessions: 'session WHERE ended_at IS NULL AND ends_at > now() AND by_key(hash_key)',
        'recovery-codes': 'recovery_code WHERE used_at IS NULL AND by_key(hash_key)',
        'sent-codes': 'citizen_code WHERE expires_at > now() AND by_key(hash_key)',
        ...Object.fromEntries(
          Object.entries(tokens).map(([what, table]) => [what, `${table} WHERE by_key(hash_key)`]),
        ),
      }),
  };
}

/** Counts the rows of each condition; `by_key(column)` in it: it goes by the key, or bears no name and the key is the oldest. */
async function counts(
  client: ClientBase,
  name: string,
  oldest: boolean,
  conditions: Record<string, string>,
): Promise<Record<string, number>> {
  const held: Record<string, number> = {};
  for (const [what, condition] of Object.entries(conditions)) {
    const where = condition.replace(/by_key\((\w+)\)/, (_, column) => `coalesce(${column} = $1, $2)`);
    const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${where}`, [
      name,
      oldest,
    ]);
    held[what] = rows[0]!.n;
  }
  return held;
}

/** Seals the secrets of some authenticators anew. */
function sealSecretsAnew(pool: Pool, keys: Keys, to: NamedKey, chunk: number): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ account_id: number; secret: Buffer }>(
      `SELECT account_id, secret FROM totp WHERE hash_key IS DISTINCT FROM $1 ORDER BY account_id LIMIT $2 FOR UPDATE`,
      [to.name, chunk],
    );
    for (const { account_id: account, secret } of rows) {
      const text = openWithAny(knownKeys(keys, 'session'), account, secret);
      // One that no key opens asks for a removal of the authenticator, now as before; it holds no key back.
      const sealed = text === undefined ? secret : sealTotpSecret(to.key, account, text);
      await client.query('UPDATE totp SET secret = $2, hash_key = $3 WHERE account_id = $1', [
        account,
        sealed,
        to.name,
      ]);
    }
    return rows.length;
  });
}
