import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { newMasterKey } from '#base/key-file';
import { createKeyFile, readKeyFile, readKeys, replaceKeyFile } from '#base/keys';
import { sayNothing } from '#base/log';
import { OperatorError } from '#base/operator-error';
import { startCommand } from '../../../tests/support/command.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { People } from './people.ts';
import { addPerson, personOf } from './people.fixture.ts';
import { MasterKeyMissing } from './record-keys.ts';
import { rotateMasterKey, type Rotation } from './rotation.ts';

const { pool, adminUrl } = await testDatabase<unknown>({ connections: 10 });
const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-rotation-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const keyFile = path.join(folder, 'keys.json');
await createKeyFile(keyFile);
const open = async (file = keyFile) =>
  new People(pool, await readKeys({ dataFolder: folder, keyFile: file, demo: false }, sayNothing));

let added = 0;
const told = new Map<number, string>();
async function add(people: People): Promise<number> {
  const one = personOf(++added);
  const id = await addPerson(pool, people, one);
  told.set(id, one.phone);
  return id;
}
const phoneOf = async (people: People, id: number) => (await people.open([id], ['phone'])).get(id)?.phone;

async function expectAllUnder(name: string): Promise<void> {
  const { rows } = await pool.query('SELECT DISTINCT master_key FROM record_key');
  expect(rows).toEqual([{ master_key: name }]);
  const { encryption } = await readKeyFile(keyFile);
  expect([...encryption.keys.keys()]).toEqual([name]);
  const fresh = await open();
  const opened = await fresh.open([...told.keys()], ['phone']);
  for (const [id, phone] of told) expect(opened.get(id)).toEqual({ phone });
  const live = await pool.query('SELECT name FROM master_key WHERE live');
  expect(live.rows).toEqual([{ name }]);
}

beforeEach(async () => {
  const people = await open();
  for (let n = 0; n < 40; n++) await add(people);
});

describe('the rotation of the master key', () => {
  test('given servers that read and write all the while, when rotated twice, then nothing fails, and everything lies under the newest', async () => {
    const servers = [await open(), await open()];
    let rotating = true;
    let reads = 0;
    let writes = 0;
    const work = servers.flatMap((people, n) => [
      (async () => {
        while (rotating) {
          const ids = [...told.keys()];
          const id = ids[(reads * 31 + n) % ids.length]!;
          expect(await phoneOf(people, id)).toBe(told.get(id));
          expect(await people.find('phone', told.get(id)!)).toEqual([id]);
          reads++;
        }
      })(),
      (async () => {
        while (rotating) {
          const id = await add(people);
          expect((await people.readMasked([id])).length).toBe(1);
          writes++;
        }
      })(),
    ]);
    const rotateTwice = async () => [
      await rotateMasterKey(pool, { keyFile, chunk: 5 }),
      await rotateMasterKey(pool, { keyFile, chunk: 5 }),
    ];
    const twice = rotateTwice().finally(() => {
      rotating = false;
    });
    await Promise.all([twice, ...work]);
    const [first, second] = (await twice) as [Rotation, Rotation];
    expect(first.records).toBeGreaterThanOrEqual(40);
    expect(second.retired).toEqual([first.added]);
    expect([reads > 0, writes > 0]).toEqual([true, true]);
    await expectAllUnder(second.added!);
  });

  test('given it is cut off in the middle, when run again, then it is taken up, adds no further key and ends', async () => {
    const cut = rotateMasterKey(pool, {
      keyFile,
      chunk: 5,
      onProgress: (records) => {
        if (records >= 15) throw new Error('cut off');
      },
    });
    await expect(cut).rejects.toThrow('cut off');
    const { encryption } = await readKeyFile(keyFile);
    expect(encryption.keys.size).toBe(2);
    // Between, everything opens, and what is new lies under the new key.
    const people = await open();
    await add(people);
    for (const [id, phone] of told) expect(await phoneOf(people, id)).toBe(phone);
    const again = await rotateMasterKey(pool, { keyFile, chunk: 5 });
    expect(again).toMatchObject({ added: null, records: told.size - 16 });
    await expectAllUnder(encryption.current);
  });

  test('given it is cut off after the file got its key, or after the old one was retired, when run again, then it ends', async () => {
    const keys = await readKeyFile(keyFile);
    const [name, key] = newMasterKey();
    const both = { current: name, keys: new Map([...keys.encryption.keys, [name, key] as const]) };
    await replaceKeyFile(keyFile, { ...keys, encryption: both });
    expect(await rotateMasterKey(pool, { keyFile })).toEqual({
      added: null,
      retired: [keys.encryption.current],
      records: told.size,
    });
    await expectAllUnder(name);
    await replaceKeyFile(keyFile, { ...keys, encryption: both });
    expect(await rotateMasterKey(pool, { keyFile })).toEqual({
      added: null,
      retired: [keys.encryption.current],
      records: 0,
    });
    await expectAllUnder(name);
  });

  test('given a server whose copy of the file is old, then it goes on until the old key is retired, and then says which is missing', async () => {
    const copy = path.join(folder, 'copy.json');
    await copyFile(keyFile, copy);
    const behind = await open(copy);
    const first = await add(behind);
    await rotateMasterKey(pool, { keyFile });
    await expect(addPerson(pool, behind, personOf(900_000))).rejects.toThrow(MasterKeyMissing);
    await expect(phoneOf(behind, first)).rejects.toThrow(MasterKeyMissing);
    // Its keys are not those that the database goes by, and it must not rotate them.
    await expect(rotateMasterKey(pool, { keyFile: copy })).rejects.toThrow(OperatorError);
    await copyFile(keyFile, copy);
    expect(await phoneOf(behind, first)).toBe(told.get(first));
    await add(behind);
  });

  test('given two at once, then one runs and the other says so', async () => {
    const both = await Promise.allSettled([
      rotateMasterKey(pool, { keyFile }),
      rotateMasterKey(pool, { keyFile }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expectAllUnder((await readKeyFile(keyFile)).encryption.current);
  });

  test('given the command beside a server that reads and writes, then it ends with a line of JSON, and the server never noticed', async () => {
    const server = await open();
    const command = startCommand(['rotate-keys', '--json'], {
      DATABASE_URL: adminUrl,
      MINGJING_KEYS: keyFile,
      MINGJING_DATA: folder,
      MINGJING_DEMO: '0',
    });
    let ended = false;
    void command.ended.then(() => {
      ended = true;
    });
    while (!ended) {
      const id = await add(server);
      expect(await phoneOf(server, id)).toBe(told.get(id));
    }
    expect(await command.ended, command.stderr()).toBe(0);
    const { encryption, ...hashes } = JSON.parse(command.stdout());
    expect(encryption.records).toBeGreaterThan(0);
    expect(hashes['blind-index']).toMatchObject({ retired: [expect.any(String)], held: {} });
    expect(hashes.session).toMatchObject({ retired: [expect.any(String)], records: 0 });
    await add(server);
    await expectAllUnder(encryption.added);
  });
});
