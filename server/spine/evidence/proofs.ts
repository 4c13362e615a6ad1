import { emptyRoot, nodeHash } from './merkle.ts';

/** Where the hashes of a tree come from; `TileStore` is one. */
export interface HashSource {
  /** The root of the perfect subtree over the leaves from `index · 2^level` on, `2^level` of them; level 0 is leaves. */
  hash(level: number, index: number): Promise<Buffer>;
}

/** The largest power of two that is less than `n`, as an exponent; n is at least 2. */
const splitLevel = (n: number): number => {
  let level = 0;
  while (2 ** (level + 1) < n) level += 1;
  return level;
};

/** The root over the leaves from `begin` up to `end`, where the tree of RFC 6962 has such a subtree. */
async function subtreeRoot(source: HashSource, begin: number, end: number): Promise<Buffer> {
  const count = end - begin;
  if (count === 1) return source.hash(0, begin);
  const level = splitLevel(count);
  if (2 ** (level + 1) === count) return source.hash(level + 1, begin / count);
  const [left, right] = await Promise.all([
    source.hash(level, begin / 2 ** level),
    subtreeRoot(source, begin + 2 ** level, end),
  ]);
  return nodeHash(left, right);
}

/** The root of the first `size` leaves, from the hashes that `source` holds. */
export async function rootOf(source: HashSource, size: number): Promise<Buffer> {
  return size === 0 ? emptyRoot : subtreeRoot(source, 0, size);
}

/**
 * PATH(index, D[size]) of RFC 6962, section 2.1.1: the siblings on the way from a leaf to the root, lowest first.
 * @throws RangeError where the tree of that size has no such leaf
 */
export async function inclusionProof(source: HashSource, index: number, size: number): Promise<Buffer[]> {
  if (!isSize(index) || !isSize(size) || index >= size) {
    throw new RangeError(`A tree of ${size} leaves has no leaf ${index}.`);
  }
  const siblings: Promise<Buffer>[] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const middle = begin + 2 ** splitLevel(end - begin);
    if (index < middle) {
      siblings.push(subtreeRoot(source, middle, end));
      end = middle;
    } else {
      siblings.push(subtreeRoot(source, begin, middle));
      begin = middle;
    }
  }
  return (await Promise.all(siblings)).reverse();
}

/**
 * PROOF(from, D[to]) of RFC 6962, section 2.1.2: that the tree of `to` leaves begins with the tree of `from` leaves.
 * Empty where the two are the same or the first is empty.
 * @throws RangeError where `from` is larger than `to`
 */
export async function consistencyProof(source: HashSource, from: number, to: number): Promise<Buffer[]> {
  if (!isSize(from) || !isSize(to) || from > to) throw new RangeError(`${from} leaves are no part of ${to}.`);
  if (from === 0 || from === to) return [];
  const nodes: Promise<Buffer>[] = [];
  let [begin, end] = [0, to];
  while (end !== from) {
    const middle = begin + 2 ** splitLevel(end - begin);
    if (from <= middle) {
      nodes.push(subtreeRoot(source, middle, end));
      end = middle;
    } else {
      nodes.push(subtreeRoot(source, begin, middle));
      begin = middle;
    }
  }
  // Where the old tree is a subtree of the new one from the first leaf on, its root is known to whoever checks.
  if (begin > 0) nodes.push(subtreeRoot(source, begin, end));
  return (await Promise.all(nodes)).reverse();
}

export interface Inclusion {
  /** Hash of the leaf (`leafHash`), not its bytes. */
  leaf: Buffer;
  index: number;
  size: number;
  proof: readonly Buffer[];
  root: Buffer;
}

/** Whether the proof leads from this leaf at this index to this root (RFC 9162, section 2.1.3.2). Never throws. */
export function verifyInclusion({ leaf, index, size, proof, root }: Inclusion): boolean {
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  if (![leaf, root, ...proof].every(isHash)) return false;
  let [at, last, node] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = nodeHash(sibling, node);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      node = nodeHash(node, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && node.equals(root);
}

export interface Consistency {
  from: number;
  to: number;
  fromRoot: Buffer;
  toRoot: Buffer;
  proof: readonly Buffer[];
}

/** Whether the proof shows that the second tree begins with the first (RFC 9162, section 2.1.4.2). Never throws. */
export function verifyConsistency({ from, to, fromRoot, toRoot, proof }: Consistency): boolean {
  if (!isSize(from) || !isSize(to) || from > to) return false;
  if (![fromRoot, toRoot, ...proof].every(isHash)) return false;
  if (from === 0)
    return proof.length === 0 && fromRoot.equals(emptyRoot) && (to > 0 || toRoot.equals(emptyRoot));
  if (from === to) return proof.length === 0 && fromRoot.equals(toRoot);
  let [at, last] = [from - 1, to - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  // The old tree is a subtree of its own where its size is a power of two; then the proof leaves its root out.
  const path = at === 0 ? [fromRoot, ...proof] : proof;
  const [seed, ...rest] = path;
  if (!seed || rest.length === 0) return false;
  let [old, grown] = [seed, seed];
  for (const node of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      old = nodeHash(node, old);
      grown = nodeHash(node, grown);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      grown = nodeHash(grown, node);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && old.equals(fromRoot) && grown.equals(toRoot);
}

const half = (n: number): number => Math.floor(n / 2);
const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const isHash = (one: Buffer): boolean => one.length === 32;
