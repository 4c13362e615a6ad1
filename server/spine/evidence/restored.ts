import type { ClientBase, Pool } from 'pg';
import { inTransaction } from '#base/db';
import { OperatorError } from '#base/operator-error';
import { type Instant, toRfc3339 } from '#base/time';
import { sealed } from '#spine/evidence/leaf';
import type { LogFiles } from '#spine/evidence/log-files';
import { Frontier, leafHash } from '#spine/evidence/merkle';
import { readTree, sequencerLock, writeTree } from '#spine/evidence/tree-row';
import type { TileStore } from '#spine/evidence/tile-store';

/** The database is older than what was signed: a backup was restored, or somebody removed what had been recorded. */
export class Restored extends OperatorError {
  constructor(signed: number, size: number) {
    super(
      `The database is older than the log beside it: it has ${size} leaves, the log has ${signed}. Nothing is written to it. ` +
        'If a backup was restored on purpose, "./mingjing accept-restore" admits the gap in the log, signed and for ' +
        'everybody to see, and goes on; otherwise find out where the newer database is (docs/trust.md).',
    );
    this.name = 'Restored';
  }
}

/** The database and the log tell different stories of the same leaf. */
export class AnotherHistory extends OperatorError {
  constructor(index: number) {
    super(
      `Leaf ${index} is another one in the database than in the log beside it: they are not of one installation, or one of ` +
        'them was altered. Nothing is written. "./mingjing verify" names what differs (docs/trust.md).',
    );
    this.name = 'AnotherHistory';
  }
}

/**
 * Lets nobody write to a database that is older than the last signed checkpoint, or has another history.
 * @throws Restored, AnotherHistory
 */
export async function refuseOlderDatabase(pool: Pool, files: LogFiles): Promise<void> {
  const size = Math.max(files.store.size, files.signer.last()?.size ?? 0);
  const client = await pool.connect();
  try {
    const tree = await readTree(client);
    // A log that another process continues at this moment may be ahead of what was read before.
    if (size > tree.size) throw new Restored(size, tree.size);
    await refuseAnotherHistory(client, files.store, Math.min(files.store.size, tree.size));
  } finally {
    client.release();
  }
}

async function refuseAnotherHistory(client: ClientBase, store: TileStore, size: number): Promise<void> {
  if (size === 0) return;
  const { rows } = await client.query<{ hash: Buffer }>(
    `SELECT hash FROM journal_leaf WHERE leaf_index = $1 UNION ALL SELECT hash FROM evidence_gap WHERE leaf_index = $1`,
    [size - 1],
  );
  if (!rows[0]?.hash.equals(await store.hash(0, size - 1))) throw new AnotherHistory(size - 1);
}

/** The hashes by which a tree of that size goes on, from the tiles. */
async function frontierOf(store: TileStore, size: number): Promise<Frontier> {
  const hashes: Buffer[] = [];
  let left = size;
  for (let level = 52; level >= 0; level--) {
    const span = 2 ** level;
    if (left < span) continue;
    hashes.push(await store.hash(level, (size - left) / span));
    left -= span;
  }
  return Frontier.of(size, hashes);
}

/** What was admitted: leaves `from` to before `to` have lost their entries; `at` is the leaf that says so. */
export interface Admission {
  from: number;
  to: number;
  at: number;
}

/**
 * Goes on with a database that is older than its log: the lost leaves stay in the tree, and a leaf of its own, signed like
 * every other, says which they are. Whoever holds an older checkpoint still finds it consistent.
 * @throws OperatorError where nothing is lost, or the database has another history
 */
export async function acceptRestore(pool: Pool, files: LogFiles, now: Instant): Promise<Admission> {
  const admission = await inTransaction(pool, async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(${sequencerLock})`);
    await files.reopen();
    const { store, signer } = files;
    const before = await readTree(client, true);
    const from = before.size;
    const to = store.size;
    if (from >= to)
      throw new OperatorError('The database is not older than its log: there is nothing to admit.');
    await refuseAnotherHistory(client, store, from);
    const tree = await frontierOf(store, to);
    const bytes = sealed({
      v: 1,
      kind: 'restore',
      from,
      to,
      recorded: toRfc3339(now),
      checkpoint: signer.last()?.note ?? null,
    });
    const hash = leafHash(bytes);
    tree.append(hash);
    await client.query(
      'INSERT INTO evidence_gap (leaf_index, from_index, to_index, admission, hash) VALUES ($1, $2, $3, $4, $5)',
      [to, from, to, bytes.toString('utf8'), hash],
    );
    await writeTree(client, tree);
    return { from, to, at: to };
  });
  return admission;
}
