import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { sayNothing } from '#base/log';
import { migrate, readMigrations } from '#base/migrations';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#base/postgres-embedded';
import { findHome } from '#base/postgres-location';
import { readPostmaster, shutDown } from '#base/postgres-process';
import { embeddedAccess, prepareEmbedded } from '#base/postgres-roles';
import { Broken } from './bounded.ts';

const template = 'chaos_template';

/** How much of PostgreSQL is killed: everything, the postmaster alone, or one backend of the subject's. */
export type Part = 'all' | 'postmaster' | 'backend';

/** A durable PostgreSQL of its own, which is killed and comes back; each subject has a database of its own in it. */
export class Cluster {
  readonly folder: string;
  readonly #server: EmbeddedPostgres;
  readonly #postgres: string;

  private constructor(folder: string, server: EmbeddedPostgres, home: string) {
    this.folder = folder;
    this.#server = server;
    this.#postgres = path.join(home, 'cluster');
  }

  /** @param furnish fills the database that every subject begins with */
  static async start(
    furnish: (ownUrls: { adminUrl: string; appUrl: string }) => Promise<void>,
  ): Promise<Cluster> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-chaos-'));
    // Under root PostgreSQL runs as another user, who must get in.
    await chmod(folder, 0o755);
    const server = await startEmbeddedPostgres({ dataFolder: folder, say: sayNothing });
    const cluster = new Cluster(folder, server, await findHome(folder));
    const access = await prepareEmbedded(server.adminUrl, server.appPassword, template);
    await migrate(access, await readMigrations());
    await furnish({ adminUrl: server.adminUrl(template), appUrl: access.appUrl });
    return cluster;
  }

  /** A fresh database; `sql` is run on it as superuser. */
  async database(name: string, sql?: string): Promise<{ adminUrl: string; appUrl: string }> {
    await this.#as('postgres', (admin) =>
      admin.query(
        `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${template} OWNER mingjing_migrator`,
      ),
    );
    if (sql) await this.#as(name, (admin) => admin.query(sql));
    const adminUrl = this.#server.adminUrl(name);
    return { adminUrl, appUrl: embeddedAccess(adminUrl, this.#server.appPassword).appUrl };
  }

  async drop(name: string): Promise<void> {
    await this.#as('postgres', (admin) =>
      admin.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`),
    );
  }

  async #as(database: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
    const admin = new pg.Client({ connectionString: this.#server.adminUrl(database) });
    admin.on('error', () => {});
    await admin.connect();
    await work(admin).finally(() => admin.end());
  }

  /** `kill -9`. What goes down is started again by whoever holds the server, which is this process. */
  async kill(part: Part, pick: (pids: readonly number[]) => number): Promise<void> {
    const postmaster = await readPostmaster(this.#postgres);
    if (!postmaster) throw new Broken('recovery', 'PostgreSQL was to be killed and does not run');
    const children = await childrenOf(postmaster.pid);
    const pids =
      part === 'backend' && children.length > 0
        ? [pick(children)]
        : [postmaster.pid, ...(part === 'all' ? children : [])];
    for (const pid of pids)
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        // Gone by itself in this moment.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    await shutDown(this.#postgres);
    await rm(path.dirname(this.#postgres), { recursive: true, force: true });
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** From /proc: the fourth field of `stat` is the parent; the second, a name, may hold blanks. */
async function childrenOf(parent: number): Promise<number[]> {
  const children: number[] = [];
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent) children.push(Number(name));
  }
  return children;
}
