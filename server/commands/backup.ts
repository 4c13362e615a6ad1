import path from 'node:path';
import { z } from 'zod';
import type { Beside } from '#base/postgres-backup';
import { takeBackup } from '#base/postgres-backup';
import { type Cleared, clearBackups } from '#base/clear-backups';
import { OperatorError } from '#base/operator-error';
import { type Config, filesOf } from '#base/config';
import { sayOnTerminal } from '#base/log';
import { findHome } from '#base/postgres-location';
import { reachDatabase } from '#base/reach-database';
import { systemNow, toRfc3339 } from '#base/time';
import { readReference, referenceHead } from '#spine/calendar/reference-folder';
import { evidenceFolder } from '#spine/evidence/evidence';
import { printJson } from './with-spine.ts';

/** What belongs to an installation besides the files of its database. The keys do not: they are kept apart (docs/operations.md). */
export async function besideDatabase(config: Config, cluster: string | undefined): Promise<Beside[]> {
  const files = filesOf(config);
  return [
    { name: 'evidence', from: evidenceFolder(config.dataFolder) },
    ...(files.kind === 'folder' ? [{ name: 'files' as const, from: files.folder }] : []),
    ...(cluster
      ? [
          {
            name: 'secrets.json' as const,
            from: path.join(await findHome(config.dataFolder), 'secrets.json'),
          },
        ]
      : []),
  ];
}

const retention = z.object({
  ...referenceHead,
  mark: z.enum(['F', 'K', 'P']),
  keep: z.number().int().min(1),
});

/** How many backups are kept where nothing else is said, as data. */
const keptByDefault = (): number => readReference(retention, 'operations/backups.json').keep;

/** A number from 1 up, or `all`. @throws OperatorError for anything else, before a backup is begun */
function keptOf(given: string | undefined): number {
  if (given === undefined) return keptByDefault();
  if (given === 'all') return Number.POSITIVE_INFINITY;
  if (!/^[1-9]\d{0,4}$/.test(given))
    throw new OperatorError(`--keep ${given}: expected how many backups are kept, from 1 up, or all.`);
  return Number(given);
}

function sayCleared({ backups, segments }: Cleared): void {
  for (const name of backups) sayOnTerminal(`Removed the backup ${name}.`);
  if (segments.length > 0)
    sayOnTerminal(
      `Removed ${segments.length} segments of archived log that no kept backup needs, from ${segments[0]} to ${segments.at(-1)}.`,
    );
}

/**
 * Backs up a running installation into a new folder below the one that is given, then removes what is older than is kept there.
 * @throws OperatorError where there is nothing that can be backed up, or `keep` is no number
 */
export async function backupCommand(
  config: Config,
  into: string,
  { json, keep }: { json?: boolean; keep?: string },
): Promise<void> {
  const kept = keptOf(keep);
  const { url, cluster } = await reachDatabase(config);
  const stamp = toRfc3339(systemNow())
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '');
  const folder = path.resolve(into, `mingjing-${stamp}`);
  const note = await takeBackup(url, folder, await besideDatabase(config, cluster), systemNow);
  const files = filesOf(config);
  sayOnTerminal(
    `${folder}: ${(note.bytes / 1_000_000).toFixed(0)} MB, from ${note.startedAt} to ${note.endedAt}.`,
  );
  if (files.kind === 's3')
    sayOnTerminal(`The bucket ${files.bucket} with the attachments is not in it: back it up after this.`);
  sayOnTerminal('The key file is not in it: keep a copy of that apart from backups.');
  const cleared =
    kept === Number.POSITIVE_INFINITY
      ? { backups: [], segments: [] }
      : await clearBackups(folder, kept, config.archive);
  sayCleared(cleared);
  if (json)
    printJson({ folder, ...note, removed: cleared.backups, removedSegments: cleared.segments.length });
}
