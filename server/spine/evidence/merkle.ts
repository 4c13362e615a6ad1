import { hash } from 'node:crypto';
import { longestEntry } from './entry-bundle.ts';

// The Merkle tree of RFC 6962, section 2.1, with SHA-256: leaves and nodes are hashed under prefixes of their own, so that
// no node can be passed off as a leaf.

/** Bytes of a hash of the tree. */
export const hashSize = 32;

// Hashing is done at once, so one place to put bytes together serves all: an allocation for each costs as much as the hash.
const leafBytes = Buffer.alloc(1 + longestEntry, 0x00);
const nodeBytes = Buffer.alloc(1 + 2 * hashSize, 0x01);

/** The hash of a leaf over the bytes of its entry: SHA-256(0x00 ‖ data). */
export function leafHash(data: Uint8Array): Buffer {
  if (data.length > longestEntry) return hash('sha256', Buffer.concat([Buffer.of(0x00), data]), 'buffer');
  leafBytes.set(data, 1);
  return hash('sha256', leafBytes.subarray(0, 1 + data.length), 'buffer');
}

/** The hash of an inner node over two hashes: SHA-256(0x01 ‖ left ‖ right). @throws RangeError for anything longer */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== hashSize || right.length !== hashSize)
    throw new RangeError('A node is over two hashes.');
  nodeBytes.set(left, 1);
  nodeBytes.set(right, 1 + hashSize);
  return hash('sha256', nodeBytes, 'buffer');
}

/** The root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Buffer = hash('sha256', '', 'buffer');

/** One level up: the nodes over each two hashes. What is left over at the end has no node yet. */
export function pairUp(hashes: readonly Buffer[]): Buffer[] {
  return Array.from({ length: Math.floor(hashes.length / 2) }, (_, i) =>
    nodeHash(hashes[2 * i] as Buffer, hashes[2 * i + 1] as Buffer),
  );
}

/** How many perfect subtrees make up a tree of that many leaves: the ones of its binary form. */
const peaks = (size: number): number => {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
};

/**
 * What a tree must be remembered by to grow: the roots of the perfect subtrees that it is made up of, the largest first.
 * At most 53 hashes, however many leaves there are.
 */
export class Frontier {
  #size: number;
  readonly #hashes: Buffer[];

  private constructor(size: number, hashes: Buffer[]) {
    this.#size = size;
    this.#hashes = hashes;
  }

  /**
   * The frontier of a tree of `size` leaves, from what `hashes()` gave.
   * @throws RangeError where the hashes cannot be those of a tree of that size
   */
  static of(size: number, hashes: Buffer[]): Frontier {
    if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`No tree has ${size} leaves.`);
    if (hashes.length !== peaks(size) || hashes.some(({ length }) => length !== hashSize)) {
      throw new RangeError(
        `A tree of ${size} leaves has a frontier of ${peaks(size)} hashes of ${hashSize} bytes.`,
      );
    }
    return new Frontier(
      size,
      hashes.map((one) => Buffer.from(one)),
    );
  }

  /** How many leaves the tree has. */
  get size(): number {
    return this.#size;
  }

  /** Adds a leaf by its hash (`leafHash`). */
  append(leaf: Buffer): void {
    if (leaf.length !== hashSize) throw new RangeError(`The hash of a leaf has ${hashSize} bytes.`);
    let node = leaf;
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      node = nodeHash(this.#hashes.pop() as Buffer, node);
    }
    this.#hashes.push(node);
    this.#size += 1;
  }

  /** The Merkle tree hash over all leaves. */
  root(): Buffer {
    if (this.#size === 0) return emptyRoot;
    return this.#hashes.reduceRight((right, left) => nodeHash(left, right));
  }

  /** A copy of the subtree roots, the largest first, to be kept beside `size`. */
  hashes(): Buffer[] {
    return this.#hashes.map((one) => Buffer.from(one));
  }
}
