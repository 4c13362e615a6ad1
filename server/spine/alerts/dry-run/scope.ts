import type { Instant } from '#base/time';
import { toRfc3339 } from '#base/time';
import { itemsOf } from '#spine/catalogue/item-base';
import { Conditions } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { subtreeRange } from '#spine/regions/region-codes';

/** What a trial looks over: a period, perhaps of one division, organ or item, within the reach of whoever asked. */
export interface Scope {
  from: Instant;
  /** The first instant after the period. */
  to: Instant;
  region?: string | undefined;
  organ?: string | undefined;
  item?: string | undefined;
  reach: Reach;
}

/** Conditions over `cases c` for the cases that were open at some time of the period. */
export function casesIn({ from, to, region, organ, item, reach }: Scope): Conditions {
  const where = new Conditions();
  addReach(where, reach, 'c');
  where.add((p) => `c.opened_at < ${p(toRfc3339(to))}::timestamptz`);
  where.add((p) => `(c.ended_at IS NULL OR c.last_at >= ${p(toRfc3339(from))}::timestamptz)`);
  if (region) {
    const range = subtreeRange(region);
    where.add((p) => `c.region BETWEEN ${p(range.from)} AND ${p(range.to)}`);
  }
  if (organ) where.add((p) => `c.organ_id = (SELECT id FROM organ WHERE code = ${p(organ)})`);
  if (item) where.add((p) => `c.item_id IN ${itemsOf(p(item))}`);
  return where;
}
