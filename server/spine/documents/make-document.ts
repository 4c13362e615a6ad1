import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { PrintedDocument } from './document-content.ts';
import type { PrintAnswer, PrintOrder } from './print-worker.ts';

interface Waiting {
  resolve(pdf: Buffer): void;
  reject(error: Error): void;
}

/** A worker with the orders that it has not answered yet. */
class Press {
  readonly waiting = new Map<number, Waiting>();
  readonly #worker: Worker;

  constructor(gone: (press: Press) => void) {
    this.#worker = new Worker(new URL('./print-worker.mjs', import.meta.url), { execArgv: [] });
    this.#worker.unref();
    this.#worker.on('message', (answer: PrintAnswer) => this.#settle(answer));
    const end = (error: Error) => {
      gone(this);
      for (const one of this.waiting.values()) one.reject(error);
      this.waiting.clear();
    };
    this.#worker.on('error', end);
    this.#worker.on('exit', () => end(new Error('the print worker has ended')));
  }

  print(order: PrintOrder, waiting: Waiting): void {
    this.waiting.set(order.n, waiting);
    // While somebody waits, the process stays.
    this.#worker.ref();
    this.#worker.postMessage(order);
  }

  #settle(answer: PrintAnswer): void {
    const one = this.waiting.get(answer.n);
    this.waiting.delete(answer.n);
    if (this.waiting.size === 0) this.#worker.unref();
    if ('pdf' in answer) one?.resolve(Buffer.from(answer.pdf));
    else one?.reject(new Error(answer.error));
  }
}

const most = Math.max(1, Math.min(2, availableParallelism() - 1));
const presses = new Set<Press>();
let orders = 0;

function leastBusy(): Press {
  const [first] = [...presses].sort((a, b) => a.waiting.size - b.waiting.size);
  if (first && (first.waiting.size === 0 || presses.size >= most)) return first;
  const press = new Press((gone) => presses.delete(gone));
  presses.add(press);
  return press;
}

/**
 * The PDF of a document, printed beside the event loop (docs/decisions/0022). It depends on nothing but what is given: the
 * same content gives the same bytes.
 */
export function makeDocument(document: PrintedDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    orders += 1;
    leastBusy().print({ n: orders, document }, { resolve, reject });
  });
}
