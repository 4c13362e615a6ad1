import { randomBytes } from 'node:crypto';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { bytesArray } from '#base/pg-binary';
import { type Instant, toRfc3339 } from '#base/time';
import type { FilledForm } from '#contract/services/application-form';
import { secretHash } from '#spine/identity/secret-hash';
import { openField, sealField } from '#spine/privacy/field-encryption';
import { byAllKeys, keyToHashWith } from '#spine/privacy/hash-keys';
import { createRecordKey, readRecordKeys } from '#spine/privacy/record-keys';
import type { Spine } from '#spine/spine';

type Tools = Pick<Spine, 'pool' | 'keys' | 'now'>;

export interface StoredDraft {
  id: number;
  item: string;
  values: FilledForm;
  savedAt: Instant;
}

/** Most drafts of one account; the oldest gives way. */
const most = 20;
const table = 'services_draft';
const placeOf = (row: number) => ({ table, row, column: 'content' });
const hashOf = (key: Buffer, token: string) => secretHash(key, 'ceremony', 'services-draft', token);
const hashesOf = (known: readonly Buffer[], token: string) =>
  bytesArray(known.map((key) => hashOf(key, token)));
const unknown = () => new Refusal('not-found', { field: 'token', expected: 'a draft of your own' });

/** What files that lie with a draft are attached to. */
export const draftOwner = (id: number) => ({ draft: `services-draft-${id}` });

/**
 * Keeps a form as far as it is filled in; without a token as a new draft. Gives the token.
 * Refusal: not-found, also for somebody else's.
 */
export async function saveDraft(
  tools: Tools,
  accountId: number,
  given: { token?: string; item: string; values: FilledForm },
): Promise<{ id: number; token: string; savedAt: Instant }> {
  const savedAt = tools.now();
  const token = given.token ?? randomBytes(16).toString('hex');
  return inTransaction(tools.pool, async (client) => {
    if (given.token) {
      const find = (known: readonly Buffer[]) =>
        client.query<{ id: number }>(
          `SELECT id FROM services_draft WHERE token_hash = ANY ($1::bytea[]) AND account_id = $2 AND item = $3
           FOR UPDATE`,
          [hashesOf(known, token), accountId, given.item],
        );
      const { rows } = await byAllKeys(client, tools.keys, 'session', find, (is) => is.rows.length > 0);
      const row = rows[0]?.id;
      if (row === undefined) throw unknown();
      const dataKey = (await readRecordKeys(client, tools.keys, table, [row])).get(row)!;
      const by = await keyToHashWith(client, tools.keys, 'session');
      await client.query(
        'UPDATE services_draft SET content = $2, saved_at = $3, token_hash = $4, hash_key = $5 WHERE id = $1',
        [
          row,
          sealField(dataKey, placeOf(row), JSON.stringify(given.values)),
          toRfc3339(savedAt),
          hashOf(by.key, token),
          by.name,
        ],
      );
      return { id: row, token, savedAt };
    }
    await client.query(
      `DELETE FROM services_draft WHERE id IN
         (SELECT id FROM services_draft WHERE account_id = $1 ORDER BY saved_at DESC OFFSET ${most - 1})`,
      [accountId],
    );
    const { rows } = await client.query<{ id: number }>(`SELECT nextval('services_draft_id_seq') AS id`);
    const row = rows[0]!.id;
    const dataKey = await createRecordKey(client, tools.keys, { table, row });
    const by = await keyToHashWith(client, tools.keys, 'session');
    await client.query(
      `INSERT INTO services_draft (id, token_hash, account_id, item, content, saved_at, hash_key)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        row,
        hashOf(by.key, token),
        accountId,
        given.item,
        sealField(dataKey, placeOf(row), JSON.stringify(given.values)),
        toRfc3339(savedAt),
        by.name,
      ],
    );
    return { id: row, token, savedAt };
  });
}

/** A draft by its token. Refusal: not-found, also for somebody else's. */
export async function getDraft(tools: Tools, accountId: number, token: string): Promise<StoredDraft> {
  const find = (known: readonly Buffer[]) =>
    tools.pool.query<{ id: number; item: string; content: Buffer; saved_at: Instant }>(
      `SELECT id, item, content, saved_at FROM services_draft
       WHERE token_hash = ANY ($1::bytea[]) AND account_id = $2`,
      [hashesOf(known, token), accountId],
    );
  const { rows } = await byAllKeys(tools.pool, tools.keys, 'session', find, (is) => is.rows.length > 0);
  const row = rows[0];
  if (!row) throw unknown();
  const dataKey = (await readRecordKeys(tools.pool, tools.keys, table, [row.id])).get(row.id)!;
  const values = JSON.parse(openField(dataKey, placeOf(row.id), row.content)) as FilledForm;
  return { id: row.id, item: row.item, values, savedAt: row.saved_at };
}

/** What was filed is no draft any more. */
export async function removeDraft({ pool }: Tools, id: number): Promise<void> {
  await pool.query('DELETE FROM services_draft WHERE id = $1', [id]);
}
