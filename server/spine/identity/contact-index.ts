import type { ClientBase } from 'pg';
import type { KeyRing } from '#base/keys';
import { byAllKeys, keyToHashWith, knownKeys } from '#spine/privacy/hash-keys';
import { contactIndex } from './secret-hash.ts';

/** Class of advisory locks; any number that nobody else uses. */
const contactLocks = 724_011_918;

/** How a contact is written, and what stands for the same contact from before a rotation. */
interface WrittenIndex {
  value: Buffer;
  /** Name of the key. */
  key: string;
  earlier: Buffer[];
}

/**
 * The index of a contact for a row that is written in this transaction. Until it ends nobody else writes the same contact: while
 * the key is rotated a unique index does not see that two values are one contact.
 * @throws HashKeyMissing
 */
export async function indexToWrite(
  client: ClientBase,
  keys: KeyRing,
  contact: string,
): Promise<WrittenIndex> {
  // Under the oldest key first: whoever knows fewer keys than others shares that one with them.
  await byAllKeys(client, keys, 'blind-index', async (known) => {
    for (const key of known.toReversed())
      await client.query('SELECT pg_advisory_xact_lock($1, $2)', [
        contactLocks,
        contactIndex(key, contact).readInt32BE(0),
      ]);
  });
  const by = await keyToHashWith(client, keys, 'blind-index');
  const earlier = knownKeys(keys, 'blind-index').filter((key) => !key.equals(by.key));
  return {
    value: contactIndex(by.key, contact),
    key: by.name,
    earlier: earlier.map((key) => contactIndex(key, contact)),
  };
}
