import type { Pool } from 'pg';
import { inTransaction } from '#base/db';
import type { KeyRing } from '#base/keys';
import { blindIndex, normalise } from '#spine/privacy/blind-index';
import { openField } from '#spine/privacy/field-encryption';
import { keyToHashWith } from '#spine/privacy/hash-keys';
import { readRecordKeys } from '#spine/privacy/record-keys';
import { indexOfPhone, sealPhone } from '../caller.ts';

const chunk = 1_000;
interface Left {
  city: number;
  number: string;
  caller_index: Buffer;
  person_id: number | null;
  phone: Buffer | null;
}

/**
 * Tickets of before 0048 were found by an index under the key of commitments, which is never rotated. Their telephone is taken
 * from the caller's record, sealed in the ticket and indexed by the key of blind indexes; where the record has another number than
 * the ticket had (an account that reported with a second one), or none that opens, the ticket is found by its words alone. Done
 * before anything is served, in chunks; two servers that start at once share the work.
 */
export async function sealLeftPhones(pool: Pool, keys: KeyRing): Promise<number> {
  let done = 0;
  for (;;) {
    const rows = await sealSome(pool, keys);
    done += rows;
    if (rows < chunk) return done;
  }
}

const sealSome = (pool: Pool, keys: KeyRing): Promise<number> =>
  inTransaction(pool, async (client) => {
    const { rows } = await client.query<Left>(
      `SELECT t.city, t.number, t.caller_index, t.person_id, p.phone FROM hotline_ticket t LEFT JOIN person p ON p.id = t.person_id
       WHERE t.caller_index IS NOT NULL AND t.caller_phone IS NULL ORDER BY t.city, t.number LIMIT $1 FOR UPDATE OF t`,
      [chunk],
    );
    if (rows.length === 0) return 0;
    const people = [...new Set(rows.flatMap(({ person_id: person }) => person ?? []))];
    const dataKeys = await readRecordKeys(client, keys, 'person', people);
    const by = await keyToHashWith(client, keys, 'blind-index');
    const found = rows.map(({ caller_index: before, person_id: person, phone: sealed }) => {
      const dataKey = person === null ? undefined : dataKeys.get(person);
      if (!sealed || !dataKey || person === null) return null;
      const phone = openField(dataKey, { table: 'person', row: person, column: 'phone' }, sealed);
      const same = blindIndex(keys.commitment, 'hotline_ticket', 'caller', normalise.phone(phone));
      return same.equals(before)
        ? { index: indexOfPhone(by.key, phone), sealed: sealPhone(dataKey, person, phone) }
        : null;
    });
    await client.query(
      `UPDATE hotline_ticket t SET caller_index = u.index, caller_phone = u.phone,
         index_key = CASE WHEN u.index IS NOT NULL THEN $5 END
       FROM unnest($1::int2[], $2::text[], $3::bytea[], $4::bytea[]) AS u (city, number, index, phone)
       WHERE t.city = u.city AND t.number = u.number`,
      [
        rows.map(({ city }) => city),
        rows.map(({ number }) => number),
        found.map((one) => one?.index ?? null),
        found.map((one) => one?.sealed ?? null),
        by.name,
      ],
    );
    return rows.length;
  });
