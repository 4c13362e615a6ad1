import { describe, expect, it } from 'vitest';
import { frequentWays, layoutSeen } from './graph-layout.ts';

const way = (from: string | null, to: string | null, times: number) => ({
  from,
  to,
  times,
  median: 1,
  p90: 1,
});
const ways = [
  way(null, 'a', 100),
  way('a', 'b', 90),
  way('b', null, 80),
  way('a', null, 9),
  way('b', 'c', 2),
  way('c', 'a', 1),
];

describe('ways that are drawn', () => {
  it('given a share, then rarer ways are left out', () => {
    const drawn = frequentWays(ways, 0.1).map(({ from, to }) => `${from}-${to}`);
    expect(drawn).toEqual(['null-a', 'a-b', 'b-null']);
  });

  it('given no share, then all are drawn', () => {
    expect(frequentWays(ways, 0)).toHaveLength(ways.length);
  });
});

describe('the layout of what is seen', () => {
  it('given ways with a ring and one from a step to itself, then every step has a box and every way its line', () => {
    const graph = layoutSeen([...ways, way('a', 'a', 3)], (name) => ({ name, notes: ['n'] }));
    expect(graph.boxes.map(({ step, bound }) => step ?? bound).sort()).toEqual([
      'a',
      'b',
      'c',
      'end',
      'opening',
    ]);
    expect(graph.ways).toHaveLength(7);
    for (const { points } of graph.ways) expect(points.length).toBeGreaterThan(1);
  });
});
