import { randomBytes } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import type { Log } from '#base/log';
import { observed } from '#base/observe';
import type { Now } from '#base/time';
import { leafOf, saltBytes } from '#spine/evidence/leaf';
import {
  formatEntry,
  newestPending,
  type NewLeaf,
  partsOf,
  type PendingEntry,
  readLeaves,
  takePending,
  writeLeaves,
} from '#spine/evidence/leaf-rows';
import type { LogFiles } from '#spine/evidence/log-files';
import { leafHash } from '#spine/evidence/merkle';
import { Restored } from '#spine/evidence/restored';
import { readTree, sequencerLock, writeTree } from '#spine/evidence/tree-row';

/** What is stored does not give the leaf that the tree has. */
export class DamagedLeaf extends Error {
  constructor(index: number, what: string) {
    super(`leaf ${index}: ${what}; ./mingjing verify names everything that is damaged`);
    this.name = 'DamagedLeaf';
  }
}

/** Most entries that become leaves in one transaction. */
const mostEntries = 4_000;
/**
 * While entries still pour in, rests so many times as long as it worked: ingest goes first. Whoever is in a hurry, as a command at its
 * end, may go on meanwhile.
 */
const restFactor = 9;
const mostRest = 10_000;
/** Between two looks into the queue, and between two signatures, in milliseconds. */
const pace = 1_000;

export interface SequencerOptions {
  pool: Pool;
  files: LogFiles;
  /** The key for commitments. */
  commitment: Buffer;
  log: Log;
  now: Now;
}

/**
 * Makes leaves of what the journal has written: takes waiting entries in order, gives them the next indexes, folds them into
 * the tree, commits, writes the tiles, and has the new tree signed. One at a time over all processes. After a crash at any
 * step it goes on where the database says: what was committed and is not in the tiles is written again, the same bytes.
 */
export class Sequencer {
  readonly #options: SequencerOptions;
  #signedAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #pass: Promise<void> | undefined;
  #stopped = true;

  constructor(options: SequencerOptions) {
    this.#options = options;
  }

  /** From now on looks each second. */
  start(): void {
    this.#stopped = false;
    this.#next();
  }

  #next(pause = pace): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#pass = this.#sequence(false)
        .catch((error: unknown) => {
          this.#options.log.error('the evidence tree could not be continued', error);
          return pace;
        })
        .then((rest) => this.#next(rest));
    }, pause);
  }

  /** Ends after making leaves of what waits. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#pass;
    await this.drain();
  }

  /** Makes leaves of everything that waits and signs, after whoever is at it in another process. */
  async drain(): Promise<void> {
    await this.#sequence(true);
  }

  /** Gives how many milliseconds to rest before the next look. */
  async #sequence(wait: boolean): Promise<number> {
    const client = await this.#options.pool.connect();
    let broken: Error | undefined;
    try {
      if (wait) await client.query(`SELECT pg_advisory_lock(${sequencerLock})`);
      else {
        const { rows } = await client.query<{ mine: boolean }>(
          `SELECT pg_try_advisory_lock(${sequencerLock}) AS mine`,
        );
        if (!rows[0]!.mine) return pace;
      }
      const rest = await observed('sequencer', async () => {
        await this.#catchUp(client);
        const toRest = await this.#empty(client, wait);
        if (toRest === 0) await this.#sign(client);
        return toRest || pace;
      });
      await client.query(`SELECT pg_advisory_unlock(${sequencerLock})`);
      return rest;
    } catch (error) {
      // With the connection goes whatever it holds: transaction and lock.
      broken = error as Error;
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Until nothing waits, and gives 0; unhurried until others poured in, and gives how many milliseconds to rest then. */
  async #empty(client: ClientBase, hurry: boolean): Promise<number> {
    let newest = await newestPending(client);
    for (;;) {
      const began = performance.now();
      const taken = await observed(
        'sequencer.leaves',
        () => this.#take(client),
        (leaves) => ({ leaves }),
      );
      if (taken === 0) return 0;
      if (this.#options.now() - this.#signedAt >= pace) await this.#sign(client);
      const before = newest;
      newest = await newestPending(client);
      if (!hurry && newest !== null && newest !== before)
        return Math.min((performance.now() - began) * restFactor, mostRest);
    }
  }

  /** One transaction's worth. Returns how many entries became leaves. */
  async #take(client: ClientBase): Promise<number> {
    await client.query(
      `BEGIN; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_seqscan = off`,
    );
    const tree = await readTree(client, true);
    const { entries, asked } = await takePending(client, mostEntries);
    if (asked > entries.length)
      this.#options.log.error('entries that were to become leaves are not in the journal', undefined, {
        missing: asked - entries.length,
      });
    if (asked === 0) {
      await client.query('COMMIT');
      return 0;
    }
    const first = tree.size;
    const { leaves, bytes } = this.#leavesOf(entries);
    for (const leaf of leaves) tree.append(leaf.hash);
    await writeLeaves(client, first, leaves);
    await writeTree(client, tree);
    await client.query('COMMIT');
    await this.#options.files.store.append(
      first,
      leaves.map((leaf) => leaf.hash),
      bytes,
    );
    return asked;
  }

  #leavesOf(entries: readonly PendingEntry[]): { leaves: NewLeaf[]; bytes: Buffer[] } {
    const newest = new Map<string, Buffer>();
    const salts = randomBytes(entries.length * saltBytes);
    const leaves: NewLeaf[] = [];
    const bytes: Buffer[] = [];
    for (const [i, { city, case_id, case_seq, content, recorded, previous }] of entries.entries()) {
      const salt = salts.subarray(i * saltBytes, (i + 1) * saltBytes);
      const ofCase = `${city}-${case_id}`;
      const leaf = leafOf(
        {
          city,
          caseId: case_id,
          caseSeq: case_seq,
          content,
          recorded,
          salt,
          previous: previous ?? newest.get(ofCase) ?? null,
        },
        this.#options.commitment,
      );
      const hash = leafHash(leaf);
      newest.set(ofCase, hash);
      leaves.push({ city, case_id, case_seq, salt, hash });
      bytes.push(leaf);
    }
    return { leaves, bytes };
  }

  /** Writes again what the database has as leaves and the tiles may lack. */
  async #catchUp(client: ClientBase): Promise<void> {
    const { files } = this.#options;
    const { size } = await readTree(client);
    if (files.store.size !== size) await files.reopen();
    const known = Math.max(files.store.size, files.signer.last()?.size ?? 0);
    if (known > size) throw new Restored(known, size);
    for (let from = files.store.size; from < size; from = files.store.size) {
      const { hashes, bytes } = await this.#again(client, from, Math.min(size, from + mostEntries));
      await files.store.append(from, hashes, bytes);
    }
  }

  async #again(client: ClientBase, from: number, to: number): Promise<{ hashes: Buffer[]; bytes: Buffer[] }> {
    const { leaves, admissions } = await readLeaves(client, from, to);
    const found = new Map<number, Buffer>(
      admissions.map(({ leaf_index, admission }) => [leaf_index, Buffer.from(admission)]),
    );
    for (const leaf of leaves) {
      if (leaf.content === null)
        throw new DamagedLeaf(leaf.leaf_index, `${formatEntry(leaf)} is not in the journal`);
      const bytes = leafOf(partsOf(leaf), this.#options.commitment);
      if (!leafHash(bytes).equals(leaf.hash))
        throw new DamagedLeaf(leaf.leaf_index, `${formatEntry(leaf)} is not as it was`);
      found.set(leaf.leaf_index, bytes);
    }
    const bytes = Array.from({ length: to - from }, (_, i) => {
      const one = found.get(from + i);
      if (!one) throw new DamagedLeaf(from + i, 'the database has no such leaf');
      return one;
    });
    return { hashes: bytes.map((one) => leafHash(one)), bytes };
  }

  /** Has the tree signed, if it has grown since. */
  async #sign(client: ClientBase): Promise<void> {
    const { files, now } = this.#options;
    const tree = await readTree(client);
    if (tree.size === (files.signer.last()?.size ?? 0)) return;
    await files.signer.sign(tree.size, tree.root(), files.store);
    this.#signedAt = now();
  }
}
