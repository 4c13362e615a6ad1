import { createHash } from 'node:crypto';
import { access, chmod, constants, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Say } from '#base/log';
import { OperatorError } from '#base/operator-error';
import { type Account, canEnter, chooseAccount } from '#base/postgres-account';

/** Where an installation keeps its embedded PostgreSQL. */
export interface Location {
  /** Holds `cluster/` (the data) and `secrets.json`. */
  readonly home: string;
  readonly cluster: string;
  /** Where programs are copied to if the account cannot reach them in the clone. */
  readonly refuge: string;
  readonly account: Account | undefined;
}

/** Where root keeps what PostgreSQL's own user must reach; as the file-system hierarchy standard has it. */
const systemFolder = '/var/lib/mingjing';

interface Pointer {
  readonly database: string;
  readonly dataFolder: string;
}

/**
 * The database lies in `pg` in the data folder, unless that lies where only root can enter (root's home in a
 * container): then in /var/lib/mingjing, said once and noted in `pg-location.json` in the data folder.
 * @throws OperatorError if the account can enter neither.
 */
export async function locate(dataFolder: string, say: Say): Promise<Location> {
  await makeFolder(dataFolder);
  const noted = await readPointer(dataFolder);
  const home = noted ?? path.join(dataFolder, 'pg');
  const account = await chooseAccount(path.join(home, 'cluster'));
  if (!account) return at(home, account, dataFolder);
  await makeFolder(home);
  if (canEnter(account, home)) return at(home, account, systemFolder);
  if (noted || (await exists(path.join(home, 'cluster')))) {
    throw new OperatorError(
      `The database lies in ${home}, which the system user ${account.name} can no longer enter. ` +
        `Make every folder above it enterable (chmod o+x), or move it back to where it was made.`,
    );
  }
  const elsewhere = path.join(systemFolder, `data-${hash(dataFolder)}`, 'pg');
  await makeFolder(systemFolder);
  await makeFolder(path.dirname(elsewhere));
  await makeFolder(elsewhere);
  if (!canEnter(account, elsewhere)) {
    throw new OperatorError(
      `PostgreSQL does not run as root, and the system user ${account.name} can enter neither ${home} nor ` +
        `${elsewhere}. Set MINGJING_DATA to a folder that every user can enter, or DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  await writePointer({ database: elsewhere, dataFolder });
  say(
    `PostgreSQL runs as the system user ${account.name}, who cannot enter ${dataFolder}: ` +
      `the database lies in ${elsewhere}, its programs in ${systemFolder}.`,
  );
  return at(elsewhere, account, systemFolder);
}

/** Where the database of this data folder lies; it need not be there yet. */
export async function findHome(dataFolder: string): Promise<string> {
  return (await parsePointer(dataFolder))?.database ?? path.join(dataFolder, 'pg');
}

function at(home: string, account: Account | undefined, refuge: string): Location {
  return { home, cluster: path.join(home, 'cluster'), refuge, account };
}

/** A moved data folder keeps its database; a copied one must not share the original's. */
async function readPointer(dataFolder: string): Promise<string | undefined> {
  const pointer = await parsePointer(dataFolder);
  if (!pointer || pointer.dataFolder === dataFolder) return pointer?.database;
  const original = await parsePointer(pointer.dataFolder);
  if (original?.database === pointer.database) return undefined;
  await writePointer({ ...pointer, dataFolder });
  return pointer.database;
}

async function parsePointer(dataFolder: string): Promise<Pointer | undefined> {
  const text = await readFile(pointerFile(dataFolder), 'utf8').catch(() => undefined);
  return text ? (JSON.parse(text) as Pointer) : undefined;
}

async function writePointer(pointer: Pointer): Promise<void> {
  await writeFile(pointerFile(pointer.dataFolder), `${JSON.stringify(pointer)}\n`);
}

const pointerFile = (dataFolder: string) => path.join(dataFolder, 'pg-location.json');
const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);
const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** Makes a folder, and opens it to all if it was made here, whatever the umask. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    const made = await mkdir(folder, { recursive: true });
    if (made) await chmod(folder, 0o755);
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw new OperatorError(
      `The folder ${folder} cannot be made or written to (${(cause as Error).message}). ` +
        'Set MINGJING_DATA to a folder of your own, or run as the user it belongs to.',
      { cause },
    );
  }
}
