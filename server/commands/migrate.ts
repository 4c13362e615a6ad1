import type { Config } from '#base/config';
import { sayOnTerminal } from '#base/log';
import { startDatabase } from '#base/start-database';
import { printJson } from './with-spine.ts';

export async function migrateCommand(config: Config, options: { json?: boolean }): Promise<void> {
  const database = await startDatabase(config, sayOnTerminal);
  if (options.json) printJson({ applied: database.migrated });
  else if (database.migrated.length === 0) sayOnTerminal('The database has its newest form already.');
  await database.close();
}
