import { generateKeyPairSync } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { describe, expect, test } from 'vitest';
import { openCheckpoint } from './checkpoint.ts';
import { InconsistentLog } from './inconsistent-log.ts';
import { CutOff, MemoryDisk } from './memory-disk.fixture.ts';
import { emptyRoot, leafHash } from './merkle.ts';
import { someEntries } from './naive-tree.fixture.ts';
import { rootOf } from './proofs.ts';
import { logVerifiers, Signer } from './signer.ts';
import { TileStore } from './tile-store.ts';

const newKeys = () => ({
  origin: 'example.gov.cn/mingjing',
  ed25519: generateKeyPairSync('ed25519').privateKey,
  sm2: sm2.generateKeyPairHex().privateKey,
});
const keys = newKeys();

async function storeOf(entries: Buffer[]): Promise<TileStore> {
  const store = await TileStore.open('/tiles', new MemoryDisk());
  await store.append(0, entries.map(leafHash), entries);
  return store;
}
const store = await storeOf(someEntries(300));
/** The same log, but that its sixth leaf is another. */
const forged = await storeOf(someEntries(300).with(5, Buffer.from('as if nothing had been')));
const disk = () => new MemoryDisk();
const open = (on: MemoryDisk, by = keys) => Signer.open({ folder: '/evidence', keys: by, disk: on });
const signed = async (signer: Signer, size: number, of = store) =>
  signer.sign(size, await rootOf(of, size), of);

describe('the signer of checkpoints', () => {
  test('given a tree, then it is signed with both keys, published, and remembered by the next process', async () => {
    const on = disk();
    const signer = await open(on);
    expect(signer.last()).toBeNull();
    await signed(signer, 0);
    const note = await signed(signer, 5);
    expect((await on.read('/evidence/checkpoint')).toString()).toBe(note);
    const head = openCheckpoint(note, logVerifiers(keys), keys.origin);
    expect(head).toMatchObject({ size: 5, root: await rootOf(store, 5) });
    expect(head.signers).toHaveLength(2);
    expect((await open(on)).last()).toEqual({ size: 5, root: head.root, note });
    expect(await signed(await open(on), 5)).toBe(note);
    await signed(await open(on), 300);
  });

  test('given what does not extend the last one, then it is refused, also after a restart, and nothing changes', async () => {
    const on = disk();
    const note = await signed(await open(on), 100);
    for (const signer of [await open(on), await open(on)]) {
      const refused = (tried: Promise<string>) => expect(tried).rejects.toThrow(InconsistentLog);
      await refused(signed(signer, 99));
      await refused(signer.sign(100, emptyRoot, store));
      await refused(signed(signer, 100, forged));
      await refused(signed(signer, 101, forged));
      await refused(signed(signer, 300, forged));
      await refused(signer.sign(200, await rootOf(forged, 200), store));
      await refused(signer.sign(301, emptyRoot, store));
      expect((await on.read('/evidence/checkpoint')).toString()).toBe(note);
      expect(signer.last()?.size).toBe(100);
    }
    await signed(await open(on), 101);
  });

  test('given two at once, then the second is judged by the first', async () => {
    const signer = await open(disk());
    const [first, second] = await Promise.allSettled([signed(signer, 200), signed(signer, 300, forged)]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
  });

  test('given a kill or a loss of power before each act on the disk, then no published checkpoint is forgotten', async () => {
    for (const end of ['kill', 'power'] as const) {
      // Two acts open the folder, eight write the two files; with eleven nothing is cut off.
      for (let cutAt = 1; cutAt <= 11; cutAt++) {
        const on = disk();
        await signed(await open(on), 10);
        on.acts = 0;
        on.cutAt = cutAt;
        const cut = await open(on)
          .then((signer) => signed(signer, 20))
          .catch((error) => error);
        if (cut instanceof Error) expect(cut).toBeInstanceOf(CutOff);
        const seen = (await on.read('/evidence/checkpoint')).toString();
        let choice = cutAt;
        if (end === 'kill') on.kill();
        else on.losePower(() => (choice++ * 5) % 3 === 0);
        const signer = await open(on);
        const last = signer.last();
        expect(last?.size).toBeGreaterThanOrEqual(openCheckpoint(seen, logVerifiers(keys), keys.origin).size);
        expect((await on.read('/evidence/checkpoint')).toString()).toBe(last?.note);
        await signed(signer, 30);
      }
    }
  });

  test('given a disk that fails once, then the same note is written the next time', async () => {
    const on = disk();
    const signer = await open(on);
    on.cutAt = on.acts + 1;
    await expect(signed(signer, 10)).rejects.toThrow(CutOff);
    on.kill();
    const note = await signed(signer, 10);
    expect((await on.read('/evidence/checkpoint')).toString()).toBe(note);
    expect((await open(on)).last()?.note).toBe(note);
  });

  test('given a state that is gone, foreign or older than what is published, then it does not open', async () => {
    const on = disk();
    const older = await signed(await open(on), 10);
    const newer = await signed(await open(on), 20);
    await on.write('/evidence/signer-state', Buffer.from(older));
    await expect(open(on)).rejects.toThrow(InconsistentLog);
    await on.remove('/evidence/signer-state');
    await expect(open(on)).rejects.toThrow(InconsistentLog);
    await on.write('/evidence/signer-state', Buffer.from(newer.replace('\n20\n', '\n21\n')));
    await expect(open(on)).rejects.toThrow(/does not hold/);
    await on.write('/evidence/signer-state', Buffer.from(newer));
    await expect(open(on, newKeys())).rejects.toThrow(/No key/);
    await open(on);
  });
});
