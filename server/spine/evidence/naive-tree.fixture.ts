import { createHash } from 'node:crypto';

// RFC 6962, section 2.1, word for word, as slow as it stands there; what the tests hold ours against.

const sha256 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** k, the largest power of two smaller than n: k < n <= 2k. */
const split = (n: number): number => {
  let k = 1;
  while (2 * k < n) k *= 2;
  return k;
};

/** MTH(D[n]); roots of subtrees that were asked for before are remembered by `known`. */
export function merkleTreeHash(entries: readonly Buffer[], known?: Map<Buffer, Map<number, Buffer>>): Buffer {
  const n = entries.length;
  if (n === 0) return sha256();
  const first = entries[0] as Buffer;
  const before = known?.get(first)?.get(n);
  if (before) return before;
  const k = split(n);
  const root =
    n === 1
      ? sha256(Buffer.of(0), first)
      : sha256(
          Buffer.of(1),
          merkleTreeHash(entries.slice(0, k), known),
          merkleTreeHash(entries.slice(k), known),
        );
  if (known && !known.has(first)) known.set(first, new Map());
  known?.get(first)?.set(n, root);
  return root;
}

type Known = Map<Buffer, Map<number, Buffer>>;

/** PATH(m, D[n]). */
export function auditPath(m: number, entries: readonly Buffer[], known?: Known): Buffer[] {
  const n = entries.length;
  if (n === 1) return [];
  const k = split(n);
  const [left, right] = [entries.slice(0, k), entries.slice(k)];
  return m < k
    ? [...auditPath(m, left, known), merkleTreeHash(right, known)]
    : [...auditPath(m - k, right, known), merkleTreeHash(left, known)];
}

/** PROOF(m, D[n]). */
export const consistency = (m: number, entries: readonly Buffer[], known?: Known): Buffer[] =>
  subProof(m, entries, true, known);

function subProof(m: number, entries: readonly Buffer[], whole: boolean, known?: Known): Buffer[] {
  const n = entries.length;
  if (m === n) return whole ? [] : [merkleTreeHash(entries, known)];
  const k = split(n);
  const [left, right] = [entries.slice(0, k), entries.slice(k)];
  return m <= k
    ? [...subProof(m, left, whole, known), merkleTreeHash(right, known)]
    : [...subProof(m - k, right, false, known), merkleTreeHash(left, known)];
}

/** Entries that differ from each other, among them an empty one. */
export const someEntries = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, i) => Buffer.from(i === 0 ? '' : `entry ${i} 条`));
