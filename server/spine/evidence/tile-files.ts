import path from 'node:path';
import { type Disk, readIfThere } from './disk.ts';
import { parseBundle } from './entry-bundle.ts';
import { hashSize, pairUp } from './merkle.ts';
import { entriesPath, tilePath, tileWidth } from './tile-path.ts';

/** A tile or bundle that is missing or is not of its size; `path` is relative to the folder of the log. */
export class DamagedTile extends Error {
  constructor(
    readonly path: string,
    what: string,
  ) {
    super(`${path} ${what}`);
    this.name = 'DamagedTile';
  }
}

/** The hashes of a tile and, once they are asked for, the nodes of the tree above them. */
export class Tile {
  readonly #levels: Buffer[][];

  constructor(hashes: Buffer[]) {
    this.#levels = [hashes];
  }

  get hashes(): readonly Buffer[] {
    return this.#levels[0] as Buffer[];
  }

  /** A node `level` levels above the hashes, which are level 0; 8 is the root of a full tile. */
  node(level: number, index: number): Buffer {
    for (let have = this.#levels.length; have <= level; have++) {
      this.#levels.push(pairUp(this.#levels[have - 1] as Buffer[]));
    }
    return this.#levels[level]?.[index] as Buffer;
  }
}

/**
 * Reads tiles and bundles of a folder. A partial one may be gone as soon as the full one is there, so that is looked for
 * next.
 */
export class TileFiles {
  // Most that is remembered: 4 MiB of hashes and nodes, and 16 bundles, whose entries are mostly some hundred bytes long.
  readonly #tiles = new Recent<Tile>(256);
  readonly #bundles = new Recent<Buffer[]>(16);

  constructor(
    readonly folder: string,
    readonly disk: Disk,
  ) {}

  /** The first `width` hashes of a tile. @throws DamagedTile */
  tile(level: number, index: number, width: number): Promise<Tile> {
    const place = tilePath(level, index, width);
    return this.#tiles.get(place, async () => {
      const { bytes, full } = await this.#read(place, tilePath(level, index));
      if (bytes.length !== (full ? tileWidth : width) * hashSize) {
        throw new DamagedTile(place, `has ${bytes.length} bytes`);
      }
      return new Tile(
        Array.from({ length: width }, (_, i) => bytes.subarray(i * hashSize, (i + 1) * hashSize)),
      );
    });
  }

  /** The first `width` entries of a bundle. @throws DamagedTile */
  bundle(index: number, width: number): Promise<Buffer[]> {
    const place = entriesPath(index, width);
    return this.#bundles.get(place, async () => {
      const { bytes, full } = await this.#read(place, entriesPath(index));
      const entries = parseBundle(bytes, full ? tileWidth : width);
      const length = entries?.reduce((sum, entry) => sum + 2 + entry.length, 0);
      if (!entries || length !== bytes.length) throw new DamagedTile(place, 'is no bundle of its width');
      return entries.slice(0, width);
    });
  }

  async #read(place: string, fullPlace: string): Promise<{ bytes: Buffer; full: boolean }> {
    const own = await readIfThere(this.disk, path.join(this.folder, place));
    if (own) return { bytes: own, full: place === fullPlace };
    const bytes = await readIfThere(this.disk, path.join(this.folder, fullPlace));
    if (!bytes) throw new DamagedTile(place, 'is missing');
    return { bytes, full: true };
  }
}

/** Remembers what was asked for last; a failure is not remembered. */
class Recent<T> {
  readonly #known = new Map<string, Promise<T>>();

  constructor(readonly limit: number) {}

  get(key: string, load: () => Promise<T>): Promise<T> {
    const value = this.#known.get(key) ?? load();
    this.#known.delete(key);
    this.#known.set(key, value);
    value.catch(() => this.#known.delete(key));
    const [oldest] = this.#known.keys();
    if (this.#known.size > this.limit && oldest !== undefined) this.#known.delete(oldest);
    return value;
  }
}
