// What the tools share: how they speak and how they start programs. Plain JavaScript without dependencies,
// because it runs before anything is installed.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of the clone. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** One sentence for the person at the terminal; stdout is kept for results. */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/** An error whose message is enough: what is wrong and what to do. */
export class SetupError extends Error {}

/** Runs a tool's main function: a SetupError ends it with its message alone. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? process.exitCode;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

/**
 * Runs a program in the clone and gives its exit code.
 * `output`: 'shown' on the terminal (stderr), 'result' (its stdout is ours), or 'kept' and given back.
 */
export function run(command, args, { output = 'shown', env = {}, cwd = root, limitMs } = {}) {
  const stdio = { shown: ['ignore', 2, 2], result: ['ignore', 1, 2], kept: ['ignore', 'pipe', 'pipe'] }[
    output
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio, env: { ...process.env, ...env }, timeout: limitMs });
    const kept = [];
    child.stdout?.on('data', (chunk) => kept.push(chunk));
    child.stderr?.on('data', (chunk) => kept.push(chunk));
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward).on('SIGTERM', forward);
    const ended = () => process.off('SIGINT', forward).off('SIGTERM', forward);
    child.on('error', (error) => {
      ended();
      reject(error);
    });
    child.on('close', (code, signal) => {
      ended();
      resolve({ code: code ?? 1, signal, text: Buffer.concat(kept).toString('utf8') });
    });
  });
}

/** Runs a JavaScript program of an installed package, such as `vitest/vitest.mjs`. */
export function runPackaged(file, args, options) {
  return run(process.execPath, [`${root}node_modules/${file}`, ...args], options);
}
