import { createHmac } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { Queries } from '#base/db';
import type { HashKeys, KeyRing, Keys } from '#base/keys';

/** Keys of hashes that are rotated: of blind indexes; of sessions, codes and authenticators. */
export type HashPurpose = 'blind-index' | 'session';

/** Hashes go by a key that the key file does not have. Says which, by name. */
export class HashKeyMissing extends Error {
  constructor(purpose: HashPurpose, name: string) {
    super(
      `The key file has no key ${name} of ${purpose}. Put the file in its place that the database goes by now.`,
    );
    this.name = 'HashKeyMissing';
  }
}

export const hashKeysOf = (keys: Keys, purpose: HashPurpose): HashKeys =>
  purpose === 'session' ? keys.session : keys.blindIndex;

/** All keys that a hash may have been made with, the current one first. */
export function knownKeys(keys: Keys, purpose: HashPurpose): Buffer[] {
  const { current, previous } = hashKeysOf(keys, purpose);
  return [current, ...previous];
}

/** What a key is called in the database; it tells nothing of the key (HMAC-SHA-256, RFC 2104). */
export const nameOfKey = (key: Buffer): string =>
  createHmac('sha256', key).update('mingjing name of a key').digest('hex').slice(0, 16);

/** A key with the name that stands beside what is made with it. */
export interface NamedKey {
  key: Buffer;
  name: string;
}

/**
 * The key that something new is hashed with, held against its retirement until the transaction ends. While another process
 * rotates the keys the ring follows its file.
 * @throws HashKeyMissing, when the file does not have the key that the database goes by
 */
export async function keyToHashWith(
  client: ClientBase,
  keys: KeyRing,
  purpose: HashPurpose,
): Promise<NamedKey> {
  const before = named(hashKeysOf(keys, purpose).current);
  if ((await standingOf(client, purpose, before.name))?.current) return before;
  await keys.reread();
  // The newest may have come into the file a moment ago and not into the database yet: then the one before it still counts.
  for (const key of knownKeys(keys, purpose)) {
    const now = named(key);
    if ((await standingOf(client, purpose, now.name))?.live) return now;
  }
  throw new HashKeyMissing(purpose, 'that is in use now');
}

const named = (key: Buffer): NamedKey => ({ key, name: nameOfKey(key) });

interface Standing {
  current: boolean;
  live: boolean;
}

/** Locks the key's row; the first key of a purpose registers itself, every other one comes by a rotation. */
async function standingOf(
  client: ClientBase,
  purpose: HashPurpose,
  name: string,
): Promise<Standing | undefined> {
  const find = async () =>
    (
      await client.query<Standing>(
        'SELECT current, live FROM hash_key WHERE purpose = $1 AND name = $2 FOR KEY SHARE',
        [purpose, name],
      )
    ).rows[0];
  const found = await find();
  if (found) return found;
  await client.query(
    `INSERT INTO hash_key (purpose, name) SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM hash_key WHERE purpose = $1)
     ON CONFLICT DO NOTHING`,
    [purpose, name],
  );
  return find();
}

/**
 * Searches by every key that what is searched for may have been hashed with. It is searched first and asked afterwards whether
 * the ring knew all keys: whatever another process hashed anew before the search, it registered its key before that.
 * @param found says that the answer is enough as it is, so that nothing is asked
 * @throws HashKeyMissing
 */
export async function byAllKeys<Answer>(
  db: Queries,
  keys: KeyRing,
  purpose: HashPurpose,
  search: (known: readonly Buffer[]) => Promise<Answer>,
  found: (answer: Answer) => boolean = () => false,
): Promise<Answer> {
  for (;;) {
    const known = knownKeys(keys, purpose);
    const answer = await search(known);
    if (found(answer)) return answer;
    await learnKeys(db, keys, purpose);
    if (knownKeys(keys, purpose).every((key) => known.some((one) => one.equals(key)))) return answer;
  }
}

/** Reads the ring's file again if the database goes by a key that the ring does not have. @throws HashKeyMissing */
async function learnKeys(db: Queries, keys: KeyRing, purpose: HashPurpose): Promise<void> {
  let before: string | undefined;
  for (;;) {
    // Asked again after the file was read: a key that was retired meanwhile has left the file and is not missed.
    const { rows } = await db.query<{ name: string }>(
      'SELECT name FROM hash_key WHERE purpose = $1 AND live ORDER BY name',
      [purpose],
    );
    const known = new Set(knownKeys(keys, purpose).map(nameOfKey));
    const missing = rows.find(({ name }) => !known.has(name))?.name;
    if (missing === undefined) return;
    if (missing === before) throw new HashKeyMissing(purpose, missing);
    before = missing;
    await keys.reread();
  }
}
