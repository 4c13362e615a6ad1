import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';

/** Brings a short text to a phone number or an e-mail address. Whoever sends for real implements this. */
export interface Sender {
  readonly kinds: readonly ('phone' | 'email')[];
  /** Rejects when the text could not be handed on. */
  send(to: string, text: string): Promise<void>;
}

/** The demonstration's sender: a file that holds what would have been sent, one JSON object a line. */
export class FileSender implements Sender {
  readonly kinds = ['phone', 'email'] as const;
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  async send(to: string, text: string): Promise<void> {
    await mkdir(path.dirname(this.#file), { recursive: true });
    await appendFile(this.#file, `${JSON.stringify({ to, text })}\n`, { mode: 0o600 });
  }
}
