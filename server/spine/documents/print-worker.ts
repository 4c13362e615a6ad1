import { parentPort } from 'node:worker_threads';
import type { PrintedDocument } from './document-content.ts';
import { printDocument } from './print-document.ts';

/** What is asked of a print worker. */
export interface PrintOrder {
  n: number;
  document: PrintedDocument;
}

/** What it answers: bytes, or what went wrong. */
export type PrintAnswer = { n: number; pdf: Uint8Array } | { n: number; error: string };

parentPort?.on('message', async ({ n, document }: PrintOrder) => {
  try {
    parentPort!.postMessage({ n, pdf: await printDocument(document) } satisfies PrintAnswer);
  } catch (error) {
    const { message, stack } = error as Error;
    parentPort!.postMessage({ n, error: stack ?? message } satisfies PrintAnswer);
  }
});
