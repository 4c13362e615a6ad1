import type { Flow } from '#contract/catalogue';

export type NodeKind = 'start' | 'end' | 'step' | 'any' | 'some' | 'all';

/** A node of the drawing; `any` joins (whichever comes first), `some` and `all` split. */
export interface GraphNode {
  id: string;
  kind: NodeKind;
  /** Place of the step in the flow. */
  step?: number;
}
export interface GraphEdge {
  from: string;
  to: string;
}

const stepId = (n: number) => `step_${n + 1}`;

/**
 * A flow as a graph of events, steps and gateways. A step that waits for one of several comes after an exclusive gateway; after
 * a step that several may follow comes a parallel one where all of them are mandatory, else an inclusive one.
 */
export function graphOf({ steps }: Flow): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const places = new Map(steps.map(({ code }, n) => [code, n]));
  const nodes: GraphNode[] = [{ id: 'start', kind: 'start' }];
  const edges: GraphEdge[] = [];
  const followers = steps.map(({ code }) => steps.filter((one) => one.after.includes(code)));
  const first = steps.filter(({ after }) => after.length === 0);
  const split = (id: string, from: string, next: readonly { mandatory: boolean }[]) => {
    if (next.length < 2) return from;
    nodes.push({ id, kind: next.every(({ mandatory }) => mandatory) ? 'all' : 'some' });
    edges.push({ from, to: id });
    return id;
  };
  const outOfStart = split('split_0', 'start', first);
  const outOf = steps.map((_, n) => {
    nodes.push({ id: stepId(n), kind: 'step', step: n });
    return split(`split_${n + 1}`, stepId(n), followers[n]!);
  });
  for (const [n, { after }] of steps.entries()) {
    const before = [...new Set(after)].map((code) => outOf[places.get(code)!]!);
    const join = `join_${n + 1}`;
    if (before.length > 1) {
      nodes.push({ id: join, kind: 'any' });
      edges.push({ from: join, to: stepId(n) });
    }
    if (before.length === 0) edges.push({ from: outOfStart, to: stepId(n) });
    for (const one of before) edges.push({ from: one, to: before.length > 1 ? join : stepId(n) });
  }
  nodes.push({ id: 'end', kind: 'end' });
  for (const [n, next] of followers.entries())
    if (next.length === 0) edges.push({ from: stepId(n), to: 'end' });
  return { nodes, edges };
}
