import type { Pool } from 'pg';
import { inTransaction } from '#base/db';
import type { KeyRing } from '#base/keys';
import { OperatorError } from '#base/operator-error';
import { int8Array } from '#base/pg-binary';
import { blindIndex } from '#spine/privacy/blind-index';
import { openField } from '#spine/privacy/field-encryption';
import type { NamedKey } from '#spine/privacy/hash-keys';
import { readRecordKeys } from '#spine/privacy/record-keys';

/** A table with blind indexes over sealed columns; it has the columns `id`, which its record keys name, and `index_key`. */
export interface IndexedTable {
  table: string;
  columns: readonly { sealed: string; index: string; normalise: (text: string) => string }[];
}

/** Rows that still go by another key. What was erased, or is not searched by, has no index. */
const waiting = ({ columns }: IndexedTable) =>
  `index_key IS DISTINCT FROM $1 AND (${columns.map(({ index }) => `${index} IS NOT NULL`).join(' OR ')})`;

/** Whether any row of these tables goes by another key than this one. */
export async function indexesLeft(
  pool: Pool,
  tables: readonly IndexedTable[],
  name: string,
): Promise<boolean> {
  for (const one of tables) {
    const { rowCount } = await pool.query(`SELECT FROM ${one.table} WHERE ${waiting(one)} LIMIT 1`, [name]);
    if (rowCount) return true;
  }
  return false;
}

/**
 * Opens the sealed fields of some rows and writes their indexes by another key. Gives how many; 0: none is left.
 * @throws SealBroken; MasterKeyMissing
 */
export function rewriteSome(
  pool: Pool,
  keys: KeyRing,
  given: IndexedTable,
  to: NamedKey,
  chunk: number,
): Promise<number> {
  const { table, columns } = given;
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: number } & Record<string, Buffer | null>>(
      `SELECT * FROM ${table} WHERE ${waiting(given)} ORDER BY id LIMIT $2 FOR UPDATE`,
      [to.name, chunk],
    );
    if (rows.length === 0) return 0;
    const ids = rows.map(({ id }) => id);
    const dataKeys = await readRecordKeys(client, keys, table, ids);
    const values = columns.map(({ sealed, index, normalise }) =>
      rows.map((row) => {
        if (!row[index]) return null;
        const [cell, dataKey] = [row[sealed], dataKeys.get(row.id)];
        // Nothing writes this; emptying the index would hide that somebody did.
        if (!cell || !dataKey)
          throw new OperatorError(`${table} ${row.id} has ${index}, and nothing that can be opened for it.`);
        const text = openField(dataKey, { table, row: row.id, column: sealed }, cell);
        return blindIndex(to.key, table, sealed, normalise(text));
      }),
    );
    await client.query(
      `UPDATE ${table} t SET index_key = $1, ${columns.map(({ index }, at) => `${index} = n.c${at}`).join(', ')}
       FROM unnest($2::int8[], ${columns.map((_, at) => `$${at + 3}::bytea[]`).join(', ')})
         AS n (id, ${columns.map((_, at) => `c${at}`).join(', ')})
       WHERE t.id = n.id`,
      [to.name, int8Array(ids), ...values],
    );
    return rows.length;
  });
}
