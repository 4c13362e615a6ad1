import type { ClientBase, Pool } from 'pg';
import { inTransaction } from '#base/db';
import { newHashKey } from '#base/key-file';
import { type HashKeys, type Keys, readKeyFile, replaceKeyFile } from '#base/keys';
import { OperatorError } from '#base/operator-error';
import { textArray } from '#base/pg-binary';
import { type HashPurpose, hashKeysOf, knownKeys, nameOfKey, type NamedKey } from '#spine/privacy/hash-keys';
import { oneRotation } from '#spine/privacy/rotation';

/** What goes by keys of one purpose, and how it comes to go by another. */
export interface HashedRows {
  purpose: HashPurpose;
  /** Whether anything that can be written anew goes by another key than `to`. */
  isLeft(pool: Pool, to: NamedKey): Promise<boolean>;
  /** Writes some of it anew and gives how many; 0: none is left. `keys` are those of the file. */
  rewriteSome(pool: Pool, keys: Keys, to: NamedKey, chunk: number): Promise<number>;
  /**
   * How much goes by a key and changes only when it is used. `oldest`: of all keys, the one that what bears no name goes by.
   */
  held(client: ClientBase, name: string, oldest: boolean): Promise<Record<string, number>>;
}

export interface HashRotation {
  /** Name of the key that was added; null when an interrupted rotation was taken up. */
  added: string | null;
  /** Names of the keys that left the file. */
  retired: string[];
  /** Rows that this run wrote anew. */
  records: number;
  /** What holds earlier keys in the file, in all; each of it ends, or goes by the new key from its next use on. */
  held: Record<string, number>;
}

export interface HashRotationOptions {
  keyFile: string;
  /** Adds no key: what can be written anew is, and earlier keys that nothing goes by any more leave. */
  finish?: boolean;
  /** Rows of one transaction. */
  chunk?: number;
  /** Told after each chunk, with all rows until then. */
  onProgress?: (records: number) => void;
}

/**
 * Puts a new key of hashes in the place of the present one while servers run. Each step can be cut off and taken up again:
 * the file gets both keys → what is new is hashed with the new one (hash-keys.ts) → what can be written anew is → the database
 * retires an earlier key, once nothing goes by it → it leaves the file. What goes by an earlier key and cannot be written anew
 * holds it there until a later run.
 * @throws OperatorError, when another rotation runs, or the key file is not the one that the database goes by
 */
export function rotateHashKey(
  pool: Pool,
  hashed: HashedRows,
  options: HashRotationOptions,
): Promise<HashRotation> {
  return oneRotation(pool, () => rotate(pool, hashed, options));
}

async function rotate(
  pool: Pool,
  hashed: HashedRows,
  { keyFile, finish = false, chunk = 1000, onProgress = () => {} }: HashRotationOptions,
): Promise<HashRotation> {
  const { keys, added } = await withNewKey(pool, hashed, keyFile, finish);
  const [to, ...earlier] = knownKeys(keys, hashed.purpose).map((key) => ({ key, name: nameOfKey(key) })) as [
    NamedKey,
    ...NamedKey[],
  ];
  await hashWithNew(pool, hashed.purpose, to, earlier);
  let records = 0;
  const rewriteAll = async () => {
    for (let done = 1; done > 0; ) {
      done = await hashed.rewriteSome(pool, keys, to, chunk);
      records += done;
      if (done > 0) onProgress(records);
    }
  };
  await rewriteAll();
  const kept: Buffer[] = [];
  const held: Record<string, number> = {};
  for (const [at, one] of earlier.entries()) {
    const oldest = at === earlier.length - 1;
    let holds = await retire(pool, hashed, one, { to, oldest });
    // What was being written meanwhile may go by it; then once more.
    while (holds === 'rewritable') {
      await rewriteAll();
      holds = await retire(pool, hashed, one, { to, oldest });
    }
    if (holds === null) continue;
    kept.push(one.key);
    for (const [what, count] of Object.entries(holds)) held[what] = (held[what] ?? 0) + count;
  }
  if (kept.length < earlier.length)
    await replaceKeyFile(keyFile, replaced(keys, hashed.purpose, { current: to.key, previous: kept }));
  const retired = earlier.filter(({ key }) => !kept.includes(key)).map(({ name }) => name);
  return { added, retired, records, held };
}

const replaced = (keys: Keys, purpose: HashPurpose, by: HashKeys): Keys =>
  purpose === 'session' ? { ...keys, session: by } : { ...keys, blindIndex: by };

/** The keys of the file with one more, which is current; as they are where an interrupted rotation can be taken up. */
async function withNewKey(
  pool: Pool,
  hashed: HashedRows,
  keyFile: string,
  finish: boolean,
): Promise<{ keys: Keys; added: string | null }> {
  const keys = await readKeyFile(keyFile);
  const { current, previous } = hashKeysOf(keys, hashed.purpose);
  const known = [current, ...previous].map(nameOfKey);
  await refuseForeign(pool, hashed.purpose, known);
  if (finish) return { keys, added: null };
  if (
    previous.length > 0 &&
    (await isCutOff(pool, hashed, { key: current, name: known[0]! }, known.slice(1)))
  )
    return { keys, added: null };
  const key = newHashKey();
  const next = replaced(keys, hashed.purpose, { current: key, previous: [current, ...previous] });
  await replaceKeyFile(keyFile, next);
  return { keys: next, added: nameOfKey(key) };
}

/** A file of another installation, or an old copy, would leave hashes that nothing is found by. */
async function refuseForeign(pool: Pool, purpose: HashPurpose, known: string[]): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT name FROM hash_key WHERE purpose = $1
       AND ((live AND name <> ALL ($2)) OR (NOT live AND name = $3))`,
    [purpose, textArray(known), known[0]],
  );
  if (rows[0])
    throw new OperatorError(
      `The key file does not go with this database, which uses the key ${rows[0].name} of ${purpose} otherwise. Put the right file in its place.`,
    );
}

/** Whether an earlier run has left anything that another one can do without a further key. */
async function isCutOff(pool: Pool, hashed: HashedRows, to: NamedKey, earlier: string[]): Promise<boolean> {
  const { rows } = await pool.query<{ name: string; current: boolean; live: boolean }>(
    'SELECT name, current, live FROM hash_key WHERE purpose = $1',
    [hashed.purpose],
  );
  const standing = new Map(rows.map((row) => [row.name, row]));
  if (!standing.get(to.name)?.current || earlier.some((name) => !standing.get(name)?.live)) return true;
  if (await hashed.isLeft(pool, to)) return true;
  return inTransaction(pool, async (client) => {
    for (const [at, name] of earlier.entries())
      if (isEmpty(await hashed.held(client, name, at === earlier.length - 1))) return true;
    return false;
  });
}

/** From here on a writer that still goes by another key reads its file again. */
async function hashWithNew(
  pool: Pool,
  purpose: HashPurpose,
  to: NamedKey,
  earlier: NamedKey[],
): Promise<void> {
  await inTransaction(pool, async (client) => {
    // Also keys that nothing was hashed with yet: once known here, they cannot come back after their retirement.
    await client.query(
      `INSERT INTO hash_key (purpose, name, current) SELECT $1, unnest($2::text[]), false ON CONFLICT DO NOTHING`,
      [purpose, textArray([to, ...earlier].map(({ name }) => name))],
    );
    await client.query('UPDATE hash_key SET current = false WHERE purpose = $1 AND current AND name <> $2', [
      purpose,
      to.name,
    ]);
    await client.query('UPDATE hash_key SET current = true WHERE purpose = $1 AND name = $2', [
      purpose,
      to.name,
    ]);
  });
}

const isEmpty = (held: Record<string, number>) => Object.values(held).every((count) => count === 0);

/** Null: it is retired. Else what holds it, or that something is there to be written anew. */
async function retire(
  pool: Pool,
  hashed: HashedRows,
  { name }: NamedKey,
  { to, oldest }: { to: NamedKey; oldest: boolean },
): Promise<Record<string, number> | 'rewritable' | null> {
  return inTransaction(pool, async (client) => {
    // Waits for whoever is writing by it, and lets nobody begin until it is decided.
    await client.query('SELECT FROM hash_key WHERE purpose = $1 AND name = $2 FOR UPDATE', [
      hashed.purpose,
      name,
    ]);
    if (await hashed.isLeft(pool, to)) return 'rewritable';
    const held = await hashed.held(client, name, oldest);
    if (!isEmpty(held)) return held;
    await client.query(
      'UPDATE hash_key SET live = false, current = false, retired_at = now() WHERE purpose = $1 AND name = $2 AND live',
      [hashed.purpose, name],
    );
    return null;
  });
}
