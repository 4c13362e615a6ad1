import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attack, type PublishedTable } from '../../../tests/support/table-attacker.ts';
import { SeededRandom } from '#spine/demonstration/seeded-random';
import { cellOf, type Cube, cubeOf } from './cube.ts';
import { hideInLists } from './lists-of-one-total.ts';
import { protect } from './protect.ts';
import { toldCells, toldNodes } from './published.ts';
import { flatTree, type Tree, treeOf } from './tree.ts';

const k = 10;

const places = treeOf('place', [
  { code: 'province' },
  ...['jinan', 'qingdao', 'weihai'].flatMap((city) => [
    { code: city, parent: 'province' },
    ...[`${city} itself`, `${city} north`, `${city} south`].map((code) => ({ code, parent: city })),
  ]),
]);
const kinds = flatTree('kind', ['services', 'powers', 'hotline', 'village']);
const months = flatTree('month', ['01', '02', '03', '04']);

const leafCodes = (tree: Tree) => tree.codes.filter((_, at) => tree.children[at]!.length === 0);
const combine = (lists: readonly string[][]): string[][] =>
  lists.reduce<string[][]>((found, list) => found.flatMap((one) => list.map((code) => [...one, code])), [[]]);

/** Random microdata: few cases in most places, many in some, none in others. */
function microdata(seed: number, trees: readonly Tree[]): Cube {
  const random = new SeededRandom(seed);
  const leaves = combine(trees.map(leafCodes)).map((codes) => {
    const size = random.next();
    const most = size < 0.3 ? 1 : size < 0.7 ? 12 : 80;
    return { codes, count: Math.floor(random.next() * most) };
  });
  return cubeOf(trees, leaves);
}

const tableOf = (cube: Cube, hidden: Uint8Array, isTold?: (cell: number) => boolean): PublishedTable => ({
  trees: cube.trees.map(toldNodes),
  cells: toldCells(cube, hidden, isTold),
});

/** Names of the hidden cells that count fewer than k, with what they count. */
const secrets = (cube: Cube, hidden: Uint8Array) =>
  new Map(
    toldCells(cube, new Uint8Array(hidden.length))
      .map(({ codes, count }, cell) => ({ name: `0:${codes.join('|')}`, count: count!, cell }))
      .filter(({ count, cell }) => hidden[cell] && count < k)
      .map(({ name, count }) => [name, count]),
  );

/** Hides what is small and nothing else: the bug that the attacker has to find. */
const primaryAlone = ({ counts }: Cube) =>
  Uint8Array.from(counts, (count) => (count > 0 && count < k ? 1 : 0));

async function exposed(cube: Cube, hidden: Uint8Array, isTold?: (cell: number) => boolean) {
  const known = secrets(cube, hidden);
  const found = await attack([tableOf(cube, hidden, isTold)], new Set(known.keys()));
  return found.filter(({ high, low }) => high < k || high - low < k - 1e-6);
}

describe('an attacker with linear programming', () => {
  test.each([1, 2, 3])(
    'given tables of places and kinds with margins (seed %i), narrows no hidden cell below k',
    async (seed) => {
      const cube = microdata(seed, [places, kinds]);
      const hidden = protect({ cube, least: k });
      expect(secrets(cube, hidden).size).toBeGreaterThan(5);
      expect(await exposed(cube, hidden)).toEqual([]);
    },
  );

  test('given places, kinds and months together, with all margins, narrows no hidden cell below k', async () => {
    const cube = microdata(7, [treeOf('place', toldNodes(places).slice(0, 9)), kinds, months]);
    expect(await exposed(cube, protect({ cube, least: k }))).toEqual([]);
  });

  test('given linked tables of the same cases (places by kind, places by month), narrows no hidden cell below k', async () => {
    const cube = microdata(11, [treeOf('place', toldNodes(places).slice(0, 9)), kinds, months]);
    const isTold = (cell: number) => {
      const [, kind, month] = [0, 1, 2].map(
        (at) => Math.floor(cell / cube.strides[at]!) % cube.trees[at]!.codes.length,
      );
      return kind === 0 || month === 0;
    };
    expect(await exposed(cube, protect({ cube, least: k, isTold }), isTold)).toEqual([]);
  });

  test.each([1, 2, 3])(
    'given tables in which only small cells are hidden (seed %i), finds cells that follow from the rest',
    async (seed) => {
      const cube = microdata(seed, [places, kinds]);
      expect((await exposed(cube, primaryAlone(cube))).length).toBeGreaterThan(0);
    },
  );
});

describe('publications one after another', () => {
  test('given months that were published by themselves, when the year follows, all of it together narrows nothing below k', async () => {
    const cube = microdata(5, [treeOf('place', toldNodes(places).slice(0, 9)), kinds, months]);
    const fixed = new Map<number, 'shown' | 'hidden'>();
    for (const [month] of months.codes.entries()) {
      if (month === 0) continue;
      const cells = [...cube.counts.keys()].filter((cell) => Math.floor(cell / cube.strides[2]!) === month);
      const slice: Cube = {
        ...cube,
        trees: [cube.trees[0]!, cube.trees[1]!],
        counts: new Float64Array(cells.map((cell) => cube.counts[cell]!)),
      };
      const hidden = protect({ cube: slice, least: k });
      for (const [at, cell] of cells.entries()) fixed.set(cell, hidden[at] ? 'hidden' : 'shown');
    }
    const hidden = protect({ cube, least: k, fixed });
    for (const [cell, how] of fixed) expect(hidden[cell] === 1).toBe(how === 'hidden');
    expect(await exposed(cube, hidden)).toEqual([]);
  });
});

describe('what is hidden', () => {
  test('given a large neighbour, hides it beside the small count, and shows the total', () => {
    const cube = cubeOf(
      [flatTree('part', ['a', 'b', 'c'])],
      [
        { codes: ['a'], count: 3 },
        { codes: ['b'], count: 40 },
        { codes: ['c'], count: 20 },
      ],
    );
    expect([...protect({ cube, least: k })]).toEqual([0, 1, 0, 1]);
  });
  test('given a count of k and zeros, hides nothing', () => {
    const cube = cubeOf([flatTree('part', ['a', 'b'])], [{ codes: ['a'], count: k }]);
    expect([...protect({ cube, least: k })]).toEqual([0, 0, 0]);
  });
  test('given a small count and no large one, hides the total as well', () => {
    const cube = cubeOf([flatTree('part', ['a', 'b'])], [{ codes: ['a'], count: 3 }]);
    expect([...protect({ cube, least: k })]).toEqual([1, 1, 0]);
  });
  test('given a cell that is shown already, never hides it', () => {
    const cube = cubeOf(
      [flatTree('part', ['a', 'b', 'c'])],
      [
        { codes: ['a'], count: 3 },
        { codes: ['b'], count: 40 },
        { codes: ['c'], count: 20 },
      ],
    );
    const shown = cellOf(cube, [3]);
    expect([...protect({ cube, least: k, fixed: new Map([[shown, 'shown']]) })]).toEqual([0, 1, 1, 0]);
  });
  test('given any counts: the same again, every small count hidden, no zero hidden', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const cube = microdata(seed, [places, kinds]);
        const hidden = protect({ cube, least: k });
        expect(protect({ cube, least: k })).toEqual(hidden);
        for (const [cell, count] of cube.counts.entries())
          if (count < k) expect(hidden[cell] === 1).toBe(count > 0);
      }),
      { numRuns: 30 },
    );
  });
});

describe('lists of one total', () => {
  const attackLists = async (lists: number[][]) => {
    const told = hideInLists(lists, k);
    const tables = told.lists.map(
      (list): PublishedTable => ({
        trees: [[{ code: 'all' }, ...list.map((_, at) => ({ code: `${at}`, parent: 'all' }))]],
        cells: [
          { codes: ['all'], count: told.total },
          ...list.map((count, at) => ({ codes: [`${at}`], count })),
        ],
        shared: new Map([['all', 'total']]),
      }),
    );
    const found = await attack(tables);
    const small = found.filter(({ cell }) => {
      const [list, at] = cell.split(':').map(Number);
      const count = cell === 'total' ? lists[0]!.reduce((sum, one) => sum + one, 0) : lists[list!]![at!]!;
      return count < k;
    });
    return small.filter(({ high, low }) => high < k || high - low < k - 1e-6);
  };
  test('given topics and places, neither list nor both together narrow a hidden one below k', async () => {
    expect(
      await attackLists([
        [3, 4, 5],
        [12, 0],
      ]),
    ).toEqual([]);
    expect(
      await attackLists([
        [3, 40, 5, 70],
        [58, 60],
      ]),
    ).toEqual([]);
    expect(await attackLists([[3, 2], [5]])).toEqual([]);
  });
  test('given a total that one list has to hide, the other hides a part too', () => {
    expect(
      hideInLists(
        [
          [3, 4, 5],
          [12, 0],
        ],
        k,
      ),
    ).toEqual({
      total: null,
      lists: [
        [null, null, null],
        [null, 0],
      ],
    });
  });
  test('given nothing, tells zero', () => {
    expect(hideInLists([[], []], k)).toEqual({ total: 0, lists: [[], []] });
  });
});
