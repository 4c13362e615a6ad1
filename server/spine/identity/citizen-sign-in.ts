import { randomInt } from 'node:crypto';
import type { ClientBase } from 'pg';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { type Instant, toRfc3339 } from '#base/time';
import { linkByContact } from '#spine/privacy/own-record';
import { People } from '#spine/privacy/people';
import type { Spine } from '#spine/spine';
import { type Contact, readContact } from './contact.ts';
import { recordIdentity } from './identity-events.ts';
import { identityRules } from './identity-rules.ts';
import { contactIndex, readableSecret, secretHash } from './secret-hash.ts';
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
  const index = contactIndex(keys, to);
  const code = String(randomInt(10 ** digits)).padStart(digits, '0');
  const expiresAt = now + minutes * 60_000;
  const kept = await pool.query(
    `INSERT INTO citizen_code AS c (contact_index, code_hash, tries_left, sent_at, expires_at)
     VALUES ($1, $2, $3, $4::timestamptz, $5)
     ON CONFLICT (contact_index) DO UPDATE SET code_hash = excluded.code_hash, tries_left = excluded.tries_left,
       sent_at = excluded.sent_at, expires_at = excluded.expires_at
     WHERE c.sent_at <= $4::timestamptz - make_interval(secs => $6)`,
    [
      index,
      secretHash(keys, 'citizen-code', to, code),
      mostTries,
      toRfc3339(now),
      toRfc3339(expiresAt),
      againAfterSeconds,
    ],
  );
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
  const index = contactIndex(keys, to);
  // Taken before it is compared: of many tries at once five count, not all.
  const { rows } = await pool.query<{ code_hash: Buffer }>(
    `UPDATE citizen_code SET tries_left = tries_left - 1
     WHERE contact_index = $1 AND tries_left > 0 AND expires_at >= $2 RETURNING code_hash`,
    [index, toRfc3339(spine.now())],
  );
  const hash = secretHash(keys, 'citizen-code', to, code.trim());
  if (!rows[0]?.code_hash.equals(hash)) return false;
  const used = await pool.query('DELETE FROM citizen_code WHERE contact_index = $1 AND code_hash = $2', [
    index,
    hash,
  ]);
  return Boolean(used.rowCount);
}

interface CitizenRow {
  id: number;
  state: string;
  second: boolean;
}

/** The account of a contact, made at its first sign-in. */
async function citizenOf(client: ClientBase, index: Buffer, now: Instant): Promise<CitizenRow> {
  const made = await client.query<{ id: number }>(
    `INSERT INTO account (name, kind, contact_index, made_at) VALUES ($1, 'citizen', $2, $3)
     ON CONFLICT (contact_index) DO NOTHING RETURNING id`,
    [`citizen-${readableSecret(2)}`, index, toRfc3339(now)],
  );
  const id = made.rows[0]?.id;
  if (id) await recordIdentity(client, { type: 'account.made', at: now, account: id, by: id });
  const { rows } = await client.query<CitizenRow>(
    'SELECT id, state, has_second_factor(id) AS second FROM account WHERE contact_index = $1',
    [index],
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
  const tries = secretHash(keys, 'try', 'citizen', to);
  await takeTry(pool, tries, now);
  const index = contactIndex(keys, to);
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
    const citizen = await citizenOf(client, index, now);
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
