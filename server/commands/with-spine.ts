import { type Config, filesOf } from '#base/config';
import { openFileStore } from '#base/file-store';
import { readKeys } from '#base/keys';
import { createLog, type Say } from '#base/log';
import { startDatabase } from '#base/start-database';
import { systemNow } from '#base/time';
import { evidenceFolder, openEvidence } from '#spine/evidence/evidence';
import { refuseOlderDatabase } from '#spine/evidence/restored';
import { openSpine, type Spine } from '#spine/spine';
import { installPlatforms, preparePlatforms } from '../install-platforms.ts';

/**
 * Runs a command on the installation's database, beside a running server or without one. What it writes to the journal is in
 * the log and signed when it returns.
 * @param writes false: it writes nothing, and so may look at a database that is older than its log
 * @throws Restored, AnotherHistory
 */
export async function withSpine<T>(
  config: Config,
  say: Say,
  work: (spine: Spine) => Promise<T>,
  { writes = true } = {},
): Promise<T> {
  const keys = await readKeys(config, say);
  const database = await startDatabase(config, say, { connections: 10, name: 'mingjing-command' });
  try {
    const { pool } = database;
    const log = createLog();
    const evidence = writes
      ? await openEvidence({ pool, log, now: systemNow, keys }, evidenceFolder(config.dataFolder))
      : null;
    if (evidence) await refuseOlderDatabase(pool, evidence.files);
    installPlatforms();
    const spine = await openSpine({
      pool,
      log,
      say,
      now: systemNow,
      demonstration: config.demo,
      keys: keys,
      files: await openFileStore(filesOf(config)),
    });
    if (writes) await preparePlatforms(spine);
    const result = await work(spine);
    await spine.journal.close();
    await evidence?.sequencer.drain();
    return result;
  } finally {
    await database.close();
  }
}

/** The last line of a command that was asked for JSON. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
