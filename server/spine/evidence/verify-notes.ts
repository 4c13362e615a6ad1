import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Keys } from '#base/keys';
import { openCheckpoint, type TreeHead } from '#spine/evidence/checkpoint';
import type { Damages } from '#spine/evidence/damage';
import { parseNote } from '#spine/evidence/signed-note';
import { logVerifiers } from '#spine/evidence/signer';

/** The published checkpoint, and what the signer remembers of it. */
const notes = ['checkpoint', 'signer-state'];

/**
 * Checks the signed notes of the log: form, name of the log, and both signatures, with nothing else beside them.
 * @returns the newest that is right; null where there is none
 */
export async function verifyNotes(
  folder: string,
  keys: Keys['signing'],
  damages: Damages,
): Promise<TreeHead | null> {
  const verifiers = logVerifiers(keys);
  const heads: TreeHead[] = [];
  const texts = await Promise.all(
    notes.map((name) => readFile(path.join(folder, name), 'utf8').catch(() => undefined)),
  );
  for (const [i, note] of texts.entries()) {
    const name = notes[i]!;
    if (note === undefined) {
      if (texts.some((one) => one !== undefined)) damages.add('note', name, 'is missing');
      continue;
    }
    try {
      const { signers, ...head } = openCheckpoint(note, verifiers, keys.origin);
      if (signers.length < verifiers.length || parseNote(note).signatures.length !== verifiers.length)
        damages.add('note', name, 'is not signed with both keys of the log and no other');
      else heads.push(head);
    } catch (error) {
      damages.add('note', name, error instanceof Error ? error.message : String(error));
    }
  }
  return heads.toSorted((a, b) => b.size - a.size)[0] ?? null;
}
