import type { Config } from '#base/config';
import { readKeys } from '#base/keys';
import { createLog, type Say } from '#base/log';
import { startDatabase } from '#base/start-database';
import { systemNow } from '#base/time';
import { openSpine, type Spine } from '#spine/spine';

/** Runs a command on the installation's database, beside a running server or without one. */
export async function withSpine<T>(config: Config, say: Say, work: (spine: Spine) => Promise<T>): Promise<T> {
  const keys = await readKeys(config, say);
  const database = await startDatabase(config, say, { connections: 10, name: 'mingjing-command' });
  try {
    const spine = await openSpine({
      pool: database.pool,
      log: createLog(),
      say,
      now: systemNow,
      demonstration: config.demo,
      keys: keys,
    });
    const result = await work(spine);
    await spine.journal.close();
    return result;
  } finally {
    await database.close();
  }
}

/** The last line of a command that was asked for JSON. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
