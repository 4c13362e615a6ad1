import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Say } from '#base/log';
import { OperatorError } from '#base/operator-error';
import { type Account, runAs } from '#base/postgres-account';
import { type Binaries, packagedMajor } from '#base/postgres-binaries';
import type { Location } from '#base/postgres-location';
import { isAlive } from '#base/postgres-process';

/** Passwords of the embedded server's two users; in `secrets.json`, mode 600. */
export interface Secrets {
  readonly admin: string;
  readonly app: string;
}

export const adminRole = 'postgres';

/**
 * Makes the cluster if there is none, and reads its passwords.
 * It is made beside its place and moved there by one rename: a crash or a second starter leaves no half.
 * @throws OperatorError if it was made by another major version, or belongs to somebody else.
 */
export async function ensureCluster(
  location: Location,
  binaries: Binaries,
  sync: boolean,
  say: Say,
): Promise<Secrets> {
  const { home, cluster } = location;
  let secrets = await readSecrets(home);
  if (!secrets) {
    say('Making the database …');
    await sweepDrafts(home);
    await makeCluster(location, binaries, sync);
    secrets = await readSecrets(home);
  }
  if (!secrets)
    throw new OperatorError(`The database in ${home} has no secrets.json; restore it from a backup.`);
  const version = await readFile(path.join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  // As an ordinary user the cluster of a root process cannot be looked into; connecting to it still works.
  if (version !== undefined && version.trim() !== packagedMajor) {
    throw new OperatorError(
      `The database in ${cluster} was made by PostgreSQL ${version.trim()}, this Mingjing brings ${packagedMajor}. ` +
        'Move it with pg_upgrade, or start the Mingjing that made it.',
    );
  }
  return secrets;
}

async function readSecrets(home: string): Promise<Secrets | undefined> {
  const file = path.join(home, 'secrets.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Secrets;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new OperatorError(
      `${file} cannot be read (${message}). Run as the user who made the database, or set MINGJING_DATA to a folder of your own.`,
      { cause },
    );
  }
}

async function makeCluster({ home, account }: Location, binaries: Binaries, sync: boolean): Promise<void> {
  const draft = `${home}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  const cluster = path.join(draft, 'cluster');
  const passwordFile = path.join(draft, 'password');
  const secrets: Secrets = { admin: password(), app: password() };
  try {
    await mkdir(cluster, { recursive: true, mode: 0o700 });
    await chmod(draft, 0o755);
    await writeFile(path.join(draft, 'secrets.json'), `${JSON.stringify(secrets)}\n`, { mode: 0o600 });
    await writeFile(passwordFile, `${secrets.admin}\n`, { mode: 0o600 });
    if (account) for (const given of [cluster, passwordFile]) await chown(given, account.uid, account.gid);
    await initdb(binaries, cluster, passwordFile, account, sync);
    await rm(passwordFile);
    await rename(draft, home).catch((error: NodeJS.ErrnoException) => {
      // Somebody else was first; theirs is as good.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

const password = () => randomBytes(24).toString('base64url');

/**
 * Code point order and Unicode case rules of PostgreSQL's own (`builtin`), so that an upgrade of the system's
 * libraries cannot spoil an index. Chinese order is asked for where it is wanted: COLLATE "zh-Hans-x-icu".
 * LC_CTYPE must not be C: pg_trgm would see no letters in Chinese.
 */
async function initdb(
  { initdb }: Binaries,
  cluster: string,
  passwordFile: string,
  account: Account | undefined,
  sync: boolean,
): Promise<void> {
  const common = [
    `--pgdata=${cluster}`,
    `--username=${adminRole}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--set=timezone=UTC',
    '--set=log_timezone=UTC',
    ...(sync ? [] : ['--no-sync']),
  ];
  const tries = ['C.UTF-8', 'en_US.UTF-8', 'C'].map((name) => [...common, `--lc-ctype=${name}`]);
  let failure = '';
  for (const args of tries) {
    const { code, output } = await run(initdb, args, account);
    if (code === 0) return;
    failure = output;
    if (!/invalid locale name/.test(output)) break;
  }
  throw new OperatorError(`The database could not be made in ${cluster}:\n${failure.trim()}`);
}

function run(program: string, args: string[], account: Account | undefined) {
  return new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    const child = spawn(program, args, { ...runAs(account), stdio: ['ignore', 'ignore', 'pipe'] });
    let output = '';
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Removes what a killed first start left beside the place. */
async function sweepDrafts(home: string): Promise<void> {
  const start = `${path.basename(home)}.new-`;
  for (const name of await readdir(path.dirname(home))) {
    const maker = name.startsWith(start) ? Number.parseInt(name.slice(start.length), 10) : Number.NaN;
    if (!Number.isNaN(maker) && !isAlive(maker)) {
      await rm(path.join(path.dirname(home), name), { recursive: true, force: true });
    }
  }
}
