import { readdir, readFile } from 'node:fs/promises';
import type { Pool } from 'pg';

/** Length of a tick in which Linux tells the times of processes that have ended. */
const tickMs = 10;

const textOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
/** Fields of `/proc/<pid>/stat` from the parent on; the name before them may hold anything. */
const statOf = async (pid: string): Promise<string[]> =>
  (await textOf(`/proc/${pid}/stat`)).split(') ').at(-1)!.split(' ').slice(1);

/**
 * Milliseconds on the processor of this process and of a PostgreSQL on this machine, those of its processes that have ended
 * included. What others do on a busy machine is not in it, unlike in the time that passes.
 */
export async function processorClock(pool: Pool): Promise<() => Promise<number>> {
  const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const server = (await statOf(String(rows[0]!.pid)))[0]!;
  return async () => {
    const { user, system } = process.cpuUsage();
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const stats = await Promise.all(pids.map(async (pid) => [pid, await statOf(pid)] as const));
    const own = stats.filter(([pid, [parent]]) => parent === server || pid === server);
    const times = await Promise.all(
      own.map(async ([pid]) => Number((await textOf(`/proc/${pid}/schedstat`)).split(' ')[0]) / 1e6),
    );
    const [waitedUser, waitedSystem] = (stats.find(([pid]) => pid === server)?.[1] ?? []).slice(12, 14);
    const ended = (Number(waitedUser) + Number(waitedSystem)) * tickMs;
    return (user + system) / 1000 + times.reduce((sum, ms) => sum + ms, 0) + ended;
  };
}
