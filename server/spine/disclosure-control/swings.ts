import { cellOf, type Cube } from './cube.ts';

/** How a change goes through one tree: which nodes it adds to (+1) or takes from (-1). */
export type Swing = readonly { node: number; sign: 1 | -1 }[];

/** The largest leaf below a node, one step at a time, with the nodes on the way. */
function wayDown(cube: Cube, leaf: readonly number[], tree: number, from: number): number[] {
  const countAt = (node: number) =>
    cube.counts[
      cellOf(
        cube,
        leaf.map((other, n) => (n === tree ? node : other)),
      )
    ]!;
  const way = [from];
  for (;;) {
    const below = cube.trees[tree]!.children[way.at(-1)!]!;
    if (below.length === 0) return way;
    way.push(below.reduce((best, node) => (countAt(node) > countAt(best) ? node : best)));
  }
}

/**
 * The swings along one tree that start at a leaf and move a node above it (or the leaf itself): back at a leaf below a sister of
 * any node on the way, the nearest first, or back nowhere, up to the root.
 * @param nodes of the cell that has to move @param leaf nodes of the leaf cell below it where the swing starts
 */
export function optionsOf(
  cube: Cube,
  nodes: readonly number[],
  leaf: readonly number[],
  tree: number,
): Swing[] {
  const { paths, children } = cube.trees[tree]!;
  const up = paths[leaf[tree]!]!;
  const options: Swing[] = [];
  // The node of the cell has to be on the way, so the turn is above it.
  for (let at = up.indexOf(nodes[tree]!) + 1; at < up.length; at++) {
    const there: Swing = up.slice(0, at).map((node) => ({ node, sign: 1 }));
    for (const sister of children[up[at]!]!) {
      if (sister === up[at - 1]) continue;
      const back = wayDown(cube, leaf, tree, sister).map((node) => ({ node, sign: -1 }) as const);
      options.push([...there, ...back]);
    }
  }
  return [...options, up.map((node) => ({ node, sign: 1 }))];
}
