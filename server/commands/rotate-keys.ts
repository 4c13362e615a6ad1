import type { Config } from '#base/config';
import { sayOnTerminal } from '#base/log';
import { startDatabase } from '#base/start-database';
import { rotateMasterKey } from '#spine/privacy/rotation';
import { printJson } from './with-spine.ts';

/** Puts a new master key in the place of the present one, beside a running server or without one. */
export async function rotateKeysCommand(config: Config, options: { json?: boolean }): Promise<void> {
  const database = await startDatabase(config, sayOnTerminal, { connections: 4, name: 'mingjing-rotate' });
  try {
    const rotation = await rotateMasterKey(database.pool, {
      keyFile: config.keyFile,
      onProgress: (records) => {
        if (records % 100_000 < 1000) sayOnTerminal(`${records} records …`);
      },
    });
    if (options.json) return printJson(rotation);
    if (rotation.added === null) sayOnTerminal('Took up a rotation that was interrupted.');
    else sayOnTerminal(`Added the key ${rotation.added}.`);
    sayOnTerminal(
      `${rotation.records} records go by it now; ${rotation.retired.join(', ')} is retired and left ${config.keyFile}.`,
    );
    sayOnTerminal('Keep a copy of the old file as long as backups of the database that were made with it.');
  } finally {
    await database.close();
  }
}
