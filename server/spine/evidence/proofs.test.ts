import { verifyMerkleInclusion } from '@sigstore/verify/dist/tlog/merkle.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { MemoryDisk } from './memory-disk.fixture.ts';
import { emptyRoot, leafHash } from './merkle.ts';
import { auditPath, consistency, merkleTreeHash, someEntries } from './naive-tree.fixture.ts';
import { consistencyProof, inclusionProof, rootOf, verifyConsistency, verifyInclusion } from './proofs.ts';
import { TileStore } from './tile-store.ts';

const entries = someEntries(1025);
const leaves = entries.map(leafHash);
const known = new Map();
const roots = Array.from({ length: 1026 }, (_, size) => merkleTreeHash(entries.slice(0, size), known));
const root = (size: number) => roots[size] as Buffer;
const leaf = (index: number) => leaves[index] as Buffer;
let store: TileStore;
beforeAll(async () => {
  store = await TileStore.open('/log', new MemoryDisk());
  await store.append(0, leaves, entries);
});

/** What a verifier of Sigstore, which speaks RFC 6962, says to a proof. */
const sigstoreAccepts = (index: number, size: number, proof: Buffer[]): boolean => {
  type Arguments = Parameters<typeof verifyMerkleInclusion>;
  const entry = {
    canonicalizedBody: entries[index],
    inclusionProof: { logIndex: String(index), hashes: proof },
  };
  try {
    verifyMerkleInclusion(
      entry as unknown as Arguments[0],
      { logSize: BigInt(size), logHash: root(size) } as Arguments[1],
    );
    return true;
  } catch {
    return false;
  }
};

describe('proofs of inclusion', () => {
  test('given every size from 0 to 1,025, then the root is right, and so is a proof of each leaf on the way', async () => {
    expect(await rootOf(store, 0)).toEqual(emptyRoot);
    for (let size = 1; size <= 1025; size++) {
      expect((await rootOf(store, size)).equals(root(size))).toBe(true);
      // All leaves of small trees; of large ones the edges and some that wander through.
      const some =
        size <= 130
          ? leaves.keys()
          : [0, 1, size >> 1, (size * 7) % size, (size * size) % 251, size - 2, size - 1];
      for (const index of new Set(some)) {
        if (index >= size) break;
        const proof = await inclusionProof(store, index, size);
        const wanted = auditPath(index, entries.slice(0, size), known);
        if (!Buffer.concat(proof).equals(Buffer.concat(wanted))) expect.fail(`leaf ${index} of ${size}`);
        const right = { leaf: leaf(index), index, size, proof, root: root(size) };
        if (!verifyInclusion(right)) expect.fail(`our verifier refuses leaf ${index} of ${size}`);
        if (!sigstoreAccepts(index, size, proof)) expect.fail(`Sigstore refuses leaf ${index} of ${size}`);
      }
    }
  });

  test('given a proof for another leaf, then Sigstore refuses it: the judge does judge', async () => {
    expect(sigstoreAccepts(6, 1025, await inclusionProof(store, 5, 1025))).toBe(false);
  });

  test.each([
    [0, 0],
    [5, 5],
    [-1, 5],
    [0.5, 5],
    [0, 1026],
  ])('given leaf %d of %d, then there is no proof', async (index, size) => {
    await expect(inclusionProof(store, index, size)).rejects.toThrow(RangeError);
  });
});

describe('proofs of consistency', () => {
  test('given every pair of sizes up to 256, then the proof is that of RFC 6962 and holds', async () => {
    for (let to = 0; to <= 256; to++) {
      for (let from = 0; from <= to; from++) {
        const proof = await consistencyProof(store, from, to);
        const wanted = from === 0 ? [] : consistency(from, entries.slice(0, to), known);
        if (!Buffer.concat(proof).equals(Buffer.concat(wanted))) expect.fail(`${from} to ${to}`);
        const claim = { from, to, fromRoot: root(from), toRoot: root(to), proof };
        if (!verifyConsistency(claim)) expect.fail(`${from} to ${to} is refused`);
        if (from > 0 && verifyConsistency({ ...claim, fromRoot: emptyRoot }))
          expect.fail('another root passes');
        if (from > 0 && verifyConsistency({ ...claim, toRoot: emptyRoot }))
          expect.fail('another root passes');
      }
    }
  });

  test.each([
    [5, 4],
    [-1, 4],
    [0.5, 4],
  ])('given %d to %d, then there is no proof', async (from, to) => {
    await expect(consistencyProof(store, from, to)).rejects.toThrow(RangeError);
    expect(verifyConsistency({ from, to, fromRoot: root(4), toRoot: root(4), proof: [] })).toBe(false);
  });
});

/** One thing that can be done to a list of hashes. */
type Harm = (proof: Buffer[]) => Buffer[] | undefined;
const flip = (one: Buffer, bit: number): Buffer => {
  const other = Buffer.from(one);
  other[bit >> 3] = (other[bit >> 3] as number) ^ (1 << (bit & 7));
  return other;
};
const place = fc.nat({ max: 63 });
const harm: fc.Arbitrary<Harm> = fc.oneof(
  fc.tuple(place, fc.nat({ max: 255 })).map(
    ([at, bit]): Harm =>
      (proof) =>
        at < proof.length ? proof.with(at, flip(proof[at] as Buffer, bit)) : undefined,
  ),
  place.map(
    (at): Harm =>
      (proof) =>
        at < proof.length ? proof.toSpliced(at, 1) : undefined,
  ),
  fc.tuple(place, fc.uint8Array({ minLength: 32, maxLength: 32 })).map(
    ([at, bytes]): Harm =>
      (proof) =>
        proof.toSpliced(at % (proof.length + 1), 0, Buffer.from(bytes)),
  ),
  place.map(
    (at): Harm =>
      (proof) => {
        if (at + 1 >= proof.length) return undefined;
        return proof.with(at, proof[at + 1] as Buffer).with(at + 1, proof[at] as Buffer);
      },
  ),
  place.map(
    (at): Harm =>
      (proof) => {
        if (at >= proof.length) return undefined;
        return proof.with(at, (proof[at] as Buffer).subarray(0, 31));
      },
  ),
);
const sizes = fc.integer({ min: 1, max: 1025 });

describe('proofs that were tampered with', () => {
  test('given a proof of inclusion with one thing changed, then it is refused', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), harm, async (size, at, change) => {
        const index = at % size;
        const proof = await inclusionProof(store, index, size);
        const changed = change(proof);
        fc.pre(changed !== undefined);
        expect(verifyInclusion({ leaf: leaf(index), index, size, proof: changed, root: root(size) })).toBe(
          false,
        );
      }),
      { numRuns: 1500 },
    );
  });

  test('given another leaf, index, root or one bit of them, then it is refused', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), fc.nat({ max: 255 }), async (size, at, elsewhere, bit) => {
        const index = at % size;
        const other = elsewhere % size;
        const proof = await inclusionProof(store, index, size);
        const right = { leaf: leaf(index), index, size, proof, root: root(size) };
        expect(verifyInclusion(right)).toBe(true);
        expect(verifyInclusion({ ...right, leaf: flip(right.leaf, bit) })).toBe(false);
        expect(verifyInclusion({ ...right, root: flip(right.root, bit) })).toBe(false);
        if (other !== index) expect(verifyInclusion({ ...right, index: other })).toBe(false);
        for (const index of [-1, 0.5, size, Number.NaN])
          expect(verifyInclusion({ ...right, index })).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('given a proof of consistency with one thing changed, then it is refused', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, sizes, harm, fc.nat({ max: 255 }), async (one, two, change, bit) => {
        const [from, to] = [Math.min(one, two), Math.max(one, two)];
        const proof = await consistencyProof(store, from, to);
        const right = { from, to, fromRoot: root(from), toRoot: root(to), proof };
        expect(verifyConsistency(right)).toBe(true);
        expect(verifyConsistency({ ...right, fromRoot: flip(right.fromRoot, bit) })).toBe(false);
        expect(verifyConsistency({ ...right, toRoot: flip(right.toRoot, bit) })).toBe(false);
        const changed = change(proof);
        fc.pre(changed !== undefined);
        expect(verifyConsistency({ ...right, proof: changed })).toBe(false);
      }),
      { numRuns: 1500 },
    );
  });

  test('given any other size with the same root, then only sizes that the proof cannot tell apart pass', async () => {
    // A proof holds no size of its own: that is what the signed checkpoint binds. Root and path bind the leaf.
    const proof = await inclusionProof(store, 3, 1000);
    const right = { leaf: leaf(3), index: 3, size: 1000, proof, root: root(1000) };
    for (const size of [0, 1, 2, 3, 4, 511, 512, 1025, 2 ** 40, 2 ** 53]) {
      expect(verifyInclusion({ ...right, size })).toBe(false);
    }
  });
});
