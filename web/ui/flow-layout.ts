import { Graph, layout, type Point } from '@dagrejs/dagre';
import type { Flow } from '#contract/catalogue';

export interface StepBox {
  code: string;
  /** Centre and size in pixels. */
  x: number;
  y: number;
  width: number;
  height: number;
  lines: string[];
  notes: string[];
}
export interface FlowEdge {
  from: string;
  to: string;
  points: Point[];
}
export interface FlowLayout {
  width: number;
  height: number;
  boxes: StepBox[];
  edges: FlowEdge[];
}
export interface StepText {
  name: string;
  notes: string[];
}

const boxWidth = 164;
const textWidth = boxWidth - 44;
const nameSize = 14;
const noteSize = 12;
export const lineHeight = 19;
export const noteHeight = 16;

const wide = /[\u2e80-\u9fff\uff00-\uffef]/;

/** The width of a text in pixels, near enough for wrapping: a Chinese character is as wide as it is high. */
export function textSpan(text: string, size: number): number {
  let span = 0;
  for (const character of text) span += wide.test(character) ? size : size * 0.53;
  return span;
}

/** Breaks a text into lines: between Chinese characters anywhere, elsewhere between words; at most `most` lines. */
export function wrap(text: string, size: number, span: number, most: number): string[] {
  const pieces = text.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && textSpan((line + piece).trimEnd(), size) > span) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  kept[most - 1] = `${kept[most - 1]?.slice(0, -1) ?? ''}…`;
  return kept;
}

/**
 * Lays a flow out in layers by what must come before what.
 * @param texts name and notes of each step in the reader's language
 * @param direction LR for wide places, TB for narrow ones
 */
export function layoutFlow(
  flow: Flow,
  texts: ReadonlyMap<string, StepText>,
  direction: 'LR' | 'TB',
): FlowLayout {
  const graph = new Graph<Record<string, unknown>, StepBox, { points: Point[] }>();
  graph.setGraph({ rankdir: direction, nodesep: 18, ranksep: 34, marginx: 4, marginy: 4 });
  graph.setDefaultEdgeLabel(() => ({ points: [] }));
  for (const step of flow.steps) {
    const text = texts.get(step.code) ?? { name: step.code, notes: [] };
    const lines = wrap(text.name, nameSize, textWidth, 3);
    const notes = text.notes.flatMap((note) => wrap(note, noteSize, boxWidth - 24, 2));
    const height = 18 + lines.length * lineHeight + notes.length * noteHeight;
    graph.setNode(step.code, { code: step.code, x: 0, y: 0, width: boxWidth, height, lines, notes });
  }
  for (const step of flow.steps) for (const before of step.after) graph.setEdge(before, step.code);
  layout(graph);
  const size = graph.graph() as { width?: number; height?: number };
  return {
    width: Math.ceil(size.width ?? 0),
    height: Math.ceil(size.height ?? 0),
    boxes: flow.steps.map((step) => graph.node(step.code)),
    edges: graph.edges().map(({ v, w }) => ({ from: v, to: w, points: graph.edge(v, w).points })),
  };
}

/** A smooth line through the points of an edge. */
export function edgePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${first.x.toFixed(1)},${first.y.toFixed(1)}`;
  for (const [index, point] of rest.entries()) {
    const next = rest[index + 1];
    if (!next) path += `L${point.x.toFixed(1)},${point.y.toFixed(1)}`;
    else {
      const middle = { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
      path += `Q${point.x.toFixed(1)},${point.y.toFixed(1)} ${middle.x.toFixed(1)},${middle.y.toFixed(1)}`;
    }
  }
  return path;
}
