import { type Cube, nodesOf } from './cube.ts';
import { leavesBelow } from './leaves-below.ts';
import { type Change, optionsOf, type Swing, Transfers } from './swings.ts';

/** What is asked of `protect`. */
export interface Protecting {
  cube: Cube;
  /** k: what counts fewer than this, and is not zero, is hidden. */
  least: number;
  /** Whether a cell is told in what is published at all; every cell where absent. */
  isTold?: (cell: number) => boolean;
  /** Cells of which another publication has already decided: they stay as they are. */
  fixed?: ReadonlyMap<number, 'shown' | 'hidden'>;
  /** Hidden cells that must not follow from the shown ones although they are large (another table relies on it). */
  free?: ReadonlySet<number>;
}

/** Starting points that are tried for one cell; a cell below k has fewer than that many leaves anyway. */
const mostStarts = 9;
/** Dearer than any other cells that a swing could hide. */
const lastToGo = 1e6;

/**
 * Which told cells to hide so that no arithmetic narrows a cell of 1 to k - 1.
 *
 * Each of them gets a *swing*: a change of +k in it that is taken back elsewhere, keeps every sum of every tree true and touches
 * hidden or untold cells alone. A cell that the swing lessens holds more than k, so that the changed figures could be the true
 * ones just as well: whoever knows everything that is shown, and that what is hidden is not zero, still cannot tell the count
 * from one that is larger by k. A swing that takes its change up to a root and back nowhere hides the sums on its way.
 * Pure; the same figures give the same answer. Zeros are never hidden: they tell of nobody.
 *
 * @returns for each cell 1 where it is hidden
 * @throws Error where `fixed` shows what would have to be hidden
 */
export function protect({
  cube,
  least,
  isTold = () => true,
  fixed = new Map(),
  free = new Set(),
}: Protecting): Uint8Array {
  const { counts } = cube;
  const hidden = new Uint8Array(counts.length);
  const told = new Uint8Array(counts.length);
  const locked = new Uint8Array(counts.length);
  const asked: number[] = [];
  for (let cell = 0; cell < counts.length; cell++) {
    told[cell] = isTold(cell) ? 1 : 0;
    const small = told[cell] === 1 && counts[cell]! > 0 && counts[cell]! < least;
    const before = fixed.get(cell);
    if (before === 'shown') locked[cell] = 1;
    if (small && locked[cell])
      throw new Error(`cell ${cell} counts fewer than ${least} and is shown already`);
    if (small || before === 'hidden' || free.has(cell)) hidden[cell] = 1;
    if (small || free.has(cell)) asked.push(cell);
  }
  asked.sort((one, other) => counts[one]! - counts[other]! || one - other);
  const find = swingFinder({ cube, least, told, hidden, locked });
  for (const cell of asked) {
    const cells = find(cell);
    if (!cells) throw new Error(`cell ${cell} cannot be hidden beside what is shown already`);
    for (const one of cells) if (told[one]) hidden[one] = 1;
  }
  return hidden;
}

interface Standing {
  cube: Cube;
  least: number;
  told: Uint8Array;
  hidden: Uint8Array;
  locked: Uint8Array;
}

/** Finds the cells of the swing of a cell that hides least more; undefined where there is none. */
function swingFinder({
  cube,
  least,
  told,
  hidden,
  locked,
}: Standing): (cell: number) => number[] | undefined {
  const { counts, strides } = cube;
  /** What it costs to let a cell change: large figures are dear, what is hidden or untold is free. */
  const costOf = (cell: number, change: number): number => {
    const count = counts[cell]!;
    // What is told and hidden is known not to be zero.
    if (change < 0 && count + change < told[cell]!) return Infinity;
    if (!told[cell] || hidden[cell]) return 0;
    if (locked[cell] || count === 0) return Infinity;
    // The sum of everything is the last to go: it is what most people ask for.
    return (cell === 0 ? lastToGo : 1) + count ** 1.5;
  };
  const transfers = new Transfers(cube, least, costOf);
  /** The cheapest way to combine a swing along each tree, cheaper than `most`. */
  const cheapest = (options: readonly (readonly Swing[])[], most: number): Change | undefined => {
    let best: Change | undefined;
    let limit = most;
    const look = (at: number, cells: readonly number[], signs: readonly number[]): void => {
      if (at === options.length) {
        let cost = 0;
        for (let n = 0; n < cells.length && cost < limit; n++) cost += costOf(cells[n]!, signs[n]! * least);
        if (cost < limit) [limit, best] = [cost, { cost, cells: [...cells] }];
        return;
      }
      for (const swing of options[at]!) {
        if (limit === 0) return;
        const nextCells = swing.flatMap(({ node }) => cells.map((cell) => cell + node * strides[at]!));
        const nextSigns = swing.flatMap(({ sign }) => signs.map((before) => before * sign));
        look(at + 1, nextCells, nextSigns);
      }
    };
    look(0, [0], [1]);
    return best;
  };
  return (cell) => {
    const nodes = nodesOf(cube, cell);
    let best: Change | undefined;
    for (const leaf of leavesBelow(cube, nodes, mostStarts)) {
      const options = nodes.map((_, tree) => optionsOf(cube, nodes, leaf, tree));
      best = cheapest(options, best?.cost ?? Infinity) ?? best;
      if (best?.cost === 0) break;
      best = transfers.cheapest(cell, leaf, best?.cost ?? Infinity) ?? best;
      if (best?.cost === 0) break;
    }
    return best?.cells;
  };
}
