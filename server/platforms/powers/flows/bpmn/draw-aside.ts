import { Worker } from 'node:worker_threads';
import type { DrawAnswer, DrawOrder } from './draw-worker.ts';
import type { GraphEdge, GraphNode } from './graph.ts';
import type { Direction, Drawn } from './layout.ts';

interface Waiting {
  resolve(drawn: Drawn): void;
  reject(error: Error): void;
}

const waiting = new Map<number, Waiting>();
let worker: Worker | null = null;
let orders = 0;

function settle(answer: DrawAnswer): void {
  const one = waiting.get(answer.n);
  waiting.delete(answer.n);
  if (waiting.size === 0) worker?.unref();
  if ('drawn' in answer) one?.resolve(answer.drawn);
  else one?.reject(new Error(answer.error));
}

function startWorker(): Worker {
  const started = new Worker(new URL('./draw-worker.mjs', import.meta.url), { execArgv: [] });
  const end = (error: Error) => {
    if (worker === started) worker = null;
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  };
  started.on('message', settle);
  started.on('error', end);
  started.on('exit', () => end(new Error('the draw worker has ended')));
  return started;
}

/** Places a graph beside the event loop: a flow of two hundred steps takes a second. One worker, started when it is first needed. */
export function drawAside(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  direction: Direction,
): Promise<Drawn> {
  return new Promise((resolve, reject) => {
    orders += 1;
    waiting.set(orders, { resolve, reject });
    worker ??= startWorker();
    // While somebody waits, the process stays.
    worker.ref();
    worker.postMessage({ n: orders, nodes, edges, direction } satisfies DrawOrder);
  });
}
