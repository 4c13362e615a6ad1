import { Refusal } from '#base/errors';
import { isWithin } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';

/**
 * An organ and a division of its own or below it, as a post or a grant names them.
 * Refusals: organ-unknown, region-unknown.
 */
export async function placeOf(
  { pool, registry }: Spine,
  given: { organ: string; region?: string | undefined },
): Promise<{ organId: number; region: string }> {
  await registry.keepUp();
  const organ = registry.organ(given.organ);
  if (!organ)
    throw new Refusal('organ-unknown', { field: 'organ', expected: 'the code of a registered organ' });
  const region = given.region ?? organ.region;
  const { rowCount } = await pool.query('SELECT FROM region WHERE code = $1', [region]);
  if (!rowCount || !isWithin(region, organ.region))
    throw new Refusal('region-unknown', { field: 'region', expected: `a division within ${organ.region}` });
  return { organId: organ.id, region };
}

/** The division that everything lies in: of grants that belong to no organ. */
export async function rootRegion({ pool }: Spine): Promise<string> {
  const { rows } = await pool.query<{ code: string }>(
    'SELECT code::text FROM region WHERE parent IS NULL ORDER BY code LIMIT 1',
  );
  return rows[0]!.code;
}
