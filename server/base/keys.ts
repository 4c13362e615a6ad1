import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '#base/config';
import { formatKeys, generateKeys, type Keys, parseKeys } from '#base/key-file';
import type { Say } from '#base/log';
import { OperatorError } from '#base/operator-error';

export type { HashKeys, Keys } from '#base/key-file';

/** The keys of a process, which follow their file. */
export interface KeyRing extends Keys {
  /** Reads the file again, as after a rotation: all but `commitment` and `signing` is what stands there now. */
  reread(): Promise<void>;
}

/**
 * Reads the installation's keys. There are no default ones: the demonstration makes its own at its first start,
 * everybody else makes them with `./mingjing keys`.
 * @throws OperatorError when the file is missing, open to others, or not a key file.
 */
export async function readKeys(
  config: Pick<Config, 'keyFile' | 'dataFolder' | 'demo'>,
  say: Say,
): Promise<KeyRing> {
  const { keyFile, demo } = config;
  refuseBesideDatabase(config);
  if (demo && (await createKeyFile(keyFile))) say(`Made the keys of this demonstration: ${keyFile}`);
  const keys = await readKeyFile(keyFile);
  const ring: KeyRing = {
    ...keys,
    async reread() {
      const { encryption, blindIndex, session } = await readKeyFile(keyFile);
      Object.assign(ring, { encryption, blindIndex, session });
    },
  };
  return ring;
}

/** Whoever copies the database must not get the keys with it. */
function refuseBesideDatabase({ keyFile, dataFolder }: Pick<Config, 'keyFile' | 'dataFolder'>): void {
  const database = path.join(dataFolder, 'pg');
  if (!path.relative(database, keyFile).startsWith('..'))
    throw new OperatorError(
      `The key file ${keyFile} lies in the folder of the database. Move it elsewhere and set MINGJING_KEYS.`,
    );
}

/**
 * Reads a key file.
 * @throws OperatorError as `readKeys` does.
 */
export async function readKeyFile(file: string): Promise<Keys> {
  const found = await stat(file).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw unreadable(file, cause);
    throw new OperatorError(
      `There is no key file ${file}. Make one with ./mingjing keys, or set MINGJING_KEYS to the one you have.`,
    );
  });
  if (found.mode & 0o077)
    throw new OperatorError(
      `The key file ${file} is open to others (mode ${(found.mode & 0o777).toString(8)}); expected 600: chmod 600 ${file}`,
    );
  const handle = await open(file).catch((cause: Error) => {
    throw unreadable(file, cause);
  });
  try {
    return parseKeys(await handle.readFile('utf8'));
  } catch (cause) {
    throw unreadable(file, cause as Error);
  } finally {
    await handle.close();
  }
}

const unreadable = (file: string, cause: Error) =>
  new OperatorError(`The key file ${file} cannot be read: ${cause.message}.`);

/** Makes a key file of mode 600 with new keys. False: there is one already; it stays as it is. */
export async function createKeyFile(file: string): Promise<boolean> {
  if (
    await stat(file).then(
      () => true,
      () => false,
    )
  )
    return false;
  // A link, unlike a rename, never replaces what another starter has made meanwhile.
  return durably(file, generateKeys(), async (draft) => {
    await link(draft, file);
  }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw new OperatorError(`The key file ${file} cannot be made (${error.code ?? error.message}).`);
    },
  );
}

/** Puts other keys into the file by one rename: a reader finds the old ones or the new ones, never half. */
export async function replaceKeyFile(file: string, keys: Keys): Promise<void> {
  await durably(file, keys, (draft) => rename(draft, file));
}

async function durably(file: string, keys: Keys, place: (draft: string) => Promise<void>): Promise<void> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true });
  const draft = `${file}.new-${randomBytes(4).toString('hex')}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(formatKeys(keys));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await place(draft);
    const directory = await open(folder);
    await directory.sync().finally(() => directory.close());
  } finally {
    await rm(draft, { force: true });
  }
}

/** Keys that no file holds, for tests and measurements. */
export function passingKeys(): KeyRing {
  return { ...generateKeys(), reread: async () => {} };
}
