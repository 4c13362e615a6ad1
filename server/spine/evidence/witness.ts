import { hash, type KeyObject, sign, verify } from 'node:crypto';
import path from 'node:path';
import type { Instant } from '#base/time';
import { formatCheckpoint, openCheckpoint, parseCheckpoint, type TreeHead } from './checkpoint.ts';
import { type Disk, machineDisk, makeFolders, putFiles, readIfThere } from './disk.ts';
import { InconsistentLog } from './inconsistent-log.ts';
import { emptyRoot } from './merkle.ts';
import { verifyConsistency } from './proofs.ts';
import {
  formatSignature,
  type NoteVerifier,
  noteKeyId,
  ed25519PublicKey,
  parseNote,
  rawEd25519,
} from './signed-note.ts';

/** Signature type of a witness's cosignature with Ed25519 (C2SP tlog-cosignature, cosignature/v1). */
export const cosignatureType = Buffer.of(0x04);

/** What a witness signs: header, time in seconds since 1970, text of the checkpoint. */
const cosigned = (seconds: bigint, text: string): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);

export interface Cosigning {
  /** Where this witness keeps what it has seen of each log. One process at a time (`aloneInFolder`). */
  folder: string;
  /** Name of the witness, as best one under its domain. */
  name: string;
  /** Its Ed25519 key, used for nothing else: what it signs does not name it. */
  key: KeyObject;
  now: Instant;
  /** The log's signed checkpoint. */
  note: string;
  /** Name and keys of the log that it is to be of. */
  origin: string;
  log: readonly NoteVerifier[];
  /** Consistency from the size that `lastCosigned` gives to that of the checkpoint; empty at first sight. */
  proof: readonly Buffer[];
  disk?: Disk;
}

const turns = new Map<string, Promise<unknown>>();

/**
 * Cosigns a checkpoint that extends everything this witness has seen of the log, and remembers it before it gives its
 * signature away. At first sight a log is taken as it is.
 * @returns the line to be added to the checkpoint
 * @throws UnverifiedNote where the log did not sign it; InconsistentLog where it does not extend what was seen
 */
export function cosign(wanted: Cosigning): Promise<string> {
  const file = stateFile(wanted.folder, wanted.origin);
  const turn = (turns.get(file) ?? Promise.resolve()).then(() => cosignInTurn(wanted, file));
  const ended = turn
    .catch(() => {})
    .finally(() => {
      if (turns.get(file) === ended) turns.delete(file);
    });
  turns.set(file, ended);
  return turn;
}

async function cosignInTurn(wanted: Cosigning, file: string): Promise<string> {
  const { disk = machineDisk, name, key, note, origin, log, proof } = wanted;
  const head = openCheckpoint(note, log, origin);
  const seen = await readState(disk, file, origin);
  const { size: from, root: fromRoot } = seen ?? { size: 0, root: emptyRoot };
  if (!verifyConsistency({ from, fromRoot, to: head.size, toRoot: head.root, proof })) {
    throw new InconsistentLog(
      `The checkpoint of ${head.size} leaves is not shown to extend the ${from} that were cosigned of ${origin}.`,
    );
  }
  await makeFolders(disk, path.dirname(file), new Set());
  await putFiles(disk, new Map([[file, Buffer.from(formatCheckpoint(head))]]));
  const { text } = parseNote(note);
  const seconds = BigInt(Math.floor(wanted.now / 1000));
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(seconds);
  const signature = Buffer.concat([time, sign(null, cosigned(seconds, text), key)]);
  return formatSignature({ name, keyId: noteKeyId(name, cosignatureType, rawEd25519(key)), signature });
}

/** What this witness has cosigned of a log last, or null. */
export const lastCosigned = (
  folder: string,
  origin: string,
  disk: Disk = machineDisk,
): Promise<TreeHead | null> => readState(disk, stateFile(folder, origin), origin);

// The origin is another's text: its hash is what names a file.
const stateFile = (folder: string, origin: string): string =>
  path.join(path.resolve(folder), `${hash('sha256', origin, 'hex')}.seen`);

async function readState(disk: Disk, file: string, origin: string): Promise<TreeHead | null> {
  const bytes = await readIfThere(disk, file);
  if (!bytes) return null;
  const head = parseCheckpoint(bytes.toString('utf8'));
  if (head.origin !== origin) throw new InconsistentLog(`${file} is of the log ${head.origin}.`);
  return head;
}

/** Checks cosignatures of a witness, by its public key or the pair. */
export function cosignatureVerifier(name: string, key: KeyObject): NoteVerifier {
  const raw = rawEd25519(key);
  const publicKey = ed25519PublicKey(raw);
  return {
    name,
    keyId: noteKeyId(name, cosignatureType, raw),
    verify: (text, signature) =>
      signature.length === 72 &&
      verify(
        null,
        cosigned(signature.readBigUInt64BE(), text.toString('utf8')),
        publicKey,
        signature.subarray(8),
      ),
  };
}

/** When a cosignature says that it was made, in milliseconds since 1970. */
export const cosignedAt = (signature: Buffer): Instant => Number(signature.readBigUInt64BE()) * 1000;
