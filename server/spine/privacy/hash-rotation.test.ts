import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '#base/db';
import { createKeyFile, type KeyRing, readKeyFile, readKeys, replaceKeyFile } from '#base/keys';
import { newHashKey } from '#base/key-file';
import { sayNothing } from '#base/log';
import { OperatorError } from '#base/operator-error';
import { askCitizenCode, signInAsCitizen } from '#spine/identity/citizen-sign-in';
import { findSession } from '#spine/identity/find-session';
import { insertAccount } from '#spine/identity/accounts';
import { renewRecoveryCodes, useRecoveryCode } from '#spine/identity/recovery-codes';
import { FileSender } from '#spine/identity/sender';
import { openSession } from '#spine/identity/sessions';
import { beginTotp } from '#spine/identity/totp';
import { openWithAny } from '#spine/identity/totp-secret';
import { testDatabase } from '../../../tests/support/database.ts';
import { testSpine } from '../../../tests/support/spine.ts';
import { storeApplicant } from './applicants.ts';
import { blindIndex, normalise } from './blind-index.ts';
import { byAllKeys, HashKeyMissing, nameOfKey } from './hash-keys.ts';
import { type HashRotation, type HashRotationOptions, rotateHashKey } from './hash-rotation.ts';
import { indexedRows, sessionRows } from './hashed-rows.ts';
import { People, personIndexes } from './people.ts';
import { addPerson, idNumberOf, personOf, phoneOf } from './people.fixture.ts';
import { refuseForeignKeys } from './record-keys.ts';

const { pool, ownerUrl } = await testDatabase({ connections: 12 });
const { spine } = await testSpine(pool, { now: Date.now() });
const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-hash-rotation-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const keyFile = path.join(folder, 'keys.json');
await createKeyFile(keyFile);
const messages = path.join(folder, 'messages.jsonl');

const ringOf = (file = keyFile): Promise<KeyRing> =>
  readKeys({ dataFolder: folder, keyFile: file, demo: false }, sayNothing);
/** A server of its own, which follows the file by itself. */
async function server(file = keyFile) {
  const keys = await ringOf(file);
  const identity = { ...spine.identity, sender: new FileSender(messages) };
  return { keys, people: new People(pool, keys), spine: { ...spine, keys, identity } };
}
type Server = Awaited<ReturnType<typeof server>>;

const indexes = indexedRows([personIndexes]);
const sessions = sessionRows({});
const rotate = (hashed = indexes, options: Partial<HashRotationOptions> = {}): Promise<HashRotation> =>
  rotateHashKey(pool, hashed, { keyFile, chunk: 5, ...options });

let made = 0;
const told = new Map<number, number>();
async function add({ people }: Server): Promise<number> {
  const n = ++made;
  const id = await addPerson(pool, people, personOf(n));
  told.set(id, n);
  return id;
}
async function expectFound({ people }: Server, ids: Iterable<number> = told.keys()): Promise<void> {
  for (const id of ids) {
    const { idNumber, phone, email } = personOf(told.get(id)!);
    expect(await people.find('idNumber', idNumber)).toEqual([id]);
    expect(await people.find('phone', phone)).toEqual([id]);
    expect(await people.find('email', email)).toEqual([id]);
  }
}

const visitor = { userAgent: 'test', address: '127.0.0.1', sessionId: null };
let accountId = 0;
const signIn = ({ keys }: Server): Promise<string> =>
  inTransaction(pool, (client) =>
    openSession(client, { keys, now: spine.now() }, { accountId, factors: 1, way: 'password' }, visitor),
  );
const whoIs = async ({ spine: own }: Server, token: string) =>
  (await findSession(own, token, spine.now()))?.account;
async function citizen(one: Server, phone: string, by = one): Promise<string | undefined> {
  await pool.query(`UPDATE citizen_code SET sent_at = sent_at - interval '1 hour'`);
  await askCitizenCode(one.spine, phone);
  const last = JSON.parse((await readFile(messages, 'utf8')).trim().split('\n').at(-1)!);
  const code = /\d{6}/.exec(last.text)![0];
  return whoIs(one, await signInAsCitizen(by.spine, { to: phone, code }, visitor));
}

beforeAll(async () => {
  const one = await server();
  accountId = await inTransaction(pool, (client) =>
    insertAccount(client, one.spine, {
      name: 'li.lei',
      password: 'quiet-river-and-stones',
      once: false,
      by: null,
    }),
  );
  for (let n = 0; n < 40; n++) await add(one);
});

describe('the rotation of the key of the blind indexes', () => {
  test('given servers that search and write all the while, when rotated twice, then everybody is found by all at every moment', async () => {
    const servers = [await server(), await server()];
    let rotating = true;
    let writes = 0;
    const work = servers.flatMap((one, n) => [
      (async () => {
        for (let reads = n; rotating; reads++) {
          const ids = [...told.keys()];
          await expectFound(one, [ids[(reads * 31) % ids.length]!]);
        }
      })(),
      (async () => {
        for (; rotating; writes++) await expectFound(servers[1 - n]!, [await add(one)]);
      })(),
    ]);
    const twice = (async () => [await rotate(), await rotate()])().finally(() => {
      rotating = false;
    });
    await Promise.all([twice, ...work]);
    const [first, second] = (await twice) as [HashRotation, HashRotation];
    expect(first.records).toBeGreaterThanOrEqual(40);
    expect(second.retired).toEqual([first.added]);
    expect(writes).toBeGreaterThan(0);
    const { blindIndex } = await readKeyFile(keyFile);
    expect(blindIndex.previous).toEqual([]);
    expect(nameOfKey(blindIndex.current)).toBe(second.added);
    await expectFound(await server());
    for (const one of servers) await expectFound(one);
  });

  test('given one and the same person at two windows while one server knows the new key and one does not, then there is one record', async () => {
    for (let n = 700; n < 712; n += 2) {
      const behind = await server();
      const stop = () => {
        throw new Error('cut off');
      };
      await expect(rotate(indexes, { onProgress: stop })).rejects.toThrow('cut off');
      const ahead = await server();
      expect(behind.keys.blindIndex.current).not.toEqual(ahead.keys.blindIndex.current);
      const store = ({ people }: Server, who: number) =>
        inTransaction(pool, (client) => storeApplicant(client, people, personOf(who), { by: 'window' }));
      // At once, and one after the other.
      const [one, other] = await Promise.all([store(behind, n), store(ahead, n)]);
      expect(one).toBe(other);
      const fresh = await store(ahead, n + 1);
      expect(await store(behind, n + 1)).toBe(fresh);
      told.set(one, n).set(fresh, n + 1);
      await expect(addPerson(pool, behind.people, personOf(n))).rejects.toMatchObject({ code: 'conflict' });
      await rotate();
    }
  });

  test('given it is cut off in the middle, when run again, then everybody is found between, and it ends without a further key', async () => {
    const cut = rotate(indexes, {
      onProgress: (records) => {
        if (records >= 15) throw new Error('cut off');
      },
    });
    await expect(cut).rejects.toThrow('cut off');
    const between = await readKeyFile(keyFile);
    expect(between.blindIndex.previous).toHaveLength(1);
    await expectFound(await server());
    await add(await server());
    const again = await rotate();
    expect(again).toMatchObject({ added: null, records: told.size - 16 });
    expect((await readKeyFile(keyFile)).blindIndex).toEqual({ ...between.blindIndex, previous: [] });
    await expectFound(await server());
  });

  test('given it is cut off after the file got its key, or after the earlier one was retired, when run again, then it ends', async () => {
    const keys = await readKeyFile(keyFile);
    const both = { current: newHashKey(), previous: [keys.blindIndex.current] };
    const left = { added: null, retired: [nameOfKey(keys.blindIndex.current)] };
    await replaceKeyFile(keyFile, { ...keys, blindIndex: both });
    await expectFound(await server());
    expect(await rotate()).toMatchObject({ ...left, records: told.size });
    await replaceKeyFile(keyFile, { ...keys, blindIndex: both });
    await expectFound(await server());
    expect(await rotate()).toMatchObject({ ...left, records: 0 });
    expect((await readKeyFile(keyFile)).blindIndex).toEqual({ current: both.current, previous: [] });
    await expectFound(await server());
  });

  test('given an old copy of the file or that of another installation, then nothing is searched, written, rotated or served with it', async () => {
    const [copy, foreign] = [path.join(folder, 'copy.json'), path.join(folder, 'foreign.json')];
    await copyFile(keyFile, copy);
    await createKeyFile(foreign);
    await rotate();
    for (const file of [copy, foreign]) {
      const behind = await server(file);
      await expect(behind.people.find('phone', personOf(1).phone)).rejects.toThrow(HashKeyMissing);
      await expect(rotate(indexes, { keyFile: file })).rejects.toThrow(OperatorError);
      await expect(refuseForeignKeys(pool, behind.keys)).rejects.toThrow(OperatorError);
    }
    const behind = await server(copy);
    await expect(addPerson(pool, behind.people, personOf(800))).rejects.toThrow(HashKeyMissing);
    await copyFile(keyFile, copy);
    await expectFound(behind);
    await expect(refuseForeignKeys(pool, await ringOf())).resolves.toBeUndefined();
  });

  test('given a whole rotation between a server’s choice of keys and its search, then it searches again and finds', async () => {
    const one = await server();
    const [id, n] = [...told][0]!;
    const searched: number[] = [];
    const find = async (known: readonly Buffer[]) => {
      searched.push(known.length);
      if (searched.length === 1) await rotate();
      const hashes = known.map((key) => blindIndex(key, 'person', 'phone', phoneOf(n)));
      return (await pool.query('SELECT id FROM person WHERE phone_index = ANY ($1)', [hashes])).rows;
    };
    expect(await byAllKeys(pool, one.keys, 'blind-index', find)).toEqual([{ id }]);
    expect(searched).toHaveLength(2);
  });

  test('given a table whose indexes are of what lies sealed in another, then they are written anew, and those of who was erased are not', async () => {
    const one = await server();
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    await owner.query(
      'CREATE TABLE call (caller bigint, caller_index bytea, index_key text); GRANT SELECT, INSERT, UPDATE ON call TO mingjing_app',
    );
    await owner.end();
    const calls = indexedRows([
      personIndexes,
      {
        table: 'call',
        of: { table: 'person', by: 'caller' },
        columns: [{ sealed: 'phone', index: 'caller_index', as: 'number', normalise: normalise.phone }],
      },
    ]);
    const indexOf = (key: Buffer, n: number) => blindIndex(key, 'call', 'number', phoneOf(n));
    const { current } = one.keys.blindIndex;
    const [id, n] = [...told][0]!;
    for (const caller of [id, null])
      await pool.query('INSERT INTO call VALUES ($1, $2, NULL), ($1, NULL, NULL)', [
        caller,
        indexOf(current, n),
      ]);
    const { added } = await rotate(calls);
    const next = (await readKeyFile(keyFile)).blindIndex.current;
    const { rows } = await pool.query('SELECT * FROM call WHERE index_key IS NOT NULL ORDER BY caller');
    expect(rows).toEqual([
      { caller: id, caller_index: indexOf(next, n), index_key: added },
      { caller: null, caller_index: null, index_key: added },
    ]);
  });

  test('given two at once, then one runs and the other says so', async () => {
    const both = await Promise.allSettled([rotate(), rotate(sessions)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('given somebody who only claims a number, or whose record was erased, then no index comes of a rotation', async () => {
    const { people } = await server();
    const claimed = await inTransaction(pool, (client) => people.create(client, personOf(801), false));
    await rotate();
    expect(await people.find('idNumber', idNumberOf(801))).toEqual([]);
    expect((await people.readMasked([claimed])).length).toBe(1);
  });

  test('given accounts of citizens, when rotated, then each is the same one, and the earlier key stays until all have signed in', async () => {
    const [one, other] = [await server(), await server()];
    const [anna, berta] = [await citizen(one, '13900000001'), await citizen(one, '13900000002')];
    const { added, held } = await rotate();
    expect(held).toMatchObject({ accounts: 2 });
    expect(await citizen(other, '13900000001')).toBe(anna);
    // A code that was asked of a server before it knew the key counts at another.
    expect(await citizen(await server(), '13900000001', one)).toBe(anna);
    expect(await rotate(indexes, { finish: true })).toMatchObject({ added: null, retired: [] });
    const third = await rotate();
    expect(third).toMatchObject({ retired: [], held: { accounts: 2 } });
    expect(third.added).not.toBe(added);
    expect((await readKeyFile(keyFile)).blindIndex.previous).toHaveLength(2);
    expect([await citizen(one, '13900000002'), await citizen(one, '13900000001')]).toEqual([berta, anna]);
    const last = await rotate();
    expect(last).toMatchObject({ added: null, held: {} });
    expect(last.retired).toHaveLength(2);
    expect(await citizen(other, '13900000002')).toBe(berta);
    await expectFound(other);
  });
});

describe('the rotation of the session key', () => {
  test('given open sessions, when rotated, then they stay open at every server, go by the new key once used, and then let the earlier one go', async () => {
    await pool.query('UPDATE session SET ended_at = now()');
    const [one, other] = [await server(), await server()];
    const tokens = [await signIn(one), await signIn(one), await signIn(other)];
    const before = await readKeyFile(keyFile);
    expect(await rotate(sessions)).toMatchObject({ retired: [], held: { sessions: 3 } });
    expect((await readKeyFile(keyFile)).session.previous).toEqual([before.session.current]);
    const late = await signIn(await server());
    for (const each of [one, other]) expect(await whoIs(each, late)).toBe('li.lei');
    for (const token of tokens) expect(await whoIs(other, token)).toBe('li.lei');
    expect(await rotate(sessions)).toMatchObject({
      added: null,
      retired: [nameOfKey(before.session.current)],
    });
    expect((await readKeyFile(keyFile)).session.previous).toEqual([]);
    for (const each of [one, other, await server()])
      for (const token of [...tokens, late]) expect(await whoIs(each, token)).toBe('li.lei');
    // What the earlier key hashes opens nothing any more.
    expect(await whoIs(one, late.toUpperCase())).toBeUndefined();
  });

  test('given people who sign in and go on all the while, when rotated, then nobody is signed out', async () => {
    const servers = [await server(), await server()];
    let rotating = true;
    let used = 0;
    const work = servers.map(async (one, n) => {
      const kept = await signIn(one);
      for (; rotating; used++) {
        const token = await signIn(one);
        expect(await whoIs(servers[1 - n]!, token)).toBe('li.lei');
        expect(await whoIs(one, kept)).toBe('li.lei');
      }
      return kept;
    });
    const twice = (async () => [await rotate(sessions), await rotate(sessions)])().finally(() => {
      rotating = false;
    });
    await Promise.all([twice, ...work]);
    expect(used).toBeGreaterThan(0);
    for (const kept of await Promise.all(work)) expect(await whoIs(servers[0]!, kept)).toBe('li.lei');
  });

  test('given a key that is in the file and not in the database yet, when somebody signs in, then the one before it counts', async () => {
    const one = await server();
    await rotate(sessions);
    const keys = await readKeyFile(keyFile);
    const { current, previous } = keys.session;
    await replaceKeyFile(keyFile, {
      ...keys,
      session: { current: newHashKey(), previous: [current, ...previous] },
    });
    const goByIt = async () => {
      const { rows } = await pool.query('SELECT FROM session WHERE hash_key = $1', [nameOfKey(current)]);
      return rows.length;
    };
    const before = await goByIt();
    const token = await signIn(one);
    expect(await goByIt()).toBe(before + 1);
    await rotate(sessions);
    for (const each of [one, await server()]) expect(await whoIs(each, token)).toBe('li.lei');
  });

  test('given a key that is retired between the question and the reading of the file, then it is not missed', async () => {
    const [earlier, later] = [newHashKey(), newHashKey()];
    const keys = {
      ...(await ringOf()),
      session: { current: earlier, previous: [] as Buffer[] },
      async reread() {
        keys.session = { current: later, previous: [] };
      },
    };
    const standing = [[earlier, later], [later], [later]];
    const db = {
      query: async () => ({ rows: standing.shift()!.map((key) => ({ name: nameOfKey(key) })) }),
    } as unknown as pg.Pool;
    const searched: Buffer[][] = [];
    await byAllKeys(db, keys, 'session', async (known) => void searched.push([...known]));
    expect(searched).toEqual([[earlier], [later]]);
    standing.push([earlier], [earlier]);
    await expect(byAllKeys(db, keys, 'session', async () => {})).rejects.toThrow(HashKeyMissing);
  });

  test('given a recovery code and an authenticator, when rotated and cut off, then both count as before, and an unused code holds the key', async () => {
    // What a sign-in of the test before left open is finished first: else it would be gone on with, with nothing to cut off.
    await rotate(sessions, { finish: true });
    const one = await server();
    const before = (await readKeyFile(keyFile)).session;
    const codes = await inTransaction(pool, (client) =>
      renewRecoveryCodes(client, one.keys, accountId, spine.now()),
    );
    const { secret } = await beginTotp(pool, one.keys, accountId, 'li.lei');
    const cut = rotate(sessions, {
      onProgress: () => {
        throw new Error('cut off');
      },
    });
    await expect(cut).rejects.toThrow('cut off');
    await pool.query('UPDATE session SET ended_at = now()');
    const again = await rotate(sessions);
    expect(again).toMatchObject({ added: null, held: { 'recovery-codes': codes.length } });
    const { rows } = await pool.query('SELECT secret, hash_key FROM totp');
    const { session } = await readKeyFile(keyFile);
    expect(rows[0].hash_key).toBe(nameOfKey(session.current));
    expect(openWithAny([session.current], accountId, rows[0].secret)).toBe(secret);
    expect(openWithAny([before.current], accountId, rows[0].secret)).toBeUndefined();
    const use = (code: string) =>
      inTransaction(pool, (client) => useRecoveryCode(client, one.keys, accountId, code, spine.now()));
    for (const code of codes) expect(await use(code)).toBe(true);
    expect(await use(codes[0]!)).toBe(false);
    expect((await rotate(sessions)).added).toBeNull();
    expect((await readKeyFile(keyFile)).session.previous).toEqual([]);
  });
});
