import type { Config } from '#base/config';
import { type Database, openDatabase, type OpenOptions } from '#base/db';
import type { Say } from '#base/log';
import { migrate, readMigrations } from '#base/migrations';
import { startEmbeddedPostgres } from '#base/postgres-embedded';
import { type Access, prepareEmbedded, prepareOwn } from '#base/postgres-roles';

/** The installation's database, running and in its newest form. */
export interface RunningDatabase<DB> extends Database<DB> {
  /** For what cannot go through the pool: other pools, LISTEN, tools. */
  readonly access: Access;
  /** The migrations that were applied by this start. */
  readonly migrated: readonly string[];
}

/**
 * Starts or joins the embedded PostgreSQL, or connects to the operator's own, brings it to its newest form and
 * opens a pool on it as the application. The same for `serve` and for every command, running alone or together.
 * @throws OperatorError for everything the operator can put right.
 */
export async function startDatabase<DB>(
  config: Pick<Config, 'dataFolder' | 'databaseUrl' | 'archive'>,
  say: Say,
  options: OpenOptions = {},
): Promise<RunningDatabase<DB>> {
  const { access, stop } = await reachServer(config, say);
  try {
    const migrated = await migrate(access, await readMigrations());
    if (migrated.length > 0) say(`The database has its newest form (${migrated.length} migrations applied).`);
    const database = openDatabase<DB>(access.appUrl, { say, ...options });
    return {
      ...database,
      access,
      migrated,
      async close() {
        await database.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function reachServer(
  config: Pick<Config, 'dataFolder' | 'databaseUrl' | 'archive'>,
  say: Say,
): Promise<{ access: Access; stop: () => Promise<void> }> {
  if (config.databaseUrl) return { access: await prepareOwn(config.databaseUrl, say), stop: async () => {} };
  const server = await startEmbeddedPostgres({ dataFolder: config.dataFolder, say, archive: config.archive });
  try {
    const access = await prepareEmbedded(server.adminUrl, server.appPassword, 'mingjing');
    return { access, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
