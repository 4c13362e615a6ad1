import { link, open, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { OperatorError } from '#base/operator-error';

/**
 * Does work while no other process does any in the same folder. The lock is a file with the name of the machine and the number of
 * the process; what a process left that was killed is taken away, on the same machine and by one taker at a time.
 * @throws OperatorError, naming the holder and the file, when somebody else is at it
 */
export async function aloneInFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const file = path.join(folder, 'lock');
  if (!(await take(file))) {
    await removeIfAbandoned(file);
    if (!(await take(file))) throw inUse(file, await holderOf(file));
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

interface Holder {
  host: string;
  pid: number;
}

function inUse(file: string, holder: Holder | null): OperatorError {
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'another process';
  return new OperatorError(
    `${path.dirname(file)} is in use by ${who}. Wait for its end; if it is gone for certain, remove ${file}.`,
  );
}

/** False when the lock is there. A link makes it whole or not at all: nobody reads a lock that is half written. */
async function take(file: string): Promise<boolean> {
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(JSON.stringify({ host: os.hostname(), pid: process.pid } satisfies Holder));
    await handle.close();
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Null where there is none, or none that can be read. */
async function holderOf(file: string): Promise<Holder | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  try {
    const { host, pid } = JSON.parse(text ?? '') as Partial<Holder>;
    return typeof host === 'string' && Number.isSafeInteger(pid) ? { host, pid: pid as number } : null;
  } catch {
    return null;
  }
}

/** Of two that find the same abandoned lock one alone looks again and removes it: the other would remove the first one's. */
async function removeIfAbandoned(file: string): Promise<void> {
  if (!isAbandoned(await holderOf(file))) return;
  const taker = `${file}.taker`;
  if (!(await take(taker))) throw inUse(taker, await holderOf(taker));
  try {
    if (isAbandoned(await holderOf(file))) await rm(file, { force: true });
  } finally {
    await rm(taker, { force: true });
  }
}

function isAbandoned(holder: Holder | null): boolean {
  if (holder?.host !== os.hostname()) return false;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    // EPERM: somebody else's process, which is there.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
