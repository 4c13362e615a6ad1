import type { Config } from '#base/config';
import { readKeyFile } from '#base/keys';
import { sayOnTerminal } from '#base/log';
import { startDatabase } from '#base/start-database';
import { subscriptionIndexes } from '#spine/bulletins/subscriptions';
import { indexedRows, sessionRows } from '#spine/privacy/hashed-rows';
import { type HashRotation, rotateHashKey } from '#spine/privacy/hash-rotation';
import { personIndexes } from '#spine/privacy/people';
import { refuseForeignKeys } from '#spine/privacy/record-keys';
import { type Rotation, rotateMasterKey } from '#spine/privacy/rotation';
import { platforms } from '../platforms/index.ts';
import { printJson } from './with-spine.ts';

type Kind = 'encryption' | 'blind-index' | 'session';
const kinds: readonly Kind[] = ['encryption', 'blind-index', 'session'];

/** What is hashed, of the spine and of every platform. */
const hashed = {
  'blind-index': indexedRows([
    personIndexes,
    subscriptionIndexes,
    ...platforms.flatMap((one) => one.hashed?.indexes ?? []),
  ]),
  session: sessionRows(Object.assign({}, ...platforms.map((one) => one.hashed?.tokens ?? {}))),
};

/** Puts new keys in the place of the present ones, beside a running server or without one. */
export async function rotateKeysCommand(
  config: Config,
  options: { json?: boolean; only?: Kind; finish?: boolean },
): Promise<void> {
  const database = await startDatabase(config, sayOnTerminal, { connections: 4, name: 'mingjing-rotate' });
  const { pool } = database;
  const { keyFile } = config;
  const { finish } = options;
  const onProgress = (records: number) => {
    if (records % 100_000 < 1000) sayOnTerminal(`${records} records …`);
  };
  try {
    await refuseForeignKeys(pool, await readKeyFile(keyFile));
    const done: Partial<Record<Kind, Rotation | HashRotation>> = {};
    for (const kind of options.only ? [options.only] : kinds) {
      const rotation =
        kind === 'encryption'
          ? await rotateMasterKey(pool, { keyFile, finish, onProgress })
          : await rotateHashKey(pool, hashed[kind], { keyFile, finish, onProgress });
      done[kind] = rotation;
      if (!options.json) sayRotation(kind, rotation, keyFile);
    }
    if (options.json) return printJson(done);
    sayOnTerminal('Keep a copy of the old file as long as backups of the database that were made with it.');
  } finally {
    await database.close();
  }
}

function sayRotation(kind: Kind, rotation: Rotation | HashRotation, keyFile: string): void {
  const { added, retired, records } = rotation;
  sayOnTerminal(
    added === null ? `${kind}: took up a rotation that was interrupted.` : `${kind}: added the key ${added}.`,
  );
  const left = retired.length > 0 ? ` ${retired.join(', ')} is retired and left ${keyFile}.` : '';
  sayOnTerminal(`${kind}: ${records} records go by it now.${left}`);
  const held = Object.entries('held' in rotation ? rotation.held : {}).filter(([, count]) => count > 0);
  if (held.length > 0)
    sayOnTerminal(
      `${kind}: an earlier key stays in ${keyFile}; by it still go ${held.map(([what, count]) => `${count} ${what}`).join(', ')}. A later run with --finish lets it go when none does.`,
    );
}
