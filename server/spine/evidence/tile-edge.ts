import { formatBundle } from './entry-bundle.ts';
import { Tile, type TileFiles } from './tile-files.ts';
import { entriesPath, partialsPath, tileHeight, tilePath, tileWidth } from './tile-path.ts';

/** How many hashes tiles of a level hold together in a tree of that size. */
export const hashesAt = (size: number, level: number): number => Math.floor(size / tileWidth ** level);

/** How wide a tile is in a tree of that size; 0 where there is none yet. */
export const widthOf = (size: number, level: number, index: number): number =>
  Math.max(0, Math.min(tileWidth, hashesAt(size, level) - index * tileWidth));

/** The right edge of a tree: the tiles and the bundle that are not full yet, and what they become when it grows. */
export class TileEdge {
  /** Files to be put in place, by their path in the folder of the log. */
  readonly files = new Map<string, Buffer>();
  /** Folders of partial tiles that nobody needs once the full ones are safe. */
  readonly outgrown: string[] = [];

  private constructor(
    public size: number,
    readonly tiles: Buffer[][],
    private bundle: Buffer[],
  ) {}

  /** Reads the edge of a tree of that size. @throws DamagedTile */
  static async read(files: TileFiles, size: number): Promise<TileEdge> {
    const tiles: Buffer[][] = [];
    for (let level = 0; hashesAt(size, level) > 0; level++) {
      const index = Math.floor(hashesAt(size, level) / tileWidth);
      const width = hashesAt(size, level) % tileWidth;
      tiles.push(width > 0 ? [...(await files.tile(level, index, width)).hashes] : []);
    }
    const entries = size % tileWidth;
    const bundle = entries > 0 ? [...(await files.bundle(Math.floor(size / tileWidth), entries))] : [];
    return new TileEdge(size, tiles, bundle);
  }

  /** Adds a leaf; what it fills goes to `files`. */
  append(leaf: Buffer, entry: Buffer): void {
    this.size += 1;
    this.bundle.push(entry);
    if (this.bundle.length === tileWidth) {
      this.#keepFull(entriesPath(this.size / tileWidth - 1), formatBundle(this.bundle));
      this.bundle = [];
    }
    this.#push(0, leaf);
  }

  /** Adds what is not full at the end of `append`s that began at `before` leaves. */
  close(before: number): void {
    if (this.bundle.length > 0) {
      this.files.set(
        entriesPath(Math.floor(this.size / tileWidth), this.bundle.length),
        formatBundle(this.bundle),
      );
    }
    for (const [level, hashes] of this.tiles.entries()) {
      if (hashes.length === 0 || hashesAt(before, level) === hashesAt(this.size, level)) continue;
      const index = Math.floor(hashesAt(this.size, level) / tileWidth);
      this.files.set(tilePath(level, index, hashes.length), Buffer.concat(hashes));
    }
  }

  #push(level: number, hash: Buffer): void {
    const hashes = (this.tiles[level] ??= []);
    hashes.push(hash);
    if (hashes.length < tileWidth) return;
    this.#keepFull(tilePath(level, hashesAt(this.size, level) / tileWidth - 1), Buffer.concat(hashes));
    this.tiles[level] = [];
    this.#push(level + 1, new Tile(hashes).node(tileHeight, 0));
  }

  #keepFull(place: string, bytes: Buffer): void {
    this.files.set(place, bytes);
    this.outgrown.push(partialsPath(place));
  }
}
