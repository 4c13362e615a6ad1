import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { formatCheckpoint } from './checkpoint.ts';
import { InconsistentLog } from './inconsistent-log.ts';
import { CutOff, MemoryDisk } from './memory-disk.fixture.ts';
import { leafHash } from './merkle.ts';
import { someEntries } from './naive-tree.fixture.ts';
import { consistencyProof, rootOf } from './proofs.ts';
import {
  ed25519Signer,
  ed25519Verifier,
  openNote,
  parseNote,
  signNote,
  UnverifiedNote,
} from './signed-note.ts';
import { TileStore } from './tile-store.ts';
import { cosign, cosignatureVerifier, cosignedAt, lastCosigned } from './witness.ts';

const origin = 'county.example.gov.cn/mingjing';
const logKey = generateKeyPairSync('ed25519').privateKey;
const key = generateKeyPairSync('ed25519').privateKey;
const name = 'province.example.gov.cn/witness';
const now = Date.UTC(2026, 10, 28, 5, 30);

async function storeOf(entries: Buffer[]): Promise<TileStore> {
  const store = await TileStore.open('/tiles', new MemoryDisk());
  await store.append(0, entries.map(leafHash), entries);
  return store;
}
const store = await storeOf(someEntries(300));
const forged = await storeOf(someEntries(300).with(5, Buffer.from('as if nothing had been')));

const checkpoint = async (size: number, of = store, by = origin) =>
  signNote(formatCheckpoint({ origin: by, size, root: await rootOf(of, size) }), [ed25519Signer(by, logKey)]);

interface Asked {
  from?: number;
  of?: TileStore;
  by?: string;
}
async function ask(disk: MemoryDisk, size: number, { from = 0, of = store, by = origin }: Asked = {}) {
  const note = await checkpoint(size, of, by);
  const proof = await consistencyProof(of, from, size);
  const log = [ed25519Verifier(by, logKey)];
  return {
    note,
    line: await cosign({ folder: '/seen', name, key, now, note, origin: by, log, proof, disk }),
  };
}

describe('a witness', () => {
  test('given a checkpoint, then its cosignature stands under it with its time', async () => {
    const disk = new MemoryDisk();
    const { note, line } = await ask(disk, 100);
    const { signers } = openNote(note + line, [
      ed25519Verifier(origin, logKey),
      cosignatureVerifier(name, key),
    ]);
    expect(signers).toHaveLength(2);
    const signature = parseNote(note + line).signatures[1]?.signature as Buffer;
    expect(cosignedAt(signature)).toBe(now);
    signature[7] = (signature[7] as number) ^ 1;
    expect(cosignatureVerifier(name, key).verify(Buffer.from(parseNote(note).text), signature)).toBe(false);
    expect(await lastCosigned('/seen', origin, disk)).toMatchObject({ origin, size: 100 });
  });

  test('given what extends the last one, then it is cosigned; what does not is refused and not remembered', async () => {
    const disk = new MemoryDisk();
    await ask(disk, 100);
    await ask(disk, 100, { from: 100 });
    await ask(disk, 256, { from: 100 });
    for (const [size, asked] of [
      [100, {}],
      [255, { from: 255 }],
      [256, { from: 256, of: forged }],
      [300, { from: 256, of: forged }],
      [300, { from: 100 }],
      [300, {}],
    ] as [number, Asked][]) {
      await expect(ask(disk, size, asked)).rejects.toThrow(InconsistentLog);
    }
    expect((await lastCosigned('/seen', origin, disk))?.size).toBe(256);
    await ask(disk, 300, { from: 256 });
  });

  test('given two forks at once, then one alone is cosigned', async () => {
    const disk = new MemoryDisk();
    const ends = await Promise.allSettled([ask(disk, 100), ask(disk, 100, { of: forged })]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('given several logs, then each is remembered by itself', async () => {
    const disk = new MemoryDisk();
    await ask(disk, 100);
    await ask(disk, 50, { by: '../other log', of: forged }).catch((error) =>
      expect(error).toBeInstanceOf(UnverifiedNote),
    );
    await ask(disk, 50, { by: 'other.example', of: forged });
    expect((await lastCosigned('/seen', origin, disk))?.size).toBe(100);
    expect((await lastCosigned('/seen', 'other.example', disk))?.size).toBe(50);
    expect(await lastCosigned('/seen', 'unknown.example', disk)).toBeNull();
  });

  test('given a checkpoint that the log did not sign, or of another log, then it is refused', async () => {
    const note = await checkpoint(10);
    const log = [ed25519Verifier(origin, key)];
    const asked = { folder: '/seen', name, key, now, note, origin, log, proof: [], disk: new MemoryDisk() };
    await expect(cosign(asked)).rejects.toThrow(UnverifiedNote);
    const known = [ed25519Verifier(origin, logKey)];
    await expect(cosign({ ...asked, log: known, origin: 'other.example' })).rejects.toThrow(UnverifiedNote);
    await expect(cosign({ ...asked, log: known, note: note.replace('\n10\n', '\n11\n') })).rejects.toThrow(
      /hold/,
    );
  });

  test('given a loss of power before each act, then no cosignature is out that is not remembered', async () => {
    for (let cutAt = 0; cutAt < 12; cutAt++) {
      const disk = new MemoryDisk();
      disk.cutAt = cutAt;
      const line = await ask(disk, 100).catch((error) => void expect(error).toBeInstanceOf(CutOff));
      disk.losePower(() => false);
      if (line) expect((await lastCosigned('/seen', origin, disk))?.size).toBe(100);
      await ask(disk, 200, { from: line ? 100 : 0 });
    }
  });
});
