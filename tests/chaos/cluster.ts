import { chmod, mkdir, open, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { sayNothing } from '#base/log';
import { migrate, readMigrations } from '#base/migrations';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#base/postgres-embedded';
import { findHome } from '#base/postgres-location';
import { readPostmaster } from '#base/postgres-process';
import { embeddedAccess, prepareEmbedded } from '#base/postgres-roles';
import { makeRunFolder, removeRunFolder } from '../support/run-folder.ts';
import { Broken } from './bounded.ts';

type Furnish = (urls: { adminUrl: string; appUrl: string }) => Promise<void>;

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

  /**
   * @param furnish fills the database that every subject begins with
   * @param options `durable: false`: as for tests, without fsync
   */
  static async start(furnish: Furnish, { durable = true } = {}): Promise<Cluster> {
    const folder = await makeRunFolder('mingjing-chaos-');
    // Under root PostgreSQL runs as another user, who must get in.
    await chmod(folder, 0o755);
    const server = await startEmbeddedPostgres({ dataFolder: folder, say: sayNothing, durable });
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

  /** A folder beside the database's, for what an installation keeps; it goes with the cluster. */
  async folderFor(name: string): Promise<string> {
    const folder = path.join(this.folder, name);
    await mkdir(folder);
    return folder;
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
    const [postmaster, ...children] = await this.#processes();
    if (part === 'backend' && children.length > 0) signal([pick(children)], 'SIGKILL');
    else signal(part === 'all' ? [postmaster!, ...children] : [postmaster!], 'SIGKILL');
  }

  /** Everything up to now is on disk, as far as the server can be believed. */
  async settle(): Promise<void> {
    await this.#as('postgres', (admin) => admin.query('CHECKPOINT'));
  }

  /**
   * As a loss of power in a moment in which nothing is told: the server is stopped, its log is cut back to what was on disk,
   * then it is killed. On disk is what it has flushed, if a commit of ours was followed by an fsync; if not, what the last
   * checkpoint wrote, which is more than such a server can promise.
   */
  async losePower(): Promise<void> {
    let end = { file: '', offset: 0 };
    await this.#as('postgres', async (admin) => {
      await admin.query("SELECT pg_logical_emit_message(true, 'chaos', '', true)");
      await admin.query('SELECT pg_stat_force_next_flush()');
      const { rows } = await admin.query<{ file: string; offset: number }>(
        `SELECT w.file_name AS file, w.file_offset AS offset FROM pg_walfile_name_offset(
           CASE WHEN (SELECT sum(fsyncs) FROM pg_stat_get_backend_io(pg_backend_pid()) WHERE object = 'wal') > 0
             THEN pg_current_wal_flush_lsn() ELSE (SELECT checkpoint_lsn FROM pg_control_checkpoint()) + 512 END) AS w`,
      );
      end = rows[0]!;
    });
    const pids = await this.#processes();
    signal(pids, 'SIGSTOP');
    await cutLog(path.join(this.#postgres, 'pg_wal'), end.file, end.offset);
    signal(pids, 'SIGKILL');
  }

  /** The postmaster first. */
  async #processes(): Promise<number[]> {
    const postmaster = await readPostmaster(this.#postgres);
    if (!postmaster) throw new Broken('recovery', 'PostgreSQL was to be killed and does not run');
    return [postmaster.pid, ...(await childrenOf(postmaster.pid))];
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    await removeRunFolder(this.folder);
  }
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids)
    try {
      process.kill(pid, name);
    } catch (error) {
      // Gone by itself in this moment.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
}

/** Zeros where the log goes on after `offset` in `file`, as where nothing was ever written; the names of its files ascend. */
async function cutLog(folder: string, file: string, offset: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^[0-9A-F]{24}$/.test(name) || name < file) continue;
    const handle = await open(path.join(folder, name), 'r+');
    try {
      const { size } = await handle.stat();
      const from = name === file ? offset : 0;
      await handle.write(Buffer.alloc(size - from), 0, size - from, from);
    } finally {
      await handle.close();
    }
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
