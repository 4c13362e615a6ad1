import type { DataRow } from '#contract/open-data';
import { platformNames } from '#contract/catalogue';
import { cubeOf } from '#spine/disclosure-control/cube';
import { protect } from '#spine/disclosure-control/protect';
import { toldCells } from '#spine/disclosure-control/published';
import { flatTree, type Tree } from '#spine/disclosure-control/tree';
import type { Spine } from '#spine/spine';
import type { FiguresSource } from './data-source.ts';
import { openData } from './dataset-files.ts';
import { daysOf } from './months.ts';
import { leafOf, readPlace, readPlaceTree } from './place-tree.ts';

/** One count of a month: where, and of which kind. */
export interface Counted {
  region: string;
  kind: string;
  count: number;
}

/** A row of a table of kinds: null where its number is hidden. */
const hiddenWord = (count: number | null) => (count === null ? 'yes' : 'no');

/**
 * Counts of a month by place and kind with all their totals, small numbers hidden (spine/disclosure-control).
 * @param column what kinds are called in the rows @param counted of any division; sums of the same place and kind add up
 */
export function figureRows(
  { places, kinds, names }: { places: Tree; kinds: Tree; names: ReadonlyMap<string, { zh: string }> },
  counted: readonly Counted[],
  { month, column }: { month: string; column: string },
): DataRow[] {
  const known = new Set(places.codes);
  const leaves = counted
    .map(({ region, kind, count }) => ({ codes: [leafOf(region), kind], count }))
    .filter(({ codes }) => known.has(codes[0]!) && kinds.codes.includes(codes[1]!));
  const cube = cubeOf([places, kinds], leaves);
  const hidden = protect({ cube, least: openData.least });
  return toldCells(cube, hidden).map(({ codes: [place, kind], count }) => {
    const { region, own } = readPlace(place!);
    return {
      month,
      region,
      region_name: names.get(region)?.zh ?? region,
      scope: own ? 'own' : 'all',
      [column]: kind!,
      count,
      hidden: hiddenWord(count),
    };
  });
}

/** Platforms of the mission, and whatever an installation has beside them. */
const platforms = flatTree('platform', [...Object.keys(platformNames), 'other']);
const levels = flatTree('level', ['notice', 'yellow', 'red']);

/** Cases received in a month by place and platform. */
async function countCases({ pool, registry }: Spine, month: string): Promise<Counted[]> {
  const { from, to } = daysOf(month);
  const { rows } = await pool.query<{ region: string; item_id: number; count: number }>(
    `SELECT region::text, item_id, sum(opened)::int AS count FROM tally_cube WHERE day BETWEEN $1::date AND $2::date
     GROUP BY region, item_id HAVING sum(opened) > 0`,
    [from, to],
  );
  return rows.map(({ item_id, ...row }) => {
    const { platform } = registry.newestById(item_id);
    return { ...row, kind: platform in platformNames ? platform : 'other' };
  });
}

/** Alerts given in a month by place and level. */
async function countAlerts({ pool }: Spine, month: string): Promise<Counted[]> {
  const { from, to } = daysOf(month);
  const { rows } = await pool.query<{ region: string; kind: string; count: number }>(
    `SELECT t.region::text, k.kind, sum(k.n)::int AS count
     FROM tally_cube t, LATERAL (VALUES ('notice', t.notice), ('yellow', t.yellow), ('red', t.red)) k (kind, n)
     WHERE day BETWEEN $1::date AND $2::date GROUP BY 1, 2 HAVING sum(k.n) > 0`,
    [from, to],
  );
  return rows;
}

const figures = (kinds: Tree, column: string, count: typeof countCases): FiguresSource => ({
  kind: 'figures',
  make: async (spine, month) => {
    const { tree, names } = await readPlaceTree(spine.pool);
    return figureRows({ places: tree, kinds, names }, await count(spine, month), { month, column });
  },
});

export const caseFigures = figures(platforms, 'platform', countCases);
export const alertFigures = figures(levels, 'level', countAlerts);
