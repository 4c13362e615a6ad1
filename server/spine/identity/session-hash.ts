import type { Pool } from 'pg';
import { inTransaction } from '#base/db';
import type { KeyRing } from '#base/keys';
import { keyToHashWith } from '#spine/privacy/hash-keys';
import { secretHash } from './secret-hash.ts';

/** A session that was opened before the key was rotated goes by the present key from its next use on. */
export async function hashTokenAnew(
  pool: Pool,
  keys: KeyRing,
  session: { id: string; token_hash: Buffer },
  token: string,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const by = await keyToHashWith(client, keys, 'session');
    // Where the token was renewed meanwhile, or hashed anew by another request, it stays as it is.
    await client.query(
      'UPDATE session SET token_hash = $3, hash_key = $4 WHERE id = $1 AND token_hash = $2',
      [session.id, session.token_hash, secretHash(by.key, 'session', token), by.name],
    );
  });
}
