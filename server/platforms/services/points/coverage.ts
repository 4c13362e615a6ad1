import type { Coverage, LevelCount } from '#contract/services/points';
import type { Bilingual } from '#contract/text';
import type { readMissionFigures } from '#spine/demonstration/mission-figures';
import type { CoverageRow } from './store.ts';

const levels = [2, 3, 4, 5, 6];

const empty = (level: number): LevelCount => ({ level, there: 0, working: 0, suspended: 0 });

/** Adds counts up by level; every level is there, also one with none. */
function sumLevels(rows: readonly CoverageRow[]): LevelCount[] {
  return levels.map((level) =>
    rows
      .filter((row) => row.level === level)
      .reduce(
        (sum, { there, suspended }) => ({
          level,
          there: sum.there + there,
          working: sum.working + there - suspended,
          suspended: sum.suspended + suspended,
        }),
        empty(level),
      ),
  );
}

/**
 * The board of a division from counted rows: the children and what lies at this level add up exactly to the total, which is
 * made of nothing else.
 */
export function coverageOf(
  region: string,
  rows: readonly CoverageRow[],
  divisions: ReadonlyMap<number, number>,
  children: readonly { region: string; name: Bilingual }[],
  own: Bilingual,
): Pick<Coverage, 'levels' | 'children'> {
  const known = new Set([region, ...children.map((child) => child.region)]);
  const stray = rows.find(({ child }) => !known.has(child));
  if (stray) throw new Error(`points lie in ${stray.child}, which is no division below ${region}`);
  const of = (code: string) => sumLevels(rows.filter(({ child }) => child === code));
  const residual = of(region);
  const below = children.map(({ region: code, name }) => ({
    region: code,
    name,
    kind: 'region' as const,
    levels: of(code),
  }));
  return {
    levels: sumLevels(rows).map((count) => ({ ...count, divisions: divisions.get(count.level) ?? 0 })),
    children: residual.some(({ there }) => there > 0)
      ? [...below, { region, name: own, kind: 'residual', levels: residual }]
      : below,
  };
}

/** Which sentence of the mission counts the points of which level. */
const figureOf: Record<number, string> = {
  2: 'provincial-windows',
  3: 'city-centres',
  4: 'county-centres',
  5: 'town-centres',
  6: 'village-points',
};

/** The mission's figures beside what is counted; a difference keeps the note that explains it. */
export function statedFigures(
  counts: readonly LevelCount[],
  { figures }: ReturnType<typeof readMissionFigures>,
): Coverage['stated'] {
  return counts.flatMap(({ level, there }) => {
    const figure = figures.find(({ id }) => id === figureOf[level]);
    return figure
      ? [{ level, stated: figure.n, counted: there, text: figure.text, note: figure.note ?? null }]
      : [];
  });
}
