import { parentPort } from 'node:worker_threads';
import type { GraphEdge, GraphNode } from './graph.ts';
import { type Direction, type Drawn, drawGraph } from './layout.ts';

/** A graph to be drawn. */
export interface DrawOrder {
  n: number;
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  direction: Direction;
}

/** Where everything stands, or what went wrong. */
export type DrawAnswer = { n: number; drawn: Drawn } | { n: number; error: string };

parentPort?.on('message', ({ n, nodes, edges, direction }: DrawOrder) => {
  try {
    parentPort!.postMessage({ n, drawn: drawGraph(nodes, edges, direction) } satisfies DrawAnswer);
  } catch (error) {
    const { message, stack } = error as Error;
    parentPort!.postMessage({ n, error: stack ?? message } satisfies DrawAnswer);
  }
});
