// Builds the web pages into dist/web when their sources changed since the last build.
import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { alone } from './setup-lock.mjs';
import { root, runPackaged, SetupError, say } from './terminal.mjs';

const sources = ['web', 'contract', 'vite.config.ts', 'tsconfig.json', 'package-lock.json'];
const built = `${root}dist/web`;
const stampFile = `${root}dist/web-stamp`;

export async function ensureWeb() {
  if (!(await exists(`${root}vite.config.ts`))) return;
  const stamp = await hashOf(sources);
  const needed = async () =>
    !(await exists(`${built}/index.html`)) || (await readFile(stampFile, 'utf8').catch(() => '')) !== stamp;
  await alone(needed, async () => {
    say('Building the web pages …');
    const draft = `${built}.new`;
    const build = ['build', '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn'];
    const ended = await runPackaged('vite/bin/vite.js', build, {
      output: 'kept',
      env: { NODE_ENV: 'production' },
    });
    if (ended.code !== 0) throw new SetupError(`The web pages could not be built:\n${ended.text.trim()}`);
    // Swapped in one step: a server that is running never serves half a build.
    await rm(built, { recursive: true, force: true });
    await rename(draft, built);
    await mkdir(`${root}dist`, { recursive: true });
    await writeFile(stampFile, stamp);
  });
}

async function hashOf(places) {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of await filesIn(place))
      hash.update(`${file}\0`).update(await readFile(`${root}${file}`));
  }
  return hash.digest('hex');
}

async function filesIn(place) {
  const entries = await readdir(`${root}${place}`, { withFileTypes: true, recursive: true }).catch(
    () => undefined,
  );
  if (!entries) return [place];
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.slice(root.length))
    .sort();
}

const exists = (file) =>
  access(file).then(
    () => true,
    () => false,
  );
