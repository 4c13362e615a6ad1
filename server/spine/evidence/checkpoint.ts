import { hashSize } from './merkle.ts';
import { type NoteVerifier, openNote, UnverifiedNote } from './signed-note.ts';

/** The state of a log: what a checkpoint says. */
export interface TreeHead {
  /** Name of the log. */
  origin: string;
  /** How many leaves it has. */
  size: number;
  root: Buffer;
}

/** The text of a checkpoint (C2SP tlog-checkpoint): origin, size, root. */
export const formatCheckpoint = ({ origin, size, root }: TreeHead): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

/**
 * Reads the text of a checkpoint. Lines after the third are passed over: nobody can audit them.
 * @throws UnverifiedNote where it is none
 */
export function parseCheckpoint(text: string): TreeHead {
  const lines = text.split('\n');
  const [origin, size, base64] = lines;
  const root = Buffer.from(base64 ?? '', 'base64');
  if (lines.pop() !== '' || lines.length < 3 || lines.includes('')) {
    throw new UnverifiedNote('A checkpoint has three lines: origin, size and root.');
  }
  if (!/^(0|[1-9][0-9]*)$/.test(size as string) || !Number.isSafeInteger(Number(size))) {
    throw new UnverifiedNote('The second line of a checkpoint is the number of leaves.');
  }
  if (root.length !== hashSize || root.toString('base64') !== base64) {
    throw new UnverifiedNote('The third line of a checkpoint is a hash of 32 bytes as base64.');
  }
  return { origin: origin as string, size: Number(size), root };
}

/**
 * Opens a signed checkpoint: what it says, once a known key stands behind it.
 * @throws UnverifiedNote where none does, or where the log's name is not `origin`
 */
export function openCheckpoint(
  note: string,
  verifiers: readonly NoteVerifier[],
  origin: string,
): TreeHead & { signers: NoteVerifier[] } {
  const { text, signers } = openNote(note, verifiers);
  const head = parseCheckpoint(text);
  if (head.origin !== origin) throw new UnverifiedNote(`The checkpoint is of the log ${head.origin}.`);
  return { ...head, signers };
}
