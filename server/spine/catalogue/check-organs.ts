import type { Pool } from 'pg';
import { Refusal } from '#base/errors';
import type { Organ } from '#contract/catalogue';

/** Field of the n-th of a list, as the list names it: `organs.3.parent`; of one alone just its own name. */
export function fieldOf(list: readonly unknown[], name: string, n: number, field: string): string {
  return list.length === 1 ? field : `${name}.${n}.${field}`;
}

interface Known {
  regions: Set<number>;
  calendars: Set<string>;
  /** Every organ with the one above it, those to be saved among them. */
  parents: Map<string, string | null>;
}

async function readKnown(pool: Pool, organs: readonly Organ[]): Promise<Known> {
  const regions = await pool.query<{ code: number }>('SELECT code FROM region WHERE code = ANY($1::int8[])', [
    [...new Set(organs.map((one) => one.region))],
  ]);
  const calendars = await pool.query<{ code: string }>('SELECT DISTINCT code FROM calendar_version');
  const above = await pool.query<{ code: string; parent: string | null }>(
    `SELECT code, content ->> 'parent' AS parent FROM organ`,
  );
  const parents = new Map(above.rows.map((row) => [row.code, row.parent]));
  for (const one of organs) parents.set(one.code, one.parent ?? null);
  return {
    regions: new Set(regions.rows.map((row) => row.code)),
    calendars: new Set(calendars.rows.map((row) => row.code)),
    parents,
  };
}

/** Whether an organ stands, over however many others, above itself. */
function inRing(code: string, parents: Known['parents']): boolean {
  const seen = new Set([code]);
  for (let above = parents.get(code); above; above = parents.get(above)) {
    if (above === code) return true;
    if (seen.has(above)) return false;
    seen.add(above);
  }
  return false;
}

/**
 * Checks organs against what is registered: division, calendar, the organ above.
 * Refusals: field-invalid, region-unknown, organ-unknown; each with the field.
 */
export async function checkOrgans(pool: Pool, organs: readonly Organ[]): Promise<void> {
  const { regions, calendars, parents } = await readKnown(pool, organs);
  const codes = new Set<string>();
  for (const [n, one] of organs.entries()) {
    const field = (name: string) => fieldOf(organs, 'organs', n, name);
    if (codes.has(one.code))
      throw new Refusal('field-invalid', { field: field('code'), expected: `${one.code} once` });
    codes.add(one.code);
    if (!regions.has(Number(one.region)))
      throw new Refusal('region-unknown', {
        field: field('region'),
        expected: `a division of this province, not ${one.region}`,
      });
    if (!calendars.has(one.calendar))
      throw new Refusal('field-invalid', {
        field: field('calendar'),
        expected: `one of ${[...calendars].join(', ')}`,
      });
    if (one.parent !== undefined && !parents.has(one.parent))
      throw new Refusal('organ-unknown', {
        field: field('parent'),
        expected: `a registered organ, not ${one.parent}`,
      });
    if (inRing(one.code, parents))
      throw new Refusal('field-invalid', {
        field: field('parent'),
        expected: 'an organ that does not itself stand below this one',
      });
  }
}
