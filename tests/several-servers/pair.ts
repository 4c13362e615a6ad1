import path from 'node:path';
import { openDatabase } from '#base/db';
import { createKeyFile, readKeys } from '#base/keys';
import { sayNothing } from '#base/log';
import { freePort } from '#base/postgres-process';
import { evidenceFolder } from '#spine/evidence/evidence';
import type { Spine } from '#spine/spine';
import { until } from '../chaos/bounded.ts';
import type { Cluster } from '../chaos/cluster.ts';
import { openSpineOn } from '../chaos/furnish.ts';
import { Victim } from '../chaos/victim.ts';

/** One server process of several. */
export interface Member {
  readonly url: string;
  readonly process: Victim;
}

/** Two real server processes on one database, one data folder and one key file, as two replicas behind a proxy are. */
export class Pair {
  a: Member;
  readonly b: Member;
  /** On the same database, for preparation and checks. */
  readonly spine: Spine;
  /** What each process and command is given in its environment. */
  readonly settings: Record<string, string>;
  readonly #close: () => Promise<void>;

  private constructor(
    settings: Record<string, string>,
    ports: readonly [number, number],
    spine: Spine,
    close: () => Promise<void>,
  ) {
    this.settings = settings;
    this.spine = spine;
    this.#close = close;
    this.a = this.#start('server A', ports[0]);
    this.b = this.#start('server B', ports[1]);
  }

  #start(name: string, port: number): Member {
    const settings = { ...this.settings, PORT: String(port), HOST: '127.0.0.1' };
    return {
      url: `http://127.0.0.1:${port}`,
      process: new Victim(name, ['server/cli.ts', 'serve'], settings, []),
    };
  }

  /** Starts A again, at the same address. */
  reviveA(): void {
    this.a = this.#start('server A, again', Number(new URL(this.a.url).port));
  }

  /** Starts both at the same moment; `prepare` fills the database before. */
  static async start(
    cluster: Cluster,
    name: string,
    prepare: (spine: Spine) => Promise<unknown>,
  ): Promise<Pair> {
    const { adminUrl, appUrl } = await cluster.database(name);
    const folder = await cluster.folderFor(name);
    const keyFile = path.join(folder, 'keys.json');
    await createKeyFile(keyFile);
    const database = openDatabase<unknown>(appUrl, { connections: 4, say: sayNothing });
    const keys = await readKeys({ keyFile, dataFolder: folder, demo: false }, sayNothing);
    const spine = await openSpineOn(database.pool, keys);
    await prepare(spine);
    const settings = {
      DATABASE_URL: adminUrl,
      MINGJING_DATA: folder,
      MINGJING_KEYS: keyFile,
      MINGJING_DEMO: '0',
    };
    const ports = [await freePort(), await freePort()] as const;
    return new Pair(settings, ports, spine, async () => {
      await database.close();
      await cluster.drop(name);
    });
  }

  /** The folder of the log that both continue. */
  get log(): string {
    return evidenceFolder(this.settings.MINGJING_DATA!);
  }

  async ready(): Promise<void> {
    for (const { url, process } of [this.a, this.b])
      await until(
        'recovery',
        () => `${process.name} does not answer; its last words: ${process.words}`,
        () =>
          fetch(`${url}/healthz`).then(
            (response) => response.ok,
            () => false,
          ),
      );
  }

  async stop(): Promise<void> {
    for (const { process } of [this.a, this.b]) {
      process.kill();
      await process.ended;
    }
    await this.#close();
  }
}
