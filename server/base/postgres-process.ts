import { spawn, spawnSync } from 'node:child_process';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Account, runAs } from '#base/postgres-account';
import type { Binaries } from '#base/postgres-binaries';

/** What a running server wrote into its lock file `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  /** 0 while it has not opened its port yet. */
  readonly port: number;
}

export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(lockFile(cluster), 'utf8').catch(() => undefined);
  if (!text) return undefined;
  const [pid, , , port] = text.split('\n');
  return { pid: Number(pid), port: Number(port ?? 0) };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Whether this process is a PostgreSQL on this cluster. A number alone proves nothing: after a crash, and in a
 * container always, it may have been given to another process, or its process be dead and not yet buried.
 */
export async function servesCluster(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command =
    process.platform === 'linux'
      ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      : spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return (command ?? '').includes(cluster);
}

/** Takes the lock file of a server that is gone away. Only after `servesCluster` said no. */
export async function removeLockFile(cluster: string): Promise<void> {
  await rm(lockFile(cluster), { force: true });
}

const lockFile = (cluster: string) => path.join(cluster, 'postmaster.pid');

export interface Launch {
  /** Resolves with its last words once it has ended. */
  readonly ended: Promise<string>;
  /** Removes the file of its first words: it has started, and writes to its own log. */
  settled(): Promise<void>;
}

/**
 * Starts the server in a session of its own: Ctrl-C in the terminal must reach this process first, which then
 * stops the server in order. Until its own log opens, it writes to a file that is removed when it has started.
 */
export async function launch(
  binaries: Binaries,
  home: string,
  cluster: string,
  args: string[],
  account: Account | undefined,
): Promise<Launch> {
  await mkdir(home, { recursive: true });
  const wordsFile = path.join(home, `start-${process.pid}.log`);
  const words = await open(wordsFile, 'w', 0o600);
  const child = spawn(binaries.postgres, ['-D', cluster, ...args], {
    ...runAs(account),
    detached: true,
    stdio: ['ignore', words.fd, words.fd],
  });
  child.unref();
  const ended = new Promise<string>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => readFile(wordsFile, 'utf8').then(resolve, () => resolve('')));
  });
  const settled = () => rm(wordsFile, { force: true }).catch(() => {});
  ended.then(settled, settled);
  await words.close();
  return { ended, settled };
}

/** Asks the server to end its sessions and stop (`fast` in PostgreSQL's words), and waits until it is gone. */
export async function shutDown(cluster: string): Promise<void> {
  const running = await readPostmaster(cluster);
  if (!running || !(await servesCluster(running.pid, cluster))) return;
  process.kill(running.pid, 'SIGINT');
  while (await servesCluster(running.pid, cluster)) await pause(20);
}

/** A port nobody listens on at this moment; a server that still finds it taken is started on another. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
