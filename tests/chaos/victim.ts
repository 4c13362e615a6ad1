import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourceEdit } from './bugs.ts';

const root = path.join(import.meta.dirname, '../..');

/** Acts that are counted: of a sequencer on the files of the log, its statements, a ticker's, or all but a sequencer's. */
export type Acts = 'filing' | 'sequencing' | 'ticking' | 'writing';

/** At which of its acts a process dies. */
export interface Death {
  kind: Acts;
  /** Which of them it is from now on, counted from 1, each before and after. */
  acts: number;
  /** Only acts on files whose names below the folder of the log begin like this are counted. */
  file?: string;
}

/** A process that may be killed at any moment, or told at which of its acts to die. */
export class Victim {
  readonly name: string;
  readonly #child: ChildProcess;
  #words = '';
  #gone = false;
  #holds = false;
  /** Who waits until it has heard what it was told. */
  readonly #unheard: (() => void)[] = [];
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
    this.#child.on('message', (said: { heard?: true; holds?: true }) => {
      if (said.holds) this.#holds = true;
      if (said.heard) this.#unheard.shift()?.();
    });
    this.ended = new Promise((resolve) => {
      this.#child.on('close', () => {
        this.#gone = true;
        for (const heard of this.#unheard) heard();
        resolve();
      });
    });
  }

  get gone(): boolean {
    return this.#gone;
  }

  /** The last that it wrote to stderr, in one line: the error alone where it died of one. */
  get words(): string {
    const died = this.#words.match(/^\w*(?:Error|Tile|Note|Log|Restored|History)\b: .*$/m)?.[0];
    return died ?? this.#words.trim().slice(-300);
  }

  /** How long it ran and how long it waited for a processor (Linux's schedstat): whether it hangs or is starved. */
  get turns(): string {
    try {
      const [ran, waited] = readFileSync(`/proc/${this.#child.pid}/schedstat`, 'utf8').split(' ');
      const seconds = (nanoseconds: string | undefined) => (Number(nanoseconds) / 1e9).toFixed(1);
      return `it ran for ${seconds(ran)} s and waited for a processor for ${seconds(waited)} s`;
    } catch {
      return 'it is gone, or this is not Linux';
    }
  }

  /** As `kill -9` does. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** It kills itself with SIGKILL there. */
  arm(death: Death): Promise<void> {
    return this.#tell(death);
  }

  /** It sends the next commit of a batch only when it is let go; `holds` says that it has come to it. */
  hold(): Promise<void> {
    this.#holds = false;
    return this.#tell({ hold: true });
  }

  get holds(): boolean {
    return this.#holds;
  }

  letGo(): Promise<void> {
    return this.#tell({ letGo: true });
  }

  /** When this returns it has died, or will not any more. */
  disarm(): Promise<void> {
    return this.#tell({});
  }

  /** Until it has heard it, or is gone. */
  #tell(order: object): Promise<void> {
    if (this.#gone || !this.#child.connected) return this.ended;
    return new Promise((resolve) => {
      this.#unheard.push(resolve);
      this.#child.send(order, () => {});
    });
  }
}
