// A Chromium that brings its own libraries, as npm package: it runs without any package of the system.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { root, run } from './terminal.mjs';

const folder = `${root}.cache/chromium-npm`;
const chromium = '@sparticuz/chromium@147.0.2';

/** @returns {Promise<{executablePath: string, env: Record<string, string>, needs: string[]} | undefined>} */
export async function getFromNpm() {
  if (!(await installAside(folder, [chromium]))) return undefined;
  const unpacked = `${folder}/unpacked`;
  await rm(unpacked, { recursive: true, force: true });
  await mkdir(unpacked, { recursive: true });
  const code =
    "import('@sparticuz/chromium').then(({ default: c }) => c.executablePath()).then((p) => console.log(p))";
  // It unpacks its libraries (libnss3 among them) only where it believes to be in that environment.
  const env = { AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x', TMPDIR: unpacked };
  const ended = await run(process.execPath, ['-e', code], { output: 'kept', env, cwd: folder });
  const executablePath = `${unpacked}/chromium`;
  if (ended.code !== 0) return undefined;
  // Packed files are removed again: 66 MB that nobody reads twice.
  await rm(`${folder}/node_modules`, { recursive: true, force: true });
  const libraries = `${unpacked}/al2023/lib`;
  const before = process.env.LD_LIBRARY_PATH;
  return {
    executablePath,
    env: { LD_LIBRARY_PATH: before ? `${libraries}:${before}` : libraries },
    needs: [libraries],
  };
}

/** Installs packages into a folder of their own: they are no dependency of Mingjing, and may ask for another Node. */
export async function installAside(place, packages) {
  try {
    await mkdir(place, { recursive: true });
    await writeFile(`${place}/package.json`, '{ "private": true }\n');
  } catch {
    return false;
  }
  const args = ['install', '--prefix', place, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
  const ended = await run('npm', [...args, '--engine-strict=false', '--loglevel=error', ...packages], {
    output: 'kept',
    cwd: place,
    limitMs: 600_000,
  }).catch(() => undefined);
  return ended?.code === 0;
}
