// Installs the packages that package-lock.json names, if node_modules does not hold exactly them.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { alone } from './setup-lock.mjs';
import { root, run, SetupError, say } from './terminal.mjs';

const lockFile = `${root}package-lock.json`;
const installedFile = `${root}node_modules/.package-lock.json`;
const stampFile = `${root}node_modules/.mingjing-stamp`;

export async function ensurePackages() {
  const lock = await readFile(lockFile, 'utf8').catch(() => {
    throw new SetupError(`${lockFile} is missing; clone the repository anew.`);
  });
  const stamp = createHash('sha256').update(lock).digest('hex');
  const needed = async () => {
    if ((await readOrNothing(stampFile)) === stamp) return false;
    if (!installed(JSON.parse(lock), await readOrNothing(installedFile))) return true;
    await writeFile(stampFile, stamp).catch(() => {});
    return false;
  };
  await alone(needed, async () => {
    say('Installing packages (about a minute on the first start) …');
    await install();
    if (!installed(JSON.parse(lock), await readOrNothing(installedFile))) {
      throw new SetupError(
        'npm installed something else than package-lock.json names; is it up to date with package.json?',
      );
    }
    await writeFile(stampFile, stamp);
  });
}

/** Whether npm's own record agrees with the lock file: every package that is not for another system. */
function installed(lock, record) {
  if (!record) return false;
  const present = JSON.parse(record).packages;
  return Object.entries(lock.packages).every(
    ([place, wanted]) =>
      place === '' || (present[place] ? present[place].version === wanted.version : wanted.optional === true),
  );
}

/**
 * As the lock file says, without writing to it. Not `npm ci`: that refuses a lock file that was written behind a
 * mirror without the packages of other systems, and takes node_modules away from whatever is running.
 */
async function install() {
  const args = [
    'install',
    '--no-save',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const npm = process.env.npm_execpath;
  const ended = await (npm?.endsWith('.js') ? run(process.execPath, [npm, ...args]) : run('npm', args)).catch(
    (error) => {
      throw new SetupError(
        `npm cannot be started (${error.message}); it comes with Node: https://nodejs.org.`,
      );
    },
  );
  if (ended.code !== 0) {
    throw new SetupError(
      'The packages could not be installed (see above). Is the npm registry reachable? Behind a mirror: npm config set registry URL',
    );
  }
}

const readOrNothing = (file) => readFile(file, 'utf8').catch(() => undefined);
