import type { Conditions } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { rangeOf } from '#spine/identity/reach-setting';

/**
 * The application's own check of a list: rows of `table` (with columns city, region, organ_id) within a reach, by the
 * leading column of its indexes.
 */
export function addReach(where: Conditions, reach: Reach, table: string): void {
  if (reach.everything) return;
  where.add((p) => {
    const within = (prefix: string) => {
      const { from, to } = rangeOf(prefix);
      const city = prefix.length >= 4 ? `${table}.city = ${p(Number(prefix.slice(0, 4)))} AND ` : '';
      return `${city}${table}.region BETWEEN ${p(from)} AND ${p(to)}`;
    };
    const regions = reach.regions.map((prefix) => `(${within(prefix)})`);
    const prefixes = [...new Set(reach.organs.map((one) => one.region))];
    const organs = prefixes.map((prefix) => {
      const held = reach.organs.filter((one) => one.region === prefix).map((one) => one.organId);
      return `(${within(prefix)} AND ${table}.organ_id = ANY(${p(held)}::int4[]))`;
    });
    const parts = [...regions, ...organs];
    return parts.length > 0 ? `(${parts.join(' OR ')})` : 'false';
  });
}
