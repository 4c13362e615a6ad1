import { randomInt } from 'node:crypto';
import type { ClientBase } from 'pg';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import type { KeyRing } from '#base/keys';
import { bytesArray } from '#base/pg-binary';
import { type Instant, toRfc3339 } from '#base/time';
import { byAllKeys, keyToHashWith } from '#spine/privacy/hash-keys';
import { linkByContact } from '#spine/privacy/own-record';
import { People } from '#spine/privacy/people';
import type { Spine } from '#spine/spine';
import { type Contact, readContact } from './contact.ts';
import { recordIdentity } from './identity-events.ts';
import { identityRules } from './identity-rules.ts';
import { indexToWrite } from './contact-index.ts';
import { contactIndex, readableSecret, secretHash, tryHash } from './secret-hash.ts';
import type { Sender } from './sender.ts';
import { openSession, type Visitor } from './sessions.ts';
import { forgetTries, takeTry } from './tries.ts';

const { digits, minutes, tries: mostTries, againAfterSeconds } = identityRules.citizenCode;

/** Refusals: not-configured, field-invalid. */
function reach({ identity: { sender } }: Spine, given: string): Contact & { sender: Sender } {
  const contact = readContact(given);
  if (!sender?.kinds.includes(contact.kind)) throw new Refusal('not-configured', { field: 'to' });
  return { ...contact, sender };
}

/**
 * Sends a code, one a minute to the same phone or e-mail; an earlier one is worth nothing from then on. Whether there is
 * an account the answer does not tell. Refusals: not-configured, field-invalid, too-many-tries.
 */
export async function askCitizenCode(
  spine: Spine,
  given: string,
): Promise<{ expiresAt: Instant; tries: number }> {
  const { pool, keys } = spine;
  const now = spine.now();
  const { sender, to } = reach(spine, given);
  const code = String(randomInt(10 ** digits)).padStart(digits, '0');
  const expiresAt = now + minutes * 60_000;
  const kept = await inTransaction(pool, async (client) => {
    const index = await indexToWrite(client, keys, to);
    // What was sent under a key before it is the one row of this contact all the same: the minute counts over a rotation.
    await client.query(
      `UPDATE citizen_code SET contact_index = $1, index_key = $2 WHERE contact_index = ANY ($3::bytea[])
         AND NOT EXISTS (SELECT FROM citizen_code WHERE contact_index = $1)`,
      [index.value, index.key, bytesArray(index.earlier)],
    );
    const by = await keyToHashWith(client, keys, 'session');
    return client.query(
      `INSERT INTO citizen_code AS c (contact_index, code_hash, tries_left, sent_at, expires_at, index_key, hash_key)
       VALUES ($1, $2, $3, $4::timestamptz, $5, $7, $8)
       ON CONFLICT (contact_index) DO UPDATE SET code_hash = excluded.code_hash, tries_left = excluded.tries_left,
         sent_at = excluded.sent_at, expires_at = excluded.expires_at, hash_key = excluded.hash_key
       WHERE c.sent_at <= $4::timestamptz - make_interval(secs => $6)`,
      [
        index.value,
        secretHash(by.key, 'citizen-code', to, code),
        mostTries,
        toRfc3339(now),
        toRfc3339(expiresAt),
        againAfterSeconds,
        index.key,
        by.name,
      ],
    );
  });
  if (!kept.rowCount) throw new Refusal('too-many-tries', { retryAfter: againAfterSeconds });
  await sender.send(
    to,
    `【明镜 Mingjing】${code}，${minutes}分钟内有效。Your code is ${code}, for ${minutes} minutes.`,
  );
  await recordIdentity(pool, { type: 'citizen.code-sent', at: now });
  return { expiresAt, tries: mostTries };
}

/** Takes a try at the code: true when it is the right one, which is then used up. */
async function useCode(spine: Spine, to: string, code: string): Promise<boolean> {
  const { pool, keys } = spine;
  // Taken before it is compared: of many tries at once five count, not all.
  const take = (known: readonly Buffer[]) =>
    pool.query<{ contact_index: Buffer; code_hash: Buffer }>(
      `UPDATE citizen_code SET tries_left = tries_left - 1
       WHERE contact_index = ANY ($1::bytea[]) AND tries_left > 0 AND expires_at >= $2
       RETURNING contact_index, code_hash`,
      [bytesArray(known.map((key) => contactIndex(key, to))), toRfc3339(spine.now())],
    );
  const { rows } = await byAllKeys(pool, keys, 'blind-index', take, (answer) => answer.rows.length > 0);
  const sent = rows[0];
  if (!sent) return false;
  const right = await byAllKeys(
    pool,
    keys,
    'session',
    async (known) =>
      known.some((key) => sent.code_hash.equals(secretHash(key, 'citizen-code', to, code.trim()))),
    (is) => is,
  );
  if (!right) return false;
  const used = await pool.query('DELETE FROM citizen_code WHERE contact_index = $1 AND code_hash = $2', [
    sent.contact_index,
    sent.code_hash,
  ]);
  return Boolean(used.rowCount);
}

interface CitizenRow {
  id: number;
  state: string;
  second: boolean;
}

/** The account of a contact, made at its first sign-in. One that goes by an earlier key goes by the present one from then on. */
async function citizenOf(client: ClientBase, keys: KeyRing, to: string, now: Instant): Promise<CitizenRow> {
  const index = await indexToWrite(client, keys, to);
  await client.query(
    'UPDATE account SET contact_index = $1, index_key = $2 WHERE contact_index = ANY ($3::bytea[])',
    [index.value, index.key, bytesArray(index.earlier)],
  );
  const made = await client.query<{ id: number }>(
    `INSERT INTO account (name, kind, contact_index, index_key, made_at) VALUES ($1, 'citizen', $2, $3, $4)
     ON CONFLICT (contact_index) DO NOTHING RETURNING id`,
    [`citizen-${readableSecret(2)}`, index.value, index.key, toRfc3339(now)],
  );
  const id = made.rows[0]?.id;
  if (id) await recordIdentity(client, { type: 'account.made', at: now, account: id, by: id });
  const { rows } = await client.query<CitizenRow>(
    'SELECT id, state, has_second_factor(id) AS second FROM account WHERE contact_index = $1',
    [index.value],
  );
  return rows[0]!;
}

/**
 * Signs a citizen in with the code that was sent; gives the session's token.
 * Refusals: not-configured, field-invalid, code-wrong, too-many-tries.
 */
export async function signInAsCitizen(
  spine: Spine,
  given: { to: string; code: string },
  visitor: Visitor,
): Promise<string> {
  const { pool, keys } = spine;
  const now = spine.now();
  const { kind, to } = reach(spine, given.to);
  const tries = tryHash(keys, 'citizen', to);
  await takeTry(pool, tries, now);
  if (!(await useCode(spine, to, given.code))) {
    await recordIdentity(pool, {
      type: 'sign-in.failed',
      at: now,
      data: { way: 'citizen', address: visitor.address },
    });
    throw new Refusal('code-wrong');
  }
  await forgetTries(pool, tries, now);
  return inTransaction(pool, async (client) => {
    const citizen = await citizenOf(client, keys, to, now);
    if (citizen.state !== 'active') throw new Refusal('sign-in-failed');
    await linkByContact(client, new People(pool, keys), {
      accountId: citizen.id,
      contact: { kind, to },
      now,
    });
    const factors = citizen.second ? 0 : 1;
    return openSession(
      client,
      { keys, now },
      { accountId: citizen.id, factors, way: 'citizen-code' },
      visitor,
    );
  });
}
