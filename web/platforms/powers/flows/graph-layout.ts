import { Graph, layout, type Point } from '@dagrejs/dagre';
import type { FlowEdgeSeen } from '#contract/powers/flows';
import { wrap } from '../../../ui/flow-layout.ts';

export interface SeenBox {
  /** Code of the step; null for the opening and the end. */
  step: string | null;
  bound: 'opening' | 'end' | null;
  x: number;
  y: number;
  width: number;
  height: number;
  lines: string[];
  notes: string[];
}
export interface SeenWay {
  edge: FlowEdgeSeen;
  points: Point[];
  /** Where the label stands. */
  x: number;
  y: number;
}
export interface SeenGraph {
  width: number;
  height: number;
  boxes: SeenBox[];
  ways: SeenWay[];
}

const width = 168;
const [opening, end] = ['\u0000opening', '\u0000end'];

/** The ways that were gone at least a share of the times of the most frequent one. */
export function frequentWays(edges: readonly FlowEdgeSeen[], share: number): FlowEdgeSeen[] {
  const most = Math.max(1, ...edges.map(({ times }) => times));
  return edges.filter(({ times }) => times >= share * most);
}

/**
 * Lays out which step follows which, from above.
 * @param texts name and notes of each step
 */
export function layoutSeen(
  edges: readonly FlowEdgeSeen[],
  texts: (step: string) => { name: string; notes: string[] },
): SeenGraph {
  const graph = new Graph<Record<string, unknown>, SeenBox, { points: Point[]; x?: number; y?: number }>();
  graph.setGraph({ rankdir: 'TB', nodesep: 26, ranksep: 44, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({ points: [] }));
  const add = (step: string | null, bound: SeenBox['bound']): string => {
    const name = step ?? (bound === 'opening' ? opening : end);
    if (graph.hasNode(name)) return name;
    if (step === null) graph.setNode(name, boxOf(step, bound, 56, 30, [], []));
    else {
      const { name: title, notes } = texts(step);
      const lines = wrap(title, 13, width - 20, 3);
      graph.setNode(name, boxOf(step, null, width, 16 + lines.length * 18 + notes.length * 16, lines, notes));
    }
    return name;
  };
  for (const { from, to } of edges) graph.setEdge(add(from, 'opening'), add(to, 'end'));
  layout(graph);
  const size = graph.graph() as { width?: number; height?: number };
  return {
    width: Math.ceil(size.width ?? 0),
    height: Math.ceil(size.height ?? 0),
    boxes: graph.nodes().map((name) => graph.node(name)),
    ways: edges.map((edge) => {
      const { points } = graph.edge(edge.from ?? opening, edge.to ?? end);
      const middle = points[Math.floor(points.length / 2)]!;
      return { edge, points, x: middle.x, y: middle.y };
    }),
  };
}

function boxOf(
  step: string | null,
  bound: SeenBox['bound'],
  boxWidth: number,
  height: number,
  lines: string[],
  notes: string[],
): SeenBox {
  return { step, bound, x: 0, y: 0, width: boxWidth, height, lines, notes };
}
