import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { toRfc3339 } from '#base/time';
import type { AttachmentRow } from '#contract/attachments';
import type { Spine } from '#spine/spine';
import { noteStored, noteUpload } from './attachment-store.ts';
import { storeKey } from './attachments.ts';

/** A file that this server made itself, not an upload: a clip of a stream. */
export interface MadeFile {
  name: string;
  /** Media type. */
  type: string;
  content: Buffer;
}

/**
 * Puts a file that this server made into the store, attached to nothing yet, as if `uploadedBy` had brought it; what nobody claims
 * is swept like any upload. Not scanned: nothing of it came from whoever asks.
 */
export async function keepMade(
  spine: Pick<Spine, 'pool' | 'files' | 'now'>,
  { name, type, content }: MadeFile,
  uploadedBy: string,
): Promise<AttachmentRow> {
  const folder = await mkdtemp(path.join(tmpdir(), `mingjing-made-${process.pid}-`));
  try {
    const file = path.join(folder, 'made');
    await writeFile(file, content, { mode: 0o600 });
    const id = randomBytes(16).toString('hex');
    const row: AttachmentRow = {
      id,
      name,
      type,
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      scan: 'not-scanned',
      uploadedAt: toRfc3339(spine.now()),
    };
    await noteUpload(spine.pool, { ...row, uploadedBy });
    await spine.files.keep(storeKey(id), file, { bytes: row.bytes, type });
    await noteStored(spine.pool, id);
    return row;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
