import { cellOf, type Cube } from './cube.ts';

/** Nodes of the leaf cells below a cell that are not zero, the smallest first, at most so many. */
export function leavesBelow(cube: Cube, nodes: readonly number[], most: number): number[][] {
  const found: number[][] = [];
  const descend = (at: readonly number[]): void => {
    if (cube.counts[cellOf(cube, at)] === 0) return;
    const tree = cube.trees.findIndex(({ children }, n) => children[at[n]!]!.length > 0);
    if (tree < 0) found.push([...at]);
    else
      for (const child of cube.trees[tree]!.children[at[tree]!]!)
        descend(at.map((node, n) => (n === tree ? child : node)));
  };
  descend(nodes);
  const countOf = (leaf: readonly number[]) => cube.counts[cellOf(cube, leaf)]!;
  return found.sort((one, other) => countOf(one) - countOf(other)).slice(0, most);
}
