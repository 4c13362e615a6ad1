import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Packages lying in a folder of their own, outside the project's dependencies. */
export interface UnpackedPackages {
  /** Absolute path of a file inside one of the packages. */
  path(file: string): string;
  json<T>(file: string): Promise<T>;
  /** Imports a module by its path below node_modules. */
  load<T>(file: string): Promise<T>;
}

/**
 * Installs packages (`name@version`) by npm into a temporary folder without running their scripts, hands them to
 * `use` and removes them again. For data that is extracted once and committed, so that no installation of the
 * system has to download it.
 */
export async function withPackages<T>(
  packages: readonly string[],
  use: (unpacked: UnpackedPackages) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mingjing-extract-'));
  const path = (file: string) => join(folder, 'node_modules', file);
  try {
    const options = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder];
    await run('npm', ['install', ...options, ...packages], { cwd: folder });
    return await use({
      path,
      json: async (file) => JSON.parse(await readFile(path(file), 'utf8')),
      load: (file) => import(pathToFileURL(path(file)).href),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
