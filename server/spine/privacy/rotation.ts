import type { ClientBase, Pool } from 'pg';
import { inTransaction } from '#base/db';
import { newMasterKey } from '#base/key-file';
import { type Keys, readKeyFile, replaceKeyFile } from '#base/keys';
import { OperatorError } from '#base/operator-error';
import { bytesArray, int8Array, textArray } from '#base/pg-binary';
import { unwrapKey, wrapKey } from '#spine/privacy/field-encryption';

export interface Rotation {
  /** The master key that was added; null when an interrupted rotation was taken up. */
  added: string | null;
  retired: string[];
  /** Records whose data key was wrapped anew by this run. */
  records: number;
}

export interface RotationOptions {
  keyFile: string;
  /** Adds no key; only takes up what was interrupted. */
  finish?: boolean;
  /** Records of one transaction. */
  chunk?: number;
  /** Told after each chunk, with all records until then. */
  onProgress?: (records: number) => void;
}

/** Any number: all rotations of one database agree on it. */
const rotationKey = 7_240_119_014;

/**
 * Puts a new master key in the place of the present one while servers run. Only data keys are wrapped anew; what they
 * seal is not touched. Each step can be cut off and taken up again:
 * the file gets both keys → new records go under the new one → old ones are wrapped anew → the database retires the old
 * key, which holds only if nothing lies under it → it leaves the file.
 * @throws OperatorError, when another rotation runs, or the key file is not the one that the database goes by
 */
export function rotateMasterKey(pool: Pool, options: RotationOptions): Promise<Rotation> {
  return oneRotation(pool, () => rotate(pool, options));
}

/**
 * Of all rotations of one database, whichever keys they are about, one runs at a time: they write one key file.
 * @throws OperatorError, when another runs
 */
export async function oneRotation<Result>(pool: Pool, work: () => Promise<Result>): Promise<Result> {
  const lock = await pool.connect();
  try {
    const { rows } = await lock.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [
      rotationKey,
    ]);
    if (!rows[0]!.free) throw new OperatorError('Another rotation of the keys is running; wait for its end.');
    try {
      return await work();
    } finally {
      await lock.query('SELECT pg_advisory_unlock($1)', [rotationKey]);
    }
  } finally {
    lock.release();
  }
}

async function rotate(pool: Pool, options: RotationOptions): Promise<Rotation> {
  const { keyFile, finish = false, chunk = 1000, onProgress = () => {} } = options;
  const { keys, added } = await withNewKey(pool, keyFile, finish);
  const { current, keys: masters } = keys.encryption;
  const retired = [...masters.keys()].filter((name) => name !== current);
  await writeUnderNew(pool, current, retired);
  let records = 0;
  do {
    for (const from of retired) {
      const progress = (more: number) => {
        records += more;
        onProgress(records);
      };
      await rewrapAll(pool, { from, to: current, masters }, chunk, progress);
    }
    // A record that was being written meanwhile may lie under the old key; then once more.
  } while (!(await retire(pool, retired)));
  await replaceKeyFile(keyFile, {
    ...keys,
    encryption: { current, keys: new Map([[current, masters.get(current)!]]) },
  });
  return { added, retired, records };
}

/** The keys of the file with one more, which is current; as they are where an interrupted rotation left two. */
async function withNewKey(
  pool: Pool,
  keyFile: string,
  finish: boolean,
): Promise<{ keys: Keys; added: string | null }> {
  const keys = await readKeyFile(keyFile);
  const { current, keys: masters } = keys.encryption;
  await refuseForeign(pool, current, [...masters.keys()]);
  if (finish || masters.size > 1) return { keys, added: null };
  const [name, key] = newMasterKey();
  const encryption = { current: name, keys: new Map([...masters, [name, key] as const]) };
  await replaceKeyFile(keyFile, { ...keys, encryption });
  return { keys: { ...keys, encryption }, added: name };
}

/** A file of another installation, or an old copy, would leave records that nobody can open. */
async function refuseForeign(pool: Pool, current: string, names: string[]): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    'SELECT name FROM master_key WHERE (live AND name <> ALL ($1)) OR (NOT live AND name = $2)',
    [names, current],
  );
  if (rows[0])
    throw new OperatorError(
      `The key file does not go with this database, which uses the key ${rows[0].name} otherwise. Put the right file in its place.`,
    );
}

/** From here on a writer that still goes by the old key reads its file again (record-keys.ts). */
async function writeUnderNew(pool: Pool, current: string, old: string[]): Promise<void> {
  await inTransaction(pool, async (client) => {
    // Also keys that nothing was written under yet: once known here, they cannot come back after their retirement.
    await client.query('INSERT INTO master_key (name) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [
      [...old, current],
    ]);
    await client.query('UPDATE master_key SET current = false WHERE name = ANY ($1) AND current', [old]);
  });
}

interface Move {
  from: string;
  to: string;
  masters: ReadonlyMap<string, Buffer>;
}

async function rewrapAll(
  pool: Pool,
  move: Move,
  chunk: number,
  progress: (records: number) => void,
): Promise<void> {
  for (;;) {
    const done = await inTransaction(pool, (client) => rewrapSome(client, move, chunk));
    if (done === 0) return;
    progress(done);
  }
}

async function rewrapSome(client: ClientBase, { from, to, masters }: Move, chunk: number): Promise<number> {
  const { rows } = await client.query<{ table_name: string; row_id: number; wrapped: Buffer }>(
    `SELECT table_name, row_id, wrapped FROM record_key WHERE master_key = $1
     ORDER BY table_name, row_id LIMIT $2 FOR UPDATE`,
    [from, chunk],
  );
  const wrapped = rows.map(({ table_name: table, row_id: row, wrapped: old }) => {
    const dataKey = unwrapKey(masters.get(from)!, { table, row, masterKey: from }, old);
    return wrapKey(masters.get(to)!, { table, row, masterKey: to }, dataKey);
  });
  await client.query(
    `UPDATE record_key k SET master_key = $4, wrapped = n.wrapped
     FROM unnest($1::text[], $2::int8[], $3::bytea[]) AS n (table_name, row_id, wrapped)
     WHERE k.table_name = n.table_name AND k.row_id = n.row_id`,
    [
      textArray(rows.map((row) => row.table_name)),
      int8Array(rows.map((row) => row.row_id)),
      bytesArray(wrapped),
      to,
    ],
  );
  return rows.length;
}

/** False while a record lies under one of them: the reference from record_key says so, with no moment between. */
async function retire(pool: Pool, names: string[]): Promise<boolean> {
  try {
    await pool.query(
      'UPDATE master_key SET live = false, current = false, retired_at = now() WHERE name = ANY ($1) AND live',
      [names],
    );
    return true;
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'record_key_master') return false;
    throw error;
  }
}
