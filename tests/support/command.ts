import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A `mingjing` command running in a process of its own. */
export interface RunningCommand {
  /** What it has written to stdout and stderr until now. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** As `kill -9` would: it gets no chance to tidy up. */
  kill(): void;
  /** Its exit code; null if it was killed. */
  readonly ended: Promise<number | null>;
}

/** Starts `./mingjing …args` without the set-up, with these settings added to the environment. */
export function startCommand(args: readonly string[], settings: Record<string, string>): RunningCommand {
  const child = spawn(process.execPath, ['--import', '@oxc-node/core/register', 'server/cli.ts', ...args], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    written.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    written.stderr += chunk;
  });
  return {
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    kill: () => void child.kill('SIGKILL'),
    ended: new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    }),
  };
}
