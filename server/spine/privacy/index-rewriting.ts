import type { Pool } from 'pg';
import { inTransaction } from '#base/db';
import type { KeyRing } from '#base/keys';
import { OperatorError } from '#base/operator-error';
import { blindIndex } from '#spine/privacy/blind-index';
import { openField } from '#spine/privacy/field-encryption';
import type { NamedKey } from '#spine/privacy/hash-keys';
import { readRecordKeys } from '#spine/privacy/record-keys';

/** A table with blind indexes over sealed columns, and a column `index_key`. */
export interface IndexedTable {
  table: string;
  /**
   * Whose record key the columns are sealed under, if not the row's own: that of the row of `table` whose `id` the column `by`
   * names. There the sealed columns are as well, unless they are `here`, in the row with the index, bound to its own table.
   */
  of?: { table: string; by: string; here?: boolean };
  columns: readonly {
    sealed: string;
    index: string;
    /** What the index is bound to as a column; `sealed` by default. */
    as?: string;
    normalise: (text: string) => string;
  }[];
}

/** Rows that still go by another key. What was erased, or is not searched by, has no index. */
const waiting = ({ columns }: IndexedTable) =>
  `t.index_key IS DISTINCT FROM $1 AND (${columns.map(({ index }) => `t.${index} IS NOT NULL`).join(' OR ')})`;

/** Whether any row of these tables goes by another key than this one. */
export async function indexesLeft(
  pool: Pool,
  tables: readonly IndexedTable[],
  name: string,
): Promise<boolean> {
  for (const one of tables) {
    const { rowCount } = await pool.query(`SELECT FROM ${one.table} t WHERE ${waiting(one)} LIMIT 1`, [name]);
    if (rowCount) return true;
  }
  return false;
}

/** A row that waits: where it lies, whose record key opens it, its indexes (`i0`, …) and what is sealed (`s0`, …). */
type WaitingRow = { place: string; holder: number | null } & Record<
  `i${number}` | `s${number}`,
  Buffer | null
>;

/**
 * Opens the sealed fields of some rows and writes their indexes by another key. Gives how many; 0: none is left.
 * @throws SealBroken; MasterKeyMissing; OperatorError, for an index that nothing can be opened for
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
    const { rows } = await client.query<WaitingRow>(selectWaiting(given), [to.name, chunk]);
    if (rows.length === 0) return 0;
    const holders = rows.flatMap(({ holder }) => holder ?? []);
    const dataKeys = await readRecordKeys(client, keys, given.of?.table ?? table, holders);
    const values = columns.map((_, at) => rows.map((row) => indexAnew(given, at, row, dataKeys, to.key)));
    // The rows are locked, so that each is still where it was found.
    await client.query(
      `UPDATE ${table} t SET index_key = $1, ${columns.map(({ index }, at) => `${index} = n.c${at}`).join(', ')}
       FROM unnest($2::tid[], ${columns.map((_, at) => `$${at + 3}::bytea[]`).join(', ')})
         AS n (place, ${columns.map((_, at) => `c${at}`).join(', ')})
       WHERE t.ctid = n.place`,
      [to.name, rows.map(({ place }) => place), ...values],
    );
    return rows.length;
  });
}

function selectWaiting(given: IndexedTable): string {
  const { table, of, columns } = given;
  const from = of ? `${table} t LEFT JOIN ${of.table} h ON h.id = t.${of.by}` : `${table} t`;
  const sealed = of && !of.here ? 'h' : 't';
  return `SELECT t.ctid::text AS place, ${of ? 'h' : 't'}.id AS holder,
      ${columns.map(({ index, sealed: cell }, at) => `t.${index} AS i${at}, ${sealed}.${cell} AS s${at}`).join(', ')}
    FROM ${from} WHERE ${waiting(given)} LIMIT $2 FOR UPDATE OF t`;
}

/** Null where there was none, and where whose it was has been erased. */
function indexAnew(
  { table, of, columns }: IndexedTable,
  at: number,
  row: WaitingRow,
  dataKeys: ReadonlyMap<number, Buffer>,
  key: Buffer,
): Buffer | null {
  const { sealed, index, as = sealed, normalise } = columns[at]!;
  if (!row[`i${at}`]) return null;
  const cell = row[`s${at}`];
  const dataKey = dataKeys.get(row.holder ?? -1);
  if (!cell || !dataKey || row.holder === null) {
    if (of) return null;
    // Nothing writes this; emptying the index would hide that somebody did.
    throw new OperatorError(`${table} ${row.holder} has ${index}, and nothing that can be opened for it.`);
  }
  const text = openField(
    dataKey,
    { table: of && !of.here ? of.table : table, row: row.holder, column: sealed },
    cell,
  );
  return blindIndex(key, table, as, normalise(text));
}
