import { Graph, layout } from '@dagrejs/dagre';
import type { GraphEdge, GraphNode } from './graph.ts';

export interface Point {
  x: number;
  y: number;
}
export interface Drawn {
  /** Corner and size of each node, by its id. */
  boxes: ReadonlyMap<string, Point & { width: number; height: number }>;
  /** Of each edge, in their order. */
  ways: Point[][];
}

const sizes = {
  step: { width: 150, height: 80 },
  event: { width: 36, height: 36 },
  gateway: { width: 50, height: 50 },
};
const rankGap = 56;

const sizeOf = ({ kind }: GraphNode) =>
  kind === 'step' ? sizes.step : kind === 'start' || kind === 'end' ? sizes.event : sizes.gateway;

const whole = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });

/** Where the next step stands. */
export type Direction = 'right' | 'down';

/** What lies to the right as lying below, and the other way round. */
const turned = ({ x, y }: Point): Point => ({ x: y, y: x });

/** Places a graph in layers, from left to right or from top to bottom. */
export function drawGraph(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  direction: Direction,
): Drawn {
  if (direction === 'right') return drawRight(nodes, edges, sizeOf);
  const drawn = drawRight(nodes, edges, (node) => {
    const { width, height } = sizeOf(node);
    return { width: height, height: width };
  });
  return {
    boxes: new Map(
      [...drawn.boxes].map(([id, box]) => [id, { ...turned(box), width: box.height, height: box.width }]),
    ),
    ways: drawn.ways.map((way) => way.map(turned)),
  };
}

/** In layers from left to right; ways to the next layer bend at right angles, longer ones go round what is between. */
function drawRight(nodes: readonly GraphNode[], edges: readonly GraphEdge[], sized: typeof sizeOf): Drawn {
  const graph = new Graph<
    Record<string, unknown>,
    { x: number; y: number; width: number; height: number },
    { points: Point[] }
  >();
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: rankGap, marginx: 20, marginy: 20 });
  graph.setDefaultEdgeLabel(() => ({ points: [] }));
  for (const node of nodes) graph.setNode(node.id, { x: 0, y: 0, ...sized(node) });
  for (const { from, to } of edges) graph.setEdge(from, to);
  layout(graph);
  const boxes = new Map(
    nodes.map(({ id }) => {
      const { x, y, width, height } = graph.node(id);
      return [id, { ...whole({ x: x - width / 2, y: y - height / 2 }), width, height }];
    }),
  );
  const ways = edges.map(({ from, to }) => {
    const { points } = graph.edge(from, to);
    const [source, target] = [boxes.get(from)!, boxes.get(to)!];
    const start = { x: source.x + source.width, y: source.y + source.height / 2 };
    const end = { x: target.x, y: target.y + target.height / 2 };
    if (points.length > 3 || end.x <= start.x) return points.map(whole);
    if (Math.abs(start.y - end.y) < 2) return [start, { ...end, y: start.y }].map(whole);
    const bend = end.x - rankGap / 2;
    return [start, { x: bend, y: start.y }, { x: bend, y: end.y }, end].map(whole);
  });
  return { boxes, ways };
}
