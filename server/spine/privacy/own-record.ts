import type { ClientBase, Pool } from 'pg';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import type { KeyRing } from '#base/keys';
import type { Instant } from '#base/time';
import { type Contact, readContact } from '#spine/identity/contact';
import { recordIdentity } from '#spine/identity/identity-events';
import { contactIndex, tryHash } from '#spine/identity/secret-hash';
import { forgetTries, takeTry } from '#spine/identity/tries';
import { normalise } from '#spine/privacy/blind-index';
import { byAllKeys } from '#spine/privacy/hash-keys';
import type { People } from '#spine/privacy/people';

/**
 * Whose an account is, after its phone or e-mail was proved by a code. Where one record alone has it, that one; an account that
 * has records already gets those that have both the contact and the identity number of one of them. Where several people share a telephone
 * the number is asked for (`claimOwnRecord`). Never by a name.
 */
export async function linkByContact(
  client: ClientBase,
  people: People,
  { accountId, contact, now }: { accountId: number; contact: Contact; now: Instant },
): Promise<void> {
  const own = await people.ofAccount(accountId, client);
  const found = (await people.find(contact.kind, contact.to, client)).filter((id) => !own.includes(id));
  if (found.length === 0) return;
  const matching = own.length > 0 ? await withNumbersOf(client, people, own, found) : found;
  if (own.length === 0 && matching.length > 1) return;
  for (const person of matching) await link(client, people, { accountId, person, now });
}

async function withNumbersOf(
  client: ClientBase,
  people: People,
  own: number[],
  found: number[],
): Promise<number[]> {
  const opened = await people.open([...own, ...found], ['idNumber'], client);
  const numbers = new Set(own.flatMap((id) => opened.get(id)?.idNumber ?? []));
  return found.filter((id) => numbers.has(opened.get(id)?.idNumber ?? ''));
}

async function link(
  client: ClientBase,
  people: People,
  { accountId, person, now }: { accountId: number; person: number; now: Instant },
): Promise<void> {
  await people.giveAccount(client, accountId, person);
  await recordIdentity(client, {
    type: 'account.person-linked',
    at: now,
    account: accountId,
    by: accountId,
    data: { person },
  });
}

/**
 * A citizen names their identity number: the record that has it is theirs if it also has the phone or e-mail that the account was
 * proved by. Tries are counted like those of a password.
 * Refusals: own-record-unknown, alike for an unknown number and for one with another contact; too-many-tries
 */
export async function claimOwnRecord(
  { pool, keys, people, now }: { pool: Pool; keys: KeyRing; people: People; now: Instant },
  accountId: number,
  idNumber: string,
): Promise<void> {
  const tries = tryHash(keys, 'own-record', String(accountId));
  await takeTry(pool, tries, now);
  const found = await people.find('idNumber', normalise.idNumber(idNumber));
  const opened = await people.open(found, ['phone', 'email']);
  const person = await byAllKeys(pool, keys, 'blind-index', async (known) => {
    const { rows } = await pool.query<{ contact_index: Buffer | null }>(
      'SELECT contact_index FROM account WHERE id = $1',
      [accountId],
    );
    const proved = rows[0]?.contact_index;
    return found.find((id) => {
      const { phone, email } = opened.get(id) ?? {};
      return known.some((key) =>
        [phone, email].some((one) => one && proved && indexOf(key, one)?.equals(proved)),
      );
    });
  });
  if (person === undefined) throw new Refusal('own-record-unknown');
  await forgetTries(pool, tries, now);
  await inTransaction(pool, (client) => link(client, people, { accountId, person, now }));
}

/** The keyed hash of a contact of a record; null for one that no code can be sent to. */
function indexOf(key: Buffer, contact: string): Buffer | null {
  try {
    return contactIndex(key, readContact(contact).to);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
