import type { Tree } from './tree.ts';

/** Counts over every combination of nodes of some trees; each cell is the sum of the cells below it along each tree. */
export interface Cube {
  trees: readonly Tree[];
  /** What one step in each tree is worth in the position of a cell. */
  strides: readonly number[];
  counts: Float64Array;
}

/** Position of the cell of these nodes. */
export const cellOf = ({ strides }: Pick<Cube, 'strides'>, nodes: readonly number[]): number =>
  nodes.reduce((sum, node, at) => sum + node * strides[at]!, 0);

/** Nodes of the cell at a position. */
export const nodesOf = ({ trees, strides }: Cube, cell: number): number[] =>
  trees.map(({ codes }, at) => Math.floor(cell / strides[at]!) % codes.length);

/**
 * The cube of counts that are told for leaves.
 * @param leaves counts by the codes of their nodes, one for each tree; what is not named is zero
 * @throws Error for a code that is no leaf of its tree
 */
export function cubeOf(
  trees: readonly Tree[],
  leaves: Iterable<{ codes: readonly string[]; count: number }>,
): Cube {
  const strides: number[] = [];
  let size = 1;
  for (const { codes } of trees) {
    strides.push(size);
    size *= codes.length;
  }
  const counts = new Float64Array(size);
  const positions = trees.map(({ codes }) => new Map(codes.map((code, at) => [code, at])));
  for (const { codes, count } of leaves) {
    const paths = trees.map((tree, at) => {
      const node = positions[at]!.get(codes[at]!);
      if (node === undefined || tree.children[node]!.length > 0)
        throw new Error(`${tree.name}: ${codes[at]} is no leaf`);
      return tree.paths[node]!;
    });
    addUp(counts, strides, paths, count);
  }
  return { trees, strides, counts };
}

/** Adds a count to every cell above a leaf. */
function addUp(
  counts: Float64Array,
  strides: readonly number[],
  paths: readonly (readonly number[])[],
  count: number,
): void {
  const add = (at: number, cell: number): void => {
    if (at === paths.length) counts[cell]! += count;
    else for (const node of paths[at]!) add(at + 1, cell + node * strides[at]!);
  };
  add(0, 0);
}
