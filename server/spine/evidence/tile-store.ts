import path from 'node:path';
import { type Disk, machineDisk, makeFolders, putFiles, readIfThere } from './disk.ts';
import { InconsistentLog } from './inconsistent-log.ts';
import { leafHash } from './merkle.ts';
import type { HashSource } from './proofs.ts';
import { hashesAt, TileEdge, widthOf } from './tile-edge.ts';
import { TileFiles } from './tile-files.ts';
import { tileHeight, tileWidth } from './tile-path.ts';

/** Says how many leaves are all there, and is written last: what lies beyond it was cut off and is written again. */
const sizeFile = 'tile-size';

/**
 * The tiles of a log in a folder (C2SP tlog-tiles), which can be served as it is. One process writes; any number read.
 * Killed at whatever point, it opens with the leaves of the last `append` that came to its end, and goes on from there.
 */
export class TileStore implements HashSource {
  readonly #files: TileFiles;
  readonly #made: Set<string>;
  #size: number;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(files: TileFiles, made: Set<string>, size: number) {
    this.#files = files;
    this.#made = made;
    this.#size = size;
  }

  /**
   * Opens the folder, or makes it.
   * @throws Error where its `tile-size` is no number; `append` and the readers throw DamagedTile for what they meet
   */
  static async open(folder: string, disk: Disk = machineDisk): Promise<TileStore> {
    const made = new Set<string>();
    const root = path.resolve(folder);
    await makeFolders(disk, root, made);
    const text = (await readIfThere(disk, path.join(root, sizeFile)))?.toString('utf8') ?? '0\n';
    const size = Number(text);
    if (!/^(0|[1-9][0-9]*)\n$/.test(text) || !Number.isSafeInteger(size)) {
      throw new Error(`${path.join(folder, sizeFile)} is damaged: it names no number of leaves.`);
    }
    return new TileStore(new TileFiles(root, disk), made, size);
  }

  /** How many leaves are there, whole and safe. */
  get size(): number {
    return this.#size;
  }

  /**
   * Adds leaves and returns when they are safe on disk. Leaves that are there already may be given again, as a sequencer
   * does that died before it heard of them.
   * @param firstIndex index of the first of them, at most `size`
   * @param leafHashes `leafHash` of each entry
   * @throws InconsistentLog where a leaf is there with another hash; RangeError for a gap, for an entry above 65,535
   *   bytes, and for a hash that is not its entry's
   */
  append(firstIndex: number, leafHashes: readonly Buffer[], entries: readonly Buffer[]): Promise<void> {
    const turn = this.#last.then(() => this.#append(firstIndex, leafHashes, entries));
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #append(first: number, leaves: readonly Buffer[], entries: readonly Buffer[]): Promise<void> {
    const before = this.#size;
    if (first > before)
      throw new RangeError(`The next leaf is ${before}; leaves from ${first} on would leave a gap.`);
    if (leaves.length !== entries.length) throw new RangeError('Each leaf has its hash and its entry.');
    for (const [i, leaf] of leaves.entries()) {
      if (!leafHash(entries[i] as Buffer).equals(leaf))
        throw new RangeError(`Leaf ${first + i} is not its entry's.`);
      if (first + i < before && !(await this.hash(0, first + i)).equals(leaf)) {
        throw new InconsistentLog(`Leaf ${first + i} was written before with another hash.`);
      }
    }
    if (first + leaves.length <= before) return;
    const edge = await TileEdge.read(this.#files, before);
    for (const [i, leaf] of leaves.entries()) {
      if (first + i >= before) edge.append(leaf, entries[i] as Buffer);
    }
    edge.close(before);
    await this.#put(edge.files);
    await this.#put(new Map([[sizeFile, Buffer.from(`${edge.size}\n`)]]));
    this.#size = edge.size;
    for (const folder of edge.outgrown) await this.#files.disk.remove(path.join(this.#files.folder, folder));
  }

  async #put(files: ReadonlyMap<string, Buffer>): Promise<void> {
    const { disk, folder } = this.#files;
    const placed = new Map([...files].map(([place, bytes]) => [path.join(folder, place), bytes]));
    for (const place of placed.keys()) await makeFolders(disk, path.dirname(place), this.#made);
    await putFiles(disk, placed);
  }

  /**
   * The root of a perfect subtree: the leaves from `index · 2^level` on, `2^level` of them. Level 0 is the leaves' own
   * hashes; 8, 16, … are read from a tile as they stand there, those between are hashed from one.
   * @throws RangeError beyond the tree, DamagedTile where its tile is missing or not of its size
   */
  async hash(level: number, index: number): Promise<Buffer> {
    if (level < 0 || index < 0 || (index + 1) * 2 ** level > this.#size) {
      throw new RangeError(`A tree of ${this.#size} leaves has no node ${index} at level ${level}.`);
    }
    const tileLevel = Math.floor(level / tileHeight);
    const inner = level % tileHeight;
    const nodesInTile = tileWidth / 2 ** inner;
    const tile = Math.floor(index / nodesInTile);
    const hashes = await this.#files.tile(tileLevel, tile, widthOf(this.#size, tileLevel, tile));
    return hashes.node(inner, index % nodesInTile);
  }

  /** The bytes of an entry. @throws RangeError beyond the tree, DamagedTile where its bundle is missing or no bundle */
  async entry(index: number): Promise<Buffer> {
    if (index < 0 || index >= hashesAt(this.#size, 0)) {
      throw new RangeError(`A tree of ${this.#size} leaves has no entry ${index}.`);
    }
    const bundle = Math.floor(index / tileWidth);
    const entries = await this.#files.bundle(bundle, widthOf(this.#size, 0, bundle));
    return entries[index % tileWidth] as Buffer;
  }
}
