import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createKeyFile, type KeyRing, readKeys } from '#base/keys';

/** The program itself in a process of its own, as an operator starts it. */
export interface LiveServer {
  url: string;
  keys: KeyRing;
  /** Milliseconds of processor time so far (`/proc`, Linux alone; else NaN). */
  cpuMs(): Promise<number>;
  close(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, '..');
const readyLine = /is ready at http:\/\/localhost:(\d+)$/;

/** User and system time stand 12th and 13th behind the name, in ticks of 10 ms (proc(5)). */
async function cpuMsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/**
 * Starts `serve` on a database that is there already, on a port that the system chooses.
 * @throws Error with the last words of a server that ends before it is ready.
 */
export async function startLiveServer(
  databaseUrl: string,
  settings: Record<string, string> = {},
): Promise<LiveServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-live-'));
  const keyFile = path.join(folder, 'keys.json');
  await createKeyFile(keyFile);
  const keys = await readKeys({ keyFile, dataFolder: folder, demo: false }, () => {});
  const server = spawn(
    process.execPath,
    ['--max-semi-space-size=128', '--import', '@oxc-node/core/register', 'server/cli.ts', 'serve'],
    {
      cwd: root,
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        HOST: '127.0.0.1',
        PORT: '0',
        MINGJING_DEMO: '0',
        MINGJING_KEYS: keyFile,
        // The log of this database, and no other's.
        MINGJING_DATA: folder,
        ...settings,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const orphan = (): void => void server.kill('SIGKILL');
  process.once('exit', orphan);
  const ended = once(server, 'exit');
  const close = async (): Promise<void> => {
    server.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
    process.off('exit', orphan);
  };
  const said: string[] = [];
  const port = await new Promise<string>((ready, failed) => {
    createInterface({ input: server.stderr }).on('line', (line) => {
      const found = readyLine.exec(line)?.[1];
      if (found) ready(found);
      // What it logs later is not expected, and so worth seeing.
      else if (line.startsWith('{')) process.stderr.write(`${line}\n`);
      else said.push(line);
    });
    void ended.then(() => failed(new Error(`the server did not start:\n${said.join('\n')}`)));
  });
  return { url: `http://127.0.0.1:${port}`, keys, cpuMs: () => cpuMsOf(server.pid!), close };
}
