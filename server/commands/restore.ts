import path from 'node:path';
import { restoreBackup } from '#base/postgres-restore';
import type { Config } from '#base/config';
import { sayOnTerminal } from '#base/log';
import { OperatorError } from '#base/operator-error';
import { systemNow } from '#base/time';

/** A time as an operator writes it. @throws OperatorError */
function timeOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const at = Date.parse(given);
  if (Number.isNaN(at) || at > systemNow())
    throw new OperatorError(
      `--to is ${JSON.stringify(given)}; expected a time that has passed, such as 2026-03-02T10:15:00+08:00.`,
    );
  return at;
}

/** Restores a backup into the empty data folder of the settings, up to a point in time where one is given. */
export async function restoreCommand(config: Config, backup: string, { to }: { to?: string }): Promise<void> {
  if (config.databaseUrl)
    throw new OperatorError(
      'DATABASE_URL names a PostgreSQL of your own: restore that with its own tools (docs/operations.md).',
    );
  const server = await restoreBackup({
    backup: path.resolve(backup),
    dataFolder: config.dataFolder,
    to: timeOf(to),
    archive: config.archive,
    say: sayOnTerminal,
  });
  await server.stop();
  sayOnTerminal(
    `Restored into ${config.dataFolder}. Put the key file in its place, replace evidence/ by the newest copy that there is, and start. ` +
      'Where the database is then older than the log, the start says so and what to do.',
  );
}
