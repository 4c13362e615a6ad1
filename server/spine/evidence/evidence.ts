import path from 'node:path';
import type { Pool } from 'pg';
import type { Keys } from '#base/keys';
import type { Log } from '#base/log';
import type { Now } from '#base/time';
import { LogFiles } from '#spine/evidence/log-files';
import { Sequencer } from '#spine/evidence/sequencer';

/** Where the log of an installation lies: tiles, checkpoint, and what the signer knows. */
export const evidenceFolder = (dataFolder: string) => path.join(dataFolder, 'evidence');

/** The journal as evidence: the log in its folder and who continues it. */
export interface Evidence {
  files: LogFiles;
  sequencer: Sequencer;
}

/** Opens the log of an installation; nothing runs until the sequencer is started or drained. */
export async function openEvidence(
  { pool, log, now, keys }: { pool: Pool; log: Log; now: Now; keys: Keys },
  folder: string,
): Promise<Evidence> {
  const files = await LogFiles.open(folder, keys.signing);
  return { files, sequencer: new Sequencer({ pool, files, commitment: keys.commitment, log, now }) };
}
