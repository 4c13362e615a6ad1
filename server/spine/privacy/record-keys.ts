import type { ClientBase, Pool } from 'pg';
import type { KeyRing, Keys } from '#base/keys';
import { OperatorError } from '#base/operator-error';
import { bytesArray, int8Array } from '#base/pg-binary';
import { HashKeyMissing, knownKeys, nameOfKey } from '#spine/privacy/hash-keys';
import { type KeyPlace, newDataKey, unwrapKey, wrapKey } from '#spine/privacy/field-encryption';

/** A record lies under a master key that the key file does not have. Says which, by name. */
export class MasterKeyMissing extends Error {
  constructor(name: string) {
    super(
      `The key file has no key ${name}. Put the file in its place that was in use when the records were written.`,
    );
    this.name = 'MasterKeyMissing';
  }
}

/**
 * Makes the data key of a new record, in the transaction that writes it. While another process rotates the keys the
 * ring follows its file; a key that is about to be retired is left as soon as there is a newer one.
 * @param person whose the record is, where it is not the person's own row: erasing them erases it too
 * @throws MasterKeyMissing, when the file knows only keys that were retired
 */
export async function createRecordKey(
  client: ClientBase,
  keys: KeyRing,
  place: Omit<KeyPlace, 'masterKey'>,
  person: number | null = null,
): Promise<Buffer> {
  const masterKey = await keyToWriteUnder(client, keys);
  const dataKey = newDataKey();
  const wrapped = wrapKey(keys.encryption.keys.get(masterKey)!, { ...place, masterKey }, dataKey);
  await client.query(
    'INSERT INTO record_key (table_name, row_id, master_key, wrapped, person_id) VALUES ($1, $2, $3, $4, $5)',
    [place.table, place.row, masterKey, wrapped, person],
  );
  return dataKey;
}

/** The same for many records of people, in the order of their rows. */
export async function createRecordKeys(
  client: ClientBase,
  keys: KeyRing,
  table: string,
  rows: readonly number[],
): Promise<Buffer[]> {
  const masterKey = await keyToWriteUnder(client, keys);
  const master = keys.encryption.keys.get(masterKey)!;
  const dataKeys = rows.map(newDataKey);
  const wrapped = rows.map((row, at) => wrapKey(master, { table, row, masterKey }, dataKeys[at]!));
  await client.query(
    `INSERT INTO record_key (table_name, row_id, master_key, wrapped)
     SELECT $1, u.row_id, $2, u.wrapped FROM unnest($3::int8[], $4::bytea[]) u (row_id, wrapped)`,
    [table, masterKey, int8Array(rows), bytesArray(wrapped)],
  );
  return dataKeys;
}

async function keyToWriteUnder(client: ClientBase, keys: KeyRing): Promise<string> {
  const before = keys.encryption.current;
  if ((await standingOf(client, before)).current) return before;
  await keys.reread();
  const { current } = keys.encryption;
  const standing = await standingOf(client, current);
  // Where the file has not come to this machine yet, the old one goes on until it is retired.
  if (!standing.live) throw new MasterKeyMissing('that is in use now');
  return current;
}

interface Standing {
  current: boolean;
  live: boolean;
}

/** Locks the key's row against its retirement until the transaction ends; registers a key that is new here. */
async function standingOf(client: ClientBase, name: string): Promise<Standing> {
  const find = () =>
    client.query<Standing>('SELECT current, live FROM master_key WHERE name = $1 FOR KEY SHARE', [name]);
  const { rows } = await find();
  if (rows[0]) return rows[0];
  await client.query('INSERT INTO master_key (name) VALUES ($1) ON CONFLICT DO NOTHING', [name]);
  return (await find()).rows[0]!;
}

/**
 * Reads the data keys of records of one table; a record without one is missing from the answer.
 * @throws SealBroken, for a key that is not its record's; MasterKeyMissing
 */
export async function readRecordKeys(
  db: Pool | ClientBase,
  keys: KeyRing,
  table: string,
  records: readonly number[],
): Promise<Map<number, Buffer>> {
  const opened = new Map<number, Buffer>();
  let left = records;
  for (let attempt = 1; ; attempt++) {
    const { rows } = await db.query<{ row_id: number; master_key: string; wrapped: Buffer }>(
      'SELECT row_id, master_key, wrapped FROM record_key WHERE table_name = $1 AND row_id = ANY($2::int8[])',
      [table, left],
    );
    if (rows.some((row) => !keys.encryption.keys.has(row.master_key))) await keys.reread();
    const shut: typeof rows = [];
    for (const found of rows) {
      const { row_id: row, master_key: masterKey, wrapped } = found;
      const master = keys.encryption.keys.get(masterKey);
      if (master) opened.set(row, unwrapKey(master, { table, row, masterKey }, wrapped));
      else shut.push(found);
    }
    if (shut.length === 0) return opened;
    // They may have been laid under a newer key since they were read, and the older one retired.
    if (attempt === 2) throw new MasterKeyMissing(shut[0]!.master_key);
    left = shut.map((row) => row.row_id);
  }
}

/**
 * Before anything is served: a key file that was lost and made anew would open nothing, and seal what is new beside it.
 * @throws OperatorError, naming a key that records lie under or hashes go by, and the file does not have
 */
export async function refuseForeignKeys(pool: Pool, keys: Keys): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT name FROM master_key m WHERE live AND name <> ALL ($1)
       AND EXISTS (SELECT FROM record_key WHERE master_key = m.name)`,
    [[...keys.encryption.keys.keys()]],
  );
  if (rows[0]) throw new OperatorError(new MasterKeyMissing(rows[0].name).message);
  for (const purpose of ['blind-index', 'session'] as const) {
    const known = knownKeys(keys, purpose).map(nameOfKey);
    const missing = await pool.query<{ name: string }>(
      'SELECT name FROM hash_key WHERE purpose = $1 AND live AND name <> ALL ($2)',
      [purpose, known],
    );
    if (missing.rows[0]) throw new OperatorError(new HashKeyMissing(purpose, missing.rows[0].name).message);
  }
}
