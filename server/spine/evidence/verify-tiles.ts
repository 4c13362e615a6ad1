import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Damages } from '#spine/evidence/damage';
import { formatBundle, parseBundle } from '#spine/evidence/entry-bundle';
import { Frontier, hashSize } from '#spine/evidence/merkle';
import { entriesPath, partialsPath, readTilePath, tilePath, tileWidth } from '#spine/evidence/tile-path';

/** Undefined where there is no such file: a partial tile goes when the full one is there. */
const readFileIfThere = (file: string) =>
  readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });

/** The partial forms of a tile that lie there. */
async function partialsOf(folder: string, fullPath: string): Promise<string[]> {
  const names = await readdir(path.join(folder, partialsPath(fullPath))).catch(() => []);
  return names.map((name) => `${partialsPath(fullPath)}/${name}`).filter((place) => readTilePath(place));
}

/** What the files say of up to 256 leaves: undefined where nothing legible lies. */
export interface Block {
  hashes: (Buffer | undefined)[];
  entries: (Buffer | undefined)[];
}

/** Reads the hashes and entries of the leaves from `index · 256` on, from the widest files there are. */
export async function readBlock(folder: string, index: number): Promise<Block> {
  const widest = async (full: string): Promise<{ bytes: Buffer; width: number } | undefined> => {
    const places = [full, ...(await partialsOf(folder, full))]
      .map((place) => ({ place, width: readTilePath(place)!.width }))
      .toSorted((a, b) => b.width - a.width);
    for (const { place, width } of places) {
      const bytes = await readFileIfThere(path.join(folder, place));
      if (bytes) return { bytes, width };
    }
    return undefined;
  };
  const tile = await widest(tilePath(0, index));
  const bundle = await widest(entriesPath(index));
  return {
    hashes: Array.from({ length: tileWidth }, (_, i) => {
      const hash = tile?.bytes.subarray(i * hashSize, (i + 1) * hashSize);
      return hash?.length === hashSize ? hash : undefined;
    }),
    entries: entriesOf(bundle),
  };
}

/** Entries as far as they can be read: a damaged length makes the rest illegible. */
function entriesOf(bundle: { bytes: Buffer; width: number } | undefined): (Buffer | undefined)[] {
  if (!bundle) return [];
  for (let count = bundle.width; count > 0; count--) {
    const entries = parseBundle(bundle.bytes, count);
    if (entries) return entries;
  }
  return [];
}

/** The file in which the tiles say how many leaves they hold. */
const sizeFile = 'tile-size';

/** That it says so still, and no fewer than were signed. */
export async function verifyTileSize(folder: string, signed: number, damages: Damages): Promise<void> {
  const text = (await readFileIfThere(path.join(folder, sizeFile)))?.toString('latin1');
  if (text === undefined && signed === 0) return;
  const there = /^(0|[1-9]\d*)\n$/.test(text ?? '') ? Number(text) : undefined;
  if (there === undefined || there < signed)
    damages.add('tile', sizeFile, `does not name the ${signed} leaves that were signed, or more`);
  else if (
    there > signed &&
    !(await readBlock(folder, Math.floor((there - 1) / tileWidth))).hashes[(there - 1) % tileWidth]
  )
    damages.add('tile', sizeFile, 'names more leaves than the tiles hold');
}

/**
 * Compares every tile with the hashes and entries that it must hold, level by level, as the leaves come by; memory holds the
 * right edge of the tree alone.
 */
export class TileCheck {
  readonly #folder: string;
  readonly #damages: Damages;
  readonly #levels: Buffer[][] = [];
  readonly #indexes: number[] = [];
  #entries: (Buffer | undefined)[] = [];
  /** Leaves up to here must be in the files; those after may not have been written yet. */
  readonly #required: number;
  #leaves = 0;

  constructor(folder: string, required: number, damages: Damages) {
    this.#folder = folder;
    this.#required = required;
    this.#damages = damages;
  }

  /** The next leaf; `entry` undefined where its bytes are not known. */
  async add(hash: Buffer, entry: Buffer | undefined): Promise<void> {
    this.#entries.push(entry);
    this.#leaves += 1;
    if (this.#entries.length === tileWidth) {
      await this.#checkBundle(this.#leaves / tileWidth - 1);
      this.#entries = [];
    }
    await this.#push(0, hash);
  }

  /** After the last leaf: what is not full. */
  async end(): Promise<void> {
    if (this.#entries.length > 0) await this.#checkBundle(Math.floor(this.#leaves / tileWidth));
    for (const [level, hashes] of this.#levels.entries())
      if (hashes.length > 0) await this.#checkTile(level, this.#indexes[level]!, hashes);
  }

  async #push(level: number, hash: Buffer): Promise<void> {
    const hashes = (this.#levels[level] ??= []);
    const index = (this.#indexes[level] ??= 0);
    hashes.push(hash);
    if (hashes.length < tileWidth) return;
    await this.#checkTile(level, index, hashes);
    this.#levels[level] = [];
    this.#indexes[level] = index + 1;
    const above = Frontier.of(0, []);
    for (const one of hashes) above.append(one);
    await this.#push(level + 1, above.root());
  }

  async #checkTile(level: number, index: number, hashes: readonly Buffer[]): Promise<void> {
    const span = tileWidth ** level;
    const required = Math.min(hashes.length, Math.floor(this.#required / span) - index * tileWidth);
    await this.#checkFiles(tilePath(level, index), required, hashes.length, (bytes, width) => {
      const known = Math.min(width, hashes.length);
      return (
        bytes.length === width * hashSize &&
        bytes.subarray(0, known * hashSize).equals(Buffer.concat(hashes.slice(0, known)))
      );
    });
  }

  async #checkBundle(index: number): Promise<void> {
    const entries = this.#entries;
    const required = Math.min(entries.length, this.#required - index * tileWidth);
    await this.#checkFiles(entriesPath(index), required, entries.length, (bytes, width) => {
      const found = parseBundle(bytes, width);
      if (!found || formatBundle(found).length !== bytes.length) return false;
      return found.every((entry, i) => i >= entries.length || entries[i]?.equals(entry));
    });
  }

  /** Every form of a tile that lies there is right, and one of them is as wide as it must be. */
  async #checkFiles(
    full: string,
    required: number,
    known: number,
    isRight: (bytes: Buffer, width: number) => boolean,
  ): Promise<void> {
    let widest = 0;
    for (const place of [full, ...(await partialsOf(this.#folder, full))]) {
      const bytes = await readFileIfThere(path.join(this.#folder, place));
      if (!bytes) continue;
      const { width } = readTilePath(place)!;
      widest = Math.max(widest, width);
      if (!isRight(bytes, width)) this.#damages.add('tile', place, 'does not hold what its leaves say');
    }
    if (widest < Math.min(required, known))
      this.#damages.add('tile', full, `is missing; ${required} of its hashes or entries were signed`);
  }
}
