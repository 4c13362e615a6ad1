import { createHash, randomBytes } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import type { KeyRing } from '#base/keys';
import { openField, sealField } from '#spine/privacy/field-encryption';
import { createRecordKey, readRecordKeys } from '#spine/privacy/record-keys';

/** A text that is kept sealed, as events name it. */
export interface SealedText {
  id: number;
  /** Over text and salt: from the fingerprint of a short text alone nobody guesses it. */
  sha256: string;
}

const table = 'services_sealed_text';
const placeOf = (row: number) => ({ table, row, column: 'content' });

/**
 * Seals and keeps a text, in the transaction of whoever writes it.
 * @param person whom it is of or to: it goes when they are erased
 */
export async function sealText(
  client: ClientBase,
  keys: KeyRing,
  text: string,
  person: number | null,
): Promise<SealedText> {
  const { rows } = await client.query<{ id: number }>(`SELECT nextval('services_sealed_text_id_seq') AS id`);
  const row = rows[0]!.id;
  const dataKey = await createRecordKey(client, keys, { table, row }, person);
  const content = JSON.stringify({ salt: randomBytes(16).toString('hex'), text });
  await client.query('INSERT INTO services_sealed_text (id, content) VALUES ($1, $2)', [
    row,
    sealField(dataKey, placeOf(row), content),
  ]);
  return { id: row, sha256: createHash('sha256').update(content).digest('hex') };
}

/** Texts by their numbers; one that does not exist, or was erased, is missing from the answer. */
export async function openTexts(
  pool: Pool,
  keys: KeyRing,
  ids: readonly number[],
): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<{ id: number; content: Buffer }>(
    'SELECT id, content FROM services_sealed_text WHERE id = ANY($1::int8[])',
    [ids],
  );
  const dataKeys = await readRecordKeys(pool, keys, table, ids);
  return new Map(
    rows.flatMap(({ id, content }) => {
      const key = dataKeys.get(id);
      if (!key) return [];
      const { text } = JSON.parse(openField(key, placeOf(id), content)) as { text: string };
      return [[id, text] as const];
    }),
  );
}
