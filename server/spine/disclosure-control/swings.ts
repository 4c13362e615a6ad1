import { cellOf, type Cube, nodesOf } from './cube.ts';

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

/** Every cell that counts a leaf cell: one of each of its paths. */
function cellsAbove({ trees, strides }: Cube, leaf: readonly number[]): Int32Array {
  let cells = [0];
  for (const [at, node] of leaf.entries())
    cells = trees[at]!.paths[node]!.flatMap((up) => cells.map((cell) => cell + up * strides[at]!));
  return Int32Array.from(cells);
}

/** What it costs to let a cell change by so much; infinite where it must not. */
export type CostOf = (cell: number, change: number) => number;

/** Cells that a change moves, with what it costs to hide them. */
export interface Change {
  cost: number;
  cells: number[];
}

/**
 * Swings that take k from leaf cells wherever they lie and give it to another: what counts all of them stays, so that no total has
 * to move. Where lines are too thin for a turn within them, these keep the totals in sight.
 */
export class Transfers {
  readonly #cube: Cube;
  readonly #least: number;
  readonly #costOf: CostOf;
  /** Of each leaf cell that is not zero every cell that counts it, itself first. */
  readonly #leaves: Int32Array[] = [];
  /** How a change moves each cell; zero between questions. */
  readonly #moves: Int32Array;

  /** @param least k */
  constructor(cube: Cube, least: number, costOf: CostOf) {
    this.#cube = cube;
    this.#least = least;
    this.#costOf = costOf;
    this.#moves = new Int32Array(cube.counts.length);
    for (let cell = 0; cell < cube.counts.length; cell++) {
      if (cube.counts[cell] === 0) continue;
      const nodes = nodesOf(cube, cell);
      if (nodes.every((node, at) => cube.trees[at]!.children[node]!.length === 0))
        this.#leaves.push(cellsAbove(cube, nodes));
    }
  }

  /** The cheapest change found that adds k to a cell by a leaf below it, cheaper than `most`. */
  cheapest(cell: number, leaf: readonly number[], most: number): Change | undefined {
    const taker = cellsAbove(this.#cube, leaf);
    for (const one of taker) this.#moves[one] = this.#least;
    const givers = this.#leaves.filter((above) => !above.includes(cell));
    const whole = this.#fromOne(taker, givers, most);
    const spread = this.#fromMany(taker, givers, whole?.cost ?? most);
    for (const one of taker) this.#moves[one] = 0;
    return spread ?? whole;
  }

  /** From one leaf cell that can lose all of it. */
  #fromOne(taker: Int32Array, givers: readonly Int32Array[], most: number): Change | undefined {
    let best: Change | undefined;
    for (const above of givers) {
      if (this.#cube.counts[above[0]!]! < this.#least) continue;
      best = this.#tryOut(taker, [[above, this.#least]], best?.cost ?? most) ?? best;
      if (best?.cost === 0) return best;
    }
    return best;
  }

  /** A little from each of many: of those first that share the dearest totals with the taker. */
  #fromMany(taker: Int32Array, givers: readonly Int32Array[], most: number): Change | undefined {
    const shared = (above: Int32Array) => {
      let dear = 0;
      for (const one of above) if (this.#moves[one]) dear += this.#costOf(one, 1);
      return dear;
    };
    // What is shown already stays: givers have it in common with the taker, or not at all.
    const shown = taker.filter((one) => this.#costOf(one, 1) === Infinity);
    const mayGive = (above: Int32Array) =>
      shown.every((one) => above.includes(one)) &&
      above.every((one) => this.#moves[one] || this.#costOf(one, -1) < Infinity);
    const nearest = givers
      .map((above) => ({ above, near: shared(above), has: this.#cube.counts[above[0]!]! }))
      .filter(({ above, has }) => has > 1 && mayGive(above))
      .sort((one, other) => other.near - one.near || other.has - one.has);
    const gifts: [Int32Array, number][] = [];
    let missing = this.#least;
    for (const { above, has } of nearest) {
      // What is hidden is known not to be zero.
      const gift = Math.min(missing, has - 1);
      gifts.push([above, gift]);
      missing -= gift;
      if (missing === 0) return this.#tryOut(taker, gifts, most);
    }
    return undefined;
  }

  #tryOut(
    taker: Int32Array,
    gifts: readonly (readonly [Int32Array, number])[],
    most: number,
  ): Change | undefined {
    const moves = this.#moves;
    for (const [above, gift] of gifts) for (const one of above) moves[one]! -= gift;
    const touched = new Set<number>(taker);
    for (const [above] of gifts) for (const one of above) touched.add(one);
    let cost = 0;
    for (const one of touched) if (moves[one] !== 0 && cost < most) cost += this.#costOf(one, moves[one]!);
    const cells = cost < most ? [...touched].filter((one) => moves[one] !== 0) : [];
    for (const [above, gift] of gifts) for (const one of above) moves[one]! += gift;
    return cost < most ? { cost, cells } : undefined;
  }
}
