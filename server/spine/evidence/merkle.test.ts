import { describe, expect, test } from 'vitest';
import { emptyRoot, Frontier, leafHash, nodeHash } from './merkle.ts';
import { merkleTreeHash, someEntries } from './naive-tree.fixture.ts';

// The leaves and roots by which implementations of Certificate Transparency check each other.
const knownLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'));
const knownRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the Merkle tree', () => {
  test('given the leaves of Certificate Transparency, then it has their roots', () => {
    const frontier = Frontier.of(0, []);
    expect(frontier.root().toString('hex')).toBe(knownRoots[0]);
    for (const [i, leaf] of knownLeaves.entries()) {
      frontier.append(leafHash(leaf));
      expect(frontier.root().toString('hex')).toBe(knownRoots[i + 1]);
    }
  });

  test('given every size from 0 to 1,025, then its root is that of the recursion of RFC 6962', () => {
    const entries = someEntries(1025);
    const known = new Map();
    const frontier = Frontier.of(0, []);
    for (let size = 0; size <= 1025; size++) {
      expect(frontier.size).toBe(size);
      expect(frontier.root().equals(merkleTreeHash(entries.slice(0, size), known))).toBe(true);
      // Put away and taken up again, it grows on as before.
      const again = Frontier.of(size, frontier.hashes());
      expect(again.root().equals(frontier.root())).toBe(true);
      if (size === 1025) break;
      again.append(leafHash(entries[size] as Buffer));
      frontier.append(leafHash(entries[size] as Buffer));
      expect(again.hashes()).toEqual(frontier.hashes());
    }
  });

  test('given more leaves than 32 bits count, then a frontier still grows', () => {
    const hashes = [emptyRoot, emptyRoot];
    const frontier = Frontier.of(2 ** 40 + 1, hashes);
    frontier.append(emptyRoot);
    expect(frontier.size).toBe(2 ** 40 + 2);
    expect(frontier.hashes()).toEqual([emptyRoot, nodeHash(emptyRoot, emptyRoot)]);
  });

  test.each([
    [1, []],
    [2, [emptyRoot, emptyRoot]],
    [3, [emptyRoot]],
    [1, [Buffer.alloc(31)]],
    [-1, []],
    [1.5, [emptyRoot]],
    [2 ** 53, [emptyRoot]],
  ])('given a size of %d and %j, then there is no such frontier', (size, hashes) => {
    expect(() => Frontier.of(size, hashes)).toThrow(RangeError);
  });
});
