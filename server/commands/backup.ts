import path from 'node:path';
import type { Beside } from '#base/postgres-backup';
import { takeBackup } from '#base/postgres-backup';
import { type Config, filesOf } from '#base/config';
import { sayOnTerminal } from '#base/log';
import { findHome } from '#base/postgres-location';
import { reachDatabase } from '#base/reach-database';
import { systemNow, toRfc3339 } from '#base/time';
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

/** Backs up a running installation into a new folder below the one that is given. */
export async function backupCommand(
  config: Config,
  into: string,
  { json }: { json?: boolean },
): Promise<void> {
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
  if (json) printJson({ folder, ...note });
}
