import path from 'node:path';
import { openDatabase } from '#base/db';
import { createKeyFile, readKeys } from '#base/keys';
import { sayNothing } from '#base/log';
import { freePort } from '#base/postgres-process';
import { evidenceFolder } from '#spine/evidence/evidence';
import type { Spine } from '#spine/spine';
import { Broken, until } from './bounded.ts';
import type { SeededBug } from './bugs.ts';
import type { Cluster } from './cluster.ts';
import { openSpineOn } from './furnish.ts';
import { Victim } from './victim.ts';

/** An installation that is to survive: the real server and a companion that sequences and ticks too, as processes, on a
 * database of their own. */
export class Installation {
  readonly url: string;
  readonly log: string;
  /** On the same database, for the checks. */
  readonly spine: Spine;
  readonly #settings: Record<string, string>;
  readonly #bug: SeededBug | undefined;
  readonly #close: () => Promise<void>;
  server: Victim;
  companion: Victim;

  private constructor(
    port: number,
    settings: Record<string, string>,
    spine: Spine,
    bug: SeededBug | undefined,
    close: () => Promise<void>,
  ) {
    this.url = `http://127.0.0.1:${port}`;
    this.#settings = { ...settings, PORT: String(port), HOST: '127.0.0.1' };
    this.log = evidenceFolder(settings.MINGJING_DATA!);
    this.spine = spine;
    this.#bug = bug;
    this.#close = close;
    this.server = this.#startServer();
    this.companion = this.#startCompanion();
  }

  static async start(cluster: Cluster, name: string, bug?: SeededBug): Promise<Installation> {
    const { adminUrl, appUrl } = await cluster.database(name, bug?.sql);
    await cluster.settle();
    const folder = await cluster.folderFor(name);
    const keyFile = path.join(folder, 'keys.json');
    await createKeyFile(keyFile);
    const database = openDatabase<unknown>(appUrl, { connections: 4, say: sayNothing });
    const spine = await openSpineOn(
      database.pool,
      await readKeys({ keyFile, dataFolder: folder, demo: false }, sayNothing),
    );
    const settings = {
      DATABASE_URL: adminUrl,
      MINGJING_DATA: folder,
      MINGJING_KEYS: keyFile,
      MINGJING_DEMO: '0',
    };
    return new Installation(await freePort(), settings, spine, bug, async () => {
      await database.close();
      await cluster.drop(name);
    });
  }

  #startServer = (): Victim => new Victim('server', ['server/cli.ts', 'serve'], this.#settings, this.#edits);
  #startCompanion = (): Victim =>
    new Victim('companion', ['tests/chaos/companion.ts'], this.#settings, this.#edits);

  get #edits() {
    return this.#bug?.edits ?? [];
  }

  /** Starts again what is gone, and waits until the server answers and the database can be asked. */
  async revive(): Promise<void> {
    if (this.server.gone) this.server = this.#startServer();
    if (this.companion.gone) this.companion = this.#startCompanion();
    await until(
      'recovery',
      () => `the server does not answer; ${this.server.turns}; its last words: ${this.server.words}`,
      async () => {
        if (this.server.gone) throw new Broken('recovery', `the server does not start: ${this.server.words}`);
        const ready = await fetch(`${this.url}/healthz`).then(
          (response) => response.ok,
          () => false,
        );
        return (
          ready &&
          (await this.spine.pool.query('SELECT 1').then(
            () => true,
            () => false,
          ))
        );
      },
    );
  }

  async stop(): Promise<void> {
    for (const victim of [this.server, this.companion]) {
      victim.kill();
      await victim.ended;
    }
    await this.#close();
  }
}
