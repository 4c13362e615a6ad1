import type { Keys } from '#base/keys';
import { Signer } from '#spine/evidence/signer';
import { TileStore } from '#spine/evidence/tile-store';

/** The log in its folder: tiles, and the signer with its last checkpoint. */
export class LogFiles {
  readonly folder: string;
  readonly #keys: Keys['signing'];
  #store: TileStore;
  #signer: Signer;

  private constructor(folder: string, keys: Keys['signing'], store: TileStore, signer: Signer) {
    this.folder = folder;
    this.#keys = keys;
    this.#store = store;
    this.#signer = signer;
  }

  static async open(folder: string, keys: Keys['signing']): Promise<LogFiles> {
    return new LogFiles(folder, keys, await TileStore.open(folder), await Signer.open({ folder, keys }));
  }

  get store(): TileStore {
    return this.#store;
  }

  get signer(): Signer {
    return this.#signer;
  }

  /** Looks anew: another process of this installation may have written, such as an import beside the server. */
  async reopen(): Promise<void> {
    this.#store = await TileStore.open(this.folder);
    this.#signer = await Signer.open({ folder: this.folder, keys: this.#keys });
  }
}
