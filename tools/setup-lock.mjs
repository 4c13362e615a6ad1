// Two commands started in a fresh clone at the same moment must not both install into it.
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { root, SetupError, say } from './terminal.mjs';

const file = `${root}.cache/setup.lock`;

/** Does the work alone, after whoever is at it now; `needed` is asked again then. */
export async function alone(needed, work) {
  if (!(await needed())) return;
  await take();
  try {
    if (await needed()) await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take() {
  let waiting = false;
  for (;;) {
    try {
      await mkdir(`${root}.cache`, { recursive: true });
      const lock = await open(file, 'wx');
      await lock.writeFile(String(process.pid));
      await lock.close();
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw new SetupError(`${root} must be set up, but cannot be written to: ${error.message}`);
      }
    }
    const holder = Number(await readFile(file, 'utf8').catch(() => ''));
    if (holder && !isAlive(holder)) {
      await rm(file, { force: true });
      continue;
    }
    if (!waiting) say(`Another start (process ${holder || '?'}) is setting up; waiting for it …`);
    waiting = true;
    await pause(200);
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
