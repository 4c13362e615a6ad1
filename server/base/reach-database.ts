import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '#base/config';
import { OperatorError } from '#base/operator-error';
import { adminRole, type Secrets } from '#base/postgres-cluster';
import { findHome } from '#base/postgres-location';
import { readPostmaster, servesCluster } from '#base/postgres-process';

/** A database that runs, with nothing started and nothing changed for it. */
export interface Reached {
  /** Of a user who may read everything; embedded: a superuser. */
  readonly url: string;
  /** Folder of the cluster, where it is the embedded one. */
  readonly cluster: string | undefined;
}

/**
 * Finds the database of an installation as it runs now. Unlike `startDatabase` it starts no server and applies no migration: for
 * whoever asks how things stand, and for backups.
 * @throws OperatorError where the embedded one does not run
 */
export async function reachDatabase({
  databaseUrl,
  dataFolder,
}: Pick<Config, 'databaseUrl' | 'dataFolder'>): Promise<Reached> {
  if (databaseUrl) return { url: databaseUrl, cluster: undefined };
  const home = await findHome(dataFolder);
  const cluster = path.join(home, 'cluster');
  const running = await readPostmaster(cluster);
  if (!running?.port || !(await servesCluster(running.pid, cluster)))
    throw new OperatorError(`No database runs in ${home}: no server runs on this data folder.`);
  const { admin } = JSON.parse(await readFile(path.join(home, 'secrets.json'), 'utf8')) as Secrets;
  return { url: `postgresql://${adminRole}:${admin}@127.0.0.1:${running.port}/mingjing`, cluster };
}
