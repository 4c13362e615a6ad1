import { type Cube, nodesOf } from './cube.ts';
import type { Tree } from './tree.ts';

/** A cell as it is told: null where its count is hidden. */
export interface ToldCell {
  codes: string[];
  count: number | null;
}

/** What is told of a cube, in the order of its cells. */
export function toldCells(
  cube: Cube,
  hidden: Uint8Array,
  isTold: (cell: number) => boolean = () => true,
): ToldCell[] {
  const told: ToldCell[] = [];
  for (let cell = 0; cell < cube.counts.length; cell++)
    if (isTold(cell))
      told.push({
        codes: nodesOf(cube, cell).map((node, at) => cube.trees[at]!.codes[node]!),
        count: hidden[cell] ? null : cube.counts[cell]!,
      });
  return told;
}

/** The nodes of a tree as they are told of: code, and code of the node above. */
export const toldNodes = ({ codes, parents }: Tree): { code: string; parent?: string }[] =>
  codes.map((code, at) => (parents[at]! < 0 ? { code } : { code, parent: codes[parents[at]!]! }));
