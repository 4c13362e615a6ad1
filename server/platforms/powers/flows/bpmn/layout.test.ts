import { describe, expect, it } from 'vitest';
import { flow as flowShape } from '#contract/catalogue';
import { graphOf } from './graph.ts';
import { drawGraph } from './layout.ts';

const step = (code: string, after: string[]) => ({ code, name: { zh: code, en: code }, after });
const { nodes, edges } = graphOf(
  flowShape.parse({ version: 1, steps: [step('a', []), step('b', ['a']), step('c', ['b'])] }),
);

describe('a flow in its place', () => {
  it.each([
    ['right', 'x', 'width', 'y', 'height'],
    ['down', 'y', 'height', 'x', 'width'],
  ] as const)(
    'given steps in a row, when drawn %s, then each way leads from the edge of one to the edge of the next',
    (direction, along, length, across, breadth) => {
      const { boxes, ways } = drawGraph(nodes, edges, direction);
      expect(ways).toHaveLength(4);
      for (const [n, { from, to }] of edges.entries()) {
        const [source, target] = [boxes.get(from)!, boxes.get(to)!];
        const [start, end] = [ways[n]!.at(0)!, ways[n]!.at(-1)!];
        expect(start[along]).toBe(source[along] + source[length]);
        expect(end[along]).toBe(target[along]);
        expect(target[along]).toBeGreaterThan(start[along]);
        expect(start[across]).toBe(source[across] + source[breadth] / 2);
        expect(end[across]).toBe(target[across] + target[breadth] / 2);
      }
    },
  );

  it('given either direction, then a step is wider than high', () => {
    for (const direction of ['right', 'down'] as const) {
      const { boxes } = drawGraph(nodes, edges, direction);
      const steps = nodes.filter(({ kind }) => kind === 'step').map(({ id }) => boxes.get(id)!);
      expect(steps).toHaveLength(3);
      for (const { width, height } of steps) expect(width).toBeGreaterThan(height);
    }
  });
});
