import type { DataRow } from '#contract/open-data';
import { platformNames } from '#contract/catalogue';
import { cubeOf } from '#spine/disclosure-control/cube';
import { protect } from '#spine/disclosure-control/protect';
import { toldCells } from '#spine/disclosure-control/published';
import { flatTree, type Tree } from '#spine/disclosure-control/tree';
import { addDays, Conditions } from '#spine/conditions';
import { partsWithOpenRecords } from '#spine/platform/installed';
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

/** The hotline has a data set of its own: told here as well, its numbers could be subtracted. */
const toldApart = 'hotline';

/** Platforms of the mission, and whatever an installation has beside them. */
export const casePlatforms = flatTree('platform', [
  ...Object.keys(platformNames).filter((name) => name !== toldApart),
  'other',
]);
export const alertFigureLevels = flatTree('level', ['notice', 'yellow', 'red']);

/** Cases of a part that everybody may read of one by one are not counted (docs/decisions/0042). */
const isCounted = (table: string, caseId: string, p: (value: unknown) => string) =>
  `NOT EXISTS (SELECT FROM part_state s WHERE s.city = ${table}.city AND s.case_id = ${table}.${caseId} AND s.part = ANY(${p(partsWithOpenRecords())}::text[]))`;

/** Cases received in a month by place and platform. */
async function countCases({ pool, registry }: Spine, month: string): Promise<Counted[]> {
  const kinds = new Map(registry.items().map(({ id, platform }) => [id, platform]));
  const ids = [...kinds].flatMap(([id, platform]) => (platform === toldApart ? [] : [id]));
  const { from, to } = daysOf(month);
  const where = new Conditions()
    .add((p) => `c.item_id = ANY(${p(ids)}::int4[])`)
    .add((p) => isCounted('c', 'id', p));
  addDays(where, 'c.opened_at', from, to);
  const { rows } = await pool.query<{ region: string; item_id: number; count: number }>(
    `SELECT c.region::text, c.item_id, count(*)::int AS count FROM cases c ${where.where} GROUP BY 1, 2`,
    where.values,
  );
  return rows.map(({ item_id, ...row }) => {
    const platform = kinds.get(item_id)!;
    return { ...row, kind: platform in platformNames ? platform : 'other' };
  });
}

/** Alerts given in a month by place and level. */
async function countAlerts({ pool }: Spine, month: string): Promise<Counted[]> {
  const { from, to } = daysOf(month);
  const where = new Conditions().add((p) => isCounted('a', 'case_id', p));
  addDays(where, 'a.fired_at', from, to);
  const { rows } = await pool.query<Counted>(
    `SELECT a.region::text, (ARRAY['notice', 'yellow', 'red'])[a.level] AS kind, count(*)::int AS count
     FROM alert a ${where.where} GROUP BY 1, 2`,
    where.values,
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

/** By the codes of their data sets. */
export const countedFigures = {
  'case-counts': figures(casePlatforms, 'platform', countCases),
  'alert-counts': figures(alertFigureLevels, 'level', countAlerts),
} as const;
