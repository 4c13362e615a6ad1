import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourceEdit } from './bugs.ts';

const root = path.join(import.meta.dirname, '../..');

/** Acts that are counted: of a sequencer on the files of the log, these and its statements, or all other statements. */
export type Acts = 'filing' | 'sequencing' | 'writing';

/** A process that may be killed at any moment, or told at which of its acts to die. */
export class Victim {
  readonly name: string;
  readonly #child: ChildProcess;
  #words = '';
  #gone = false;
  readonly ended: Promise<void>;

  /**
   * @param args what node is to run
   * @param edits the bug that is seeded into it
   */
  constructor(
    name: string,
    args: readonly string[],
    settings: Record<string, string>,
    edits: readonly SourceEdit[],
  ) {
    this.name = name;
    const bug =
      edits.length > 0
        ? { MINGJING_CHAOS_BUG: JSON.stringify({ root: `${pathToFileURL(root)}/`, edits }) }
        : {};
    this.#child = spawn(
      process.execPath,
      ['--import', './tests/chaos/preload.mjs', '--import', '@oxc-node/core/register', ...args],
      { cwd: root, env: { ...process.env, ...settings, ...bug }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
    );
    this.#child.stderr!.on('data', (chunk: Buffer) => {
      this.#words = (this.#words + chunk).slice(-4_000);
    });
    this.#child.on('error', () => {});
    this.ended = new Promise((resolve) => {
      this.#child.on('close', () => {
        this.#gone = true;
        resolve();
      });
    });
  }

  get gone(): boolean {
    return this.#gone;
  }

  /** The last that it wrote to stderr. */
  get words(): string {
    return this.#words.trim();
  }

  /** As `kill -9` does. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** It kills itself with SIGKILL at its `acts`-th act of that kind from now on. */
  arm(kind: Acts, acts: number): void {
    this.#tell({ kind, acts });
  }

  disarm(): void {
    this.#tell({});
  }

  #tell(order: object): void {
    if (this.#child.connected) this.#child.send(order, () => {});
  }
}
