import type { KeyObject } from 'node:crypto';
import path from 'node:path';
import { formatCheckpoint, openCheckpoint, type TreeHead } from './checkpoint.ts';
import { type Disk, machineDisk, makeFolders, putFiles, readIfThere } from './disk.ts';
import { InconsistentLog } from './inconsistent-log.ts';
import { consistencyProof, rootOf, verifyConsistency } from './proofs.ts';
import {
  ed25519Signer,
  ed25519Verifier,
  type NoteSigner,
  type NoteVerifier,
  signNote,
} from './signed-note.ts';
import { sm2PublicKey, sm2Signer, sm2Verifier } from './sm2-note.ts';
import type { TileStore } from './tile-store.ts';

/** What checkpoints are signed with; a part of the installation's keys. */
export interface SigningKeys {
  /** Name of the log, and of its keys: no spaces, no plus; best a name under a domain, as example.gov.cn/mingjing. */
  origin: string;
  ed25519: KeyObject;
  /** Private key of SM2, 64 hexadecimal digits. */
  sm2: string;
}

/** A checkpoint that was signed. */
export interface SignedHead {
  size: number;
  root: Buffer;
  note: string;
}

/** Where the signer remembers what it signed last; written before anybody sees the checkpoint. */
const stateFile = 'signer-state';
/** Where the newest checkpoint is published (C2SP tlog-tiles). */
const checkpointFile = 'checkpoint';

/** The two keys of a log as its checkpoints are checked by. */
export const logVerifiers = ({ origin, ed25519, sm2 }: SigningKeys): [NoteVerifier, NoteVerifier] => [
  ed25519Verifier(origin, ed25519),
  sm2Verifier(origin, sm2PublicKey(sm2)),
];

/** Signs the checkpoints of a log, and nothing that contradicts what it has signed before. One process signs. */
export class Signer {
  #last: SignedHead | null;
  /** Whether the last one is on disk; not where writing it failed. */
  #kept = true;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #signers: NoteSigner[];

  private constructor(
    private readonly folder: string,
    private readonly keys: SigningKeys,
    private readonly disk: Disk,
    last: SignedHead | null,
  ) {
    this.#last = last;
    this.#signers = [ed25519Signer(keys.origin, keys.ed25519), sm2Signer(keys.origin, keys.sm2)];
  }

  /**
   * Opens the signer with what it signed last, and publishes that where it died before.
   * @throws UnverifiedNote where its state was not signed with these keys; InconsistentLog where a checkpoint is
   *   published that it does not remember
   */
  static async open(options: { folder: string; keys: SigningKeys; disk?: Disk }): Promise<Signer> {
    const { keys, disk = machineDisk } = options;
    const folder = path.resolve(options.folder);
    await makeFolders(disk, folder, new Set());
    const read = async (name: string) => (await readIfThere(disk, path.join(folder, name)))?.toString('utf8');
    const [note, published] = [await read(stateFile), await read(checkpointFile)];
    const headOf = (text: string): TreeHead => {
      const { signers, ...head } = openCheckpoint(text, logVerifiers(keys), keys.origin);
      if (signers.length < 2)
        throw new InconsistentLog('A checkpoint is not signed with both keys of the log.');
      return head;
    };
    if (note === undefined) {
      if (published === undefined) return new Signer(folder, keys, disk, null);
      throw new InconsistentLog(
        `${checkpointFile} is there, but ${stateFile} is not: what was signed last is unknown.`,
      );
    }
    const { size, root } = headOf(note);
    const signer = new Signer(folder, keys, disk, { size, root, note });
    if (published !== note) {
      // Only an older checkpoint can be there: the state is written first.
      if (published !== undefined && headOf(published).size > size) {
        throw new InconsistentLog(`${checkpointFile} is ahead of ${stateFile}.`);
      }
      await signer.#put(checkpointFile, note);
    }
    return signer;
  }

  /** What was signed last, or null. */
  last(): SignedHead | null {
    return this.#last && { ...this.#last };
  }

  /**
   * Signs a tree with Ed25519 and with SM2, remembers it, publishes it as `checkpoint` and gives the note. The same tree
   * as before gives the same note.
   * @param store holds the tree, on disk already
   * @throws InconsistentLog for a smaller tree, for another root of the same size, for one that does not extend the last
   *   one, and for a root that is not the store's
   */
  sign(size: number, root: Buffer, store: TileStore): Promise<string> {
    const turn = this.#turn.then(() => this.#sign(size, root, store));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #sign(size: number, root: Buffer, store: TileStore): Promise<string> {
    const last = this.#last;
    if (last && size < last.size) {
      throw new InconsistentLog(`${last.size} leaves are signed; a tree of ${size} takes some back.`);
    }
    if (last && size === last.size) {
      if (!root.equals(last.root)) throw new InconsistentLog(`Another root of ${size} leaves is signed.`);
      if (!this.#kept) await this.#keep(last.note);
      return last.note;
    }
    if (size > store.size) throw new InconsistentLog(`The tiles hold ${store.size} leaves, not ${size}.`);
    if (!(await rootOf(store, size)).equals(root)) {
      throw new InconsistentLog(`The root of ${size} leaves is not the one of the tiles.`);
    }
    if (last) {
      const proof = await consistencyProof(store, last.size, size);
      if (!verifyConsistency({ from: last.size, fromRoot: last.root, to: size, toRoot: root, proof })) {
        throw new InconsistentLog(
          `The tree of ${size} leaves does not extend the ${last.size} that are signed.`,
        );
      }
    }
    const note = signNote(formatCheckpoint({ origin: this.keys.origin, size, root }), this.#signers);
    // From here on it counts as signed, also where writing fails half-way.
    this.#last = { size, root: Buffer.from(root), note };
    await this.#keep(note);
    return note;
  }

  async #keep(note: string): Promise<void> {
    this.#kept = false;
    await this.#put(stateFile, note);
    await this.#put(checkpointFile, note);
    this.#kept = true;
  }

  #put(name: string, note: string): Promise<void> {
    return putFiles(this.disk, new Map([[path.join(this.folder, name), Buffer.from(note)]]));
  }
}
