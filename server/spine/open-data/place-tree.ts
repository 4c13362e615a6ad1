import type { Queries } from '#base/db';
import type { Bilingual } from '#contract/text';
import { type Tree, treeOf } from '#spine/disclosure-control/tree';

/** The place that has what lies at a division itself and below none of its children (本级). */
export const ownOf = (region: string): string => `${region}/own`;

/** The division that a node of the tree of places stands for, and whether it is of this level alone. */
export const readPlace = (node: string): { region: string; own: boolean } => ({
  region: node.slice(0, 12),
  own: node.endsWith('/own'),
});

/** Province, cities and counties as a tree, each with what lies at its own level; and their names. */
export async function readPlaceTree(db: Queries): Promise<{ tree: Tree; names: Map<string, Bilingual> }> {
  const { rows } = await db.query<{
    code: string;
    parent: string | null;
    level: number;
    zh: string;
    en: string;
  }>(
    `SELECT code::text, parent::text, level, name_zh AS zh, name_en AS en FROM region WHERE level <= 4 ORDER BY level, code`,
  );
  const nodes = rows.flatMap(({ code, parent, level }) => [
    { code, ...(parent === null ? {} : { parent }) },
    ...(level < 4 ? [{ code: ownOf(code), parent: code }] : []),
  ]);
  return {
    tree: treeOf('place', nodes),
    names: new Map(rows.map(({ code, zh, en }) => [code, { zh, en }])),
  };
}

/** The leaf where something counts that lies in a division: its county, or the own level of city or province. */
export function leafOf(region: string): string {
  if (region.endsWith('0000000000')) return ownOf(region);
  if (region.endsWith('00000000')) return ownOf(region);
  return region.slice(0, 6).padEnd(12, '0');
}
