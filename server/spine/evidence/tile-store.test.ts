import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Disk, machineDisk } from './disk.ts';
import { parseBundle } from './entry-bundle.ts';
import { InconsistentLog } from './inconsistent-log.ts';
import { CutOff, MemoryDisk } from './memory-disk.fixture.ts';
import { Frontier, leafHash } from './merkle.ts';
import { merkleTreeHash, someEntries } from './naive-tree.fixture.ts';
import { rootOf } from './proofs.ts';
import { DamagedTile } from './tile-files.ts';
import { TileStore } from './tile-store.ts';

const entries = someEntries(1500);
const leaves = entries.map(leafHash);
const known = new Map();
const add = (store: TileStore, from: number, to: number) =>
  store.append(from, leaves.slice(from, to), entries.slice(from, to));

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tiles-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** What must hold of a store of whatever size it says: root, every leaf and every entry. */
async function expectWhole(store: TileStore): Promise<void> {
  expect((await rootOf(store, store.size)).equals(merkleTreeHash(entries.slice(0, store.size), known))).toBe(
    true,
  );
  for (let i = 0; i < store.size; i++) {
    if (!(await store.hash(0, i)).equals(leaves[i] as Buffer)) expect.fail(`leaf ${i} of ${store.size}`);
    if (!(await store.entry(i)).equals(entries[i] as Buffer)) expect.fail(`entry ${i} of ${store.size}`);
  }
}

describe('tiles on disk', () => {
  test('given 70,000 leaves, then there are exactly the tiles that C2SP tlog-tiles says', async () => {
    const folder = await newFolder();
    const store = await TileStore.open(folder);
    const many = Array.from({ length: 70_000 }, (_, i) => Buffer.from(String(i)));
    const hashes = many.map(leafHash);
    const frontier = Frontier.of(0, []);
    for (const hash of hashes) frontier.append(hash);
    await store.append(0, hashes, many);
    const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((one) => one.isFile())
      .map((one) => path.relative(folder, path.join(one.parentPath, one.name)));
    const of = (start: string) => files.filter((file) => file.startsWith(start));
    expect(of('tile/0/')).toHaveLength(274);
    expect(of('tile/0/273.p/')).toEqual(['tile/0/273.p/112']);
    expect(of('tile/1/').toSorted()).toEqual(['tile/1/000', 'tile/1/001.p/17']);
    expect(of('tile/2/')).toEqual(['tile/2/000.p/1']);
    expect(of('tile/entries/')).toHaveLength(274);
    expect(files).toHaveLength(274 * 2 + 3 + 1);
    expect((await rootOf(store, 70_000)).equals(frontier.root())).toBe(true);
    expect(
      (await readFile(path.join(folder, 'tile/0/000'))).equals(Buffer.concat(hashes.slice(0, 256))),
    ).toBe(true);
    const bundle = await readFile(path.join(folder, 'tile/entries/273.p/112'));
    expect(parseBundle(bundle, 112)?.at(-1)?.toString()).toBe('69999');
    expect(bundle.subarray(0, 7)).toEqual(Buffer.from('\0\x0569888'));
  });

  test('given steps of any length, then it is the same tree, also when it is opened anew between them', async () => {
    const steps = fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (steps, anew) => {
        const disk = new MemoryDisk();
        let store = await TileStore.open('/log', disk);
        for (const step of steps) {
          await add(store, store.size, Math.min(1500, store.size + step));
          if (anew) store = await TileStore.open('/log', disk);
        }
        await expectWhole(store);
      }),
      { numRuns: 15 },
    );
  });

  test('given leaves that are there already, then they are taken, unless one has another hash', async () => {
    const store = await TileStore.open('/log', new MemoryDisk());
    await add(store, 0, 300);
    await add(store, 200, 310);
    await add(store, 0, 5);
    expect(store.size).toBe(310);
    const other = Buffer.from('another entry');
    await expect(store.append(299, [leafHash(other)], [other])).rejects.toThrow(InconsistentLog);
    await expect(add(store, 311, 312)).rejects.toThrow(/gap/);
    await expect(store.append(310, [leafHash(other)], [Buffer.from('foreign')])).rejects.toThrow(RangeError);
    const long = Buffer.alloc(65_536);
    await expect(store.append(310, [leafHash(long)], [long])).rejects.toThrow(RangeError);
    const longest = long.subarray(1);
    await store.append(310, [leafHash(longest)], [longest]);
    expect((await store.entry(310)).length).toBe(65_535);
  });

  test('given appends at once, then they come one after another', async () => {
    const store = await TileStore.open('/log', new MemoryDisk());
    await Promise.all([add(store, 0, 100), add(store, 100, 700), add(store, 700, 701)]);
    expect(store.size).toBe(701);
    await expectWhole(store);
  });

  test('given a reader that saw a partial tile which is full by now, then it reads the full one', async () => {
    const disk = new MemoryDisk();
    const writer = await TileStore.open('/log', disk);
    await add(writer, 0, 300);
    const reader = await TileStore.open('/log', disk);
    await add(writer, 300, 600);
    expect(disk.files()).not.toContain('/log/tile/0/001.p/44');
    await expectWhole(reader);
  });

  test.each(['tile/0/000', 'tile/entries/000', 'tile/entries/001.p/44'])(
    'given %s shortened or taken away, then it is named',
    async (place) => {
      const disk = new MemoryDisk();
      await add(await TileStore.open('/log', disk), 0, 300);
      const bytes = await disk.read(`/log/${place}`);
      const everything = async () => {
        const store = await TileStore.open('/log', disk);
        for (let i = 0; i < 300; i++) await Promise.all([store.hash(0, i), store.entry(i)]);
      };
      await everything();
      await disk.write(`/log/${place}`, bytes.subarray(1));
      await expect(everything()).rejects.toMatchObject({ name: 'DamagedTile', path: place });
      await disk.remove(`/log/${place}`);
      await expect(everything()).rejects.toThrow(DamagedTile);
    },
  );
});

/** From 250 leaves over the ends of tiles at two levels: what is cut off, and then goes on. */
const story = [0, 250, 256, 300, 513];

async function tell(disk: Disk, folder: string): Promise<number> {
  let safe = 0;
  try {
    const store = await TileStore.open(folder, disk);
    for (const [i, from] of story.slice(0, -1).entries()) {
      await add(store, from, story[i + 1] as number);
      safe = story[i + 1] as number;
    }
  } catch (error) {
    if (!(error instanceof CutOff)) throw error;
  }
  return safe;
}

/** It opens with at least what was acknowledged, is whole, and goes on: from where it stands, and from before that. */
async function expectToGoOn(disk: Disk, folder: string, safe: number): Promise<void> {
  const store = await TileStore.open(folder, disk);
  expect(store.size).toBeGreaterThanOrEqual(safe);
  expect(story).toContain(store.size);
  await expectWhole(store);
  await add(store, safe, 600);
  await expectWhole(await TileStore.open(folder, disk));
}

describe('tiles that are cut off while they are written', () => {
  test('given a kill before each single act on the disk, then the store opens and goes on', async () => {
    const whole = new MemoryDisk();
    expect(await tell(whole, '/log')).toBe(513);
    expect(whole.acts).toBeGreaterThan(60);
    for (let cutAt = 0; cutAt < whole.acts; cutAt++) {
      const disk = new MemoryDisk();
      disk.cutAt = cutAt;
      const safe = await tell(disk, '/log');
      disk.kill();
      await expectToGoOn(disk, '/log', safe);
    }
  });

  test('given a loss of power before each single act, whatever of the unsynced is left, then it goes on as well', async () => {
    const whole = new MemoryDisk();
    await tell(whole, '/log');
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: whole.acts }),
        fc.infiniteStream(fc.boolean()),
        async (cutAt, choices) => {
          const disk = new MemoryDisk();
          disk.cutAt = cutAt;
          const safe = await tell(disk, '/log');
          disk.losePower(() => choices.next().value as boolean);
          await expectToGoOn(disk, '/log', safe);
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each(['file', 'folder'] as const)(
    'given a store that leaves out the sync of each %s, then a loss of power is seen: the test does test',
    async (what) => {
      let lost = 0;
      for (let round = 0; round < 40 && lost === 0; round++) {
        const disk = new MemoryDisk();
        const careless: Disk = {
          read: (file) => disk.read(file),
          makeFolder: (folder) => disk.makeFolder(folder),
          write: (file, bytes) => disk.write(file, bytes),
          rename: (from, to) => disk.rename(from, to),
          remove: (place) => disk.remove(place),
          sync: async (place) =>
            place.endsWith('.tmp') === (what === 'file') ? undefined : disk.sync(place),
        };
        const safe = await tell(careless, '/log');
        let choice = round;
        disk.losePower(() => (choice++ * 7) % 3 === 0);
        await expectToGoOn(disk, '/log', safe).catch(() => (lost += 1));
      }
      expect(lost).toBe(1);
    },
  );

  test("given a kill at every tenth act on the machine's own disk, then the store opens and goes on", async () => {
    for (let cutAt = 0; cutAt < 100; cutAt += 10) {
      const folder = await newFolder();
      let acts = 0;
      const cut = <A extends unknown[]>(act: (...given: A) => Promise<void>) => {
        return async (...given: A) => {
          if (acts++ >= cutAt) throw new CutOff();
          await act(...given);
        };
      };
      const { read, makeFolder, write, sync, rename, remove } = machineDisk;
      const disk: Disk = {
        read,
        makeFolder: cut(makeFolder),
        write: cut(write),
        sync: cut(sync),
        rename: cut(rename),
        remove: cut(remove),
      };
      await expectToGoOn(machineDisk, path.join(folder, 'log'), await tell(disk, path.join(folder, 'log')));
    }
  });
});
