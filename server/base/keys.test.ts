import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sign, verify, createPublicKey } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { formatKeys, generateKeys, newHashKey, newMasterKey, parseKeys } from './key-file.ts';
import { createKeyFile, readKeys, replaceKeyFile } from './keys.ts';
import { OperatorError } from './operator-error.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-keys-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
let dataFolder = '';
let keyFile = '';
beforeEach(async () => {
  dataFolder = await mkdtemp(path.join(folder, 'data-'));
  keyFile = path.join(dataFolder, 'keys.json');
});

const said: string[] = [];
const read = (demo: boolean) => readKeys({ dataFolder, keyFile, demo }, (sentence) => said.push(sentence));

describe('the keys of an installation', () => {
  test('given a demonstration without keys, when read, then it makes a file for its user alone, says where, and keeps it', async () => {
    const first = await read(true);
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    expect(said.at(-1)).toContain(keyFile);
    const count = said.length;
    const second = await read(true);
    expect(said).toHaveLength(count);
    expect(second.encryption).toEqual(first.encryption);
    expect(second.signing.sm2).toBe(first.signing.sm2);
    expect(await readdir(dataFolder)).toEqual(['keys.json']);
  });

  test('given no demonstration and no file, when read, then the error names the file and the command that makes one', async () => {
    await expect(read(false)).rejects.toThrow(OperatorError);
    await expect(read(false)).rejects.toThrow(new RegExp(`${keyFile}.*\\./mingjing keys`));
  });

  test('given ten starters at once, when each makes the file, then one does and all read the same keys', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => createKeyFile(keyFile)));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await readdir(dataFolder)).toEqual(['keys.json']);
  });

  test.each([0o644, 0o660, 0o604])(
    'given a file of mode %o, when read, then it is refused with what to do',
    async (mode) => {
      await createKeyFile(keyFile);
      await chmod(keyFile, mode);
      await expect(read(true)).rejects.toThrow(`chmod 600 ${keyFile}`);
    },
  );

  test('given a key file in the folder of the database, when read, then it is refused', async () => {
    keyFile = path.join(dataFolder, 'pg', 'keys.json');
    await expect(read(true)).rejects.toThrow('MINGJING_KEYS');
  });

  test('given other keys in the file, when reread, then the ring has the new ones', async () => {
    await createKeyFile(keyFile);
    const ring = await read(false);
    const before = ring.encryption.current;
    const [name, key] = newMasterKey();
    const { keys } = ring.encryption;
    await replaceKeyFile(keyFile, {
      ...ring,
      encryption: { current: name, keys: new Map([...keys, [name, key]]) },
    });
    expect(ring.encryption.current).toBe(before);
    await ring.reread();
    expect(ring.encryption.current).toBe(name);
    expect([...ring.encryption.keys.keys()]).toEqual([before, name]);
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
  });
});

describe('the form of a key file', () => {
  test('given new keys, when written and read, then they are the same, and the signing key signs', () => {
    const keys = generateKeys();
    const again = parseKeys(formatKeys(keys));
    expect(again.encryption).toEqual(keys.encryption);
    expect(again.signing.sm2).toMatch(/^[0-9a-f]{64}$/);
    const message = Buffer.from('mingjing');
    const signature = sign(null, message, again.signing.ed25519);
    expect(verify(null, message, createPublicKey(keys.signing.ed25519), signature)).toBe(true);
  });

  test('given two installations, when their keys are made, then no secret is the same', () => {
    const secrets = (text: string) => text.match(/"[A-Za-z0-9+/=]{40,}"/g) ?? [];
    const [one, other] = [secrets(formatKeys(generateKeys())), secrets(formatKeys(generateKeys()))];
    expect(one.length).toBeGreaterThanOrEqual(6);
    expect(new Set([...one, ...other]).size).toBe(one.length + other.length);
  });

  test('given a file from before keys of hashes were rotated, then it is read; one in the middle of a rotation is, too', () => {
    const keys = generateKeys();
    const old = JSON.parse(formatKeys(keys)) as { blindIndex: unknown; session: unknown };
    expect([typeof old.blindIndex, typeof old.session]).toEqual(['string', 'string']);
    const [blindIndex, session] = [keys.blindIndex, keys.session].map(({ current }) => ({
      current: newHashKey(),
      previous: [current],
    }));
    const rotating = { ...keys, blindIndex: blindIndex!, session: session! };
    const again = parseKeys(formatKeys(rotating));
    expect(again).toMatchObject({ blindIndex, session });
    expect(parseKeys(JSON.stringify(old))).toMatchObject({
      blindIndex: keys.blindIndex,
      session: keys.session,
    });
  });

  const given = formatKeys(generateKeys());
  test.each([
    [
      'a short key',
      given.replace(/"commitment": "[^"]+"/, '"commitment": "c2hvcnQtc2VjcmV0"'),
      'commitment: 32 bytes',
    ],
    ['no current key', given.replace(/"current": "[^"]+"/, '"current": "elsewhere"'), 'encryption.current'],
    [
      'a foreign signing key',
      given.replace(/"ed25519": "[^"]+"/, '"ed25519": "c2hvcnQtc2VjcmV0"'),
      'signing.ed25519',
    ],
    ['half a file', given.slice(0, 300), 'not JSON'],
    ['another format', given.replace('keys/1', 'keys/9'), 'format'],
  ])('given %s, when read, then what is wrong is named and nothing of it shown', async (_, text, named) => {
    await writeFile(keyFile, text, { mode: 0o600 });
    const error = await read(false).then(
      () => undefined,
      (thrown: Error) => thrown,
    );
    expect(error).toBeInstanceOf(OperatorError);
    expect(error!.message).toContain(named);
    for (const secret of (await readFile(keyFile, 'utf8')).match(/"[A-Za-z0-9+/=]{12,}"/g) ?? [])
      if (!/format|encryption|blindIndex|commitment/.test(secret))
        expect(error!.message).not.toContain(secret.slice(1, -1));
  });
});
