import type { ClientBase } from 'pg';
import { toRfc3339 } from '#base/time';
import { ancestorAt } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import type { Holder } from './recipients.ts';

interface Place {
  organId: number;
  region: number;
  supervisor: number;
}

/** Service centres by division: a centre serves the county, city or province that it stands in. */
function centresByRegion({ registry }: Spine): Map<number, Set<number>> {
  const centres = new Map<number, Set<number>>();
  for (const organ of registry.organs()) {
    if (organ.kind !== 'service-centre') continue;
    const held = centres.get(organ.regionCode) ?? new Set<number>();
    centres.set(organ.regionCode, held.add(organ.id));
  }
  return centres;
}

/** Who holds a role now at the organs, the service centres or the supervising divisions of some places. */
export async function holdersFor(
  client: ClientBase,
  spine: Spine,
  places: readonly Place[],
): Promise<{ holders: Holder[]; centresOf: (region: number) => ReadonlySet<number> }> {
  const centres = centresByRegion(spine);
  const none: ReadonlySet<number> = new Set();
  const centresOf = (region: number) =>
    centres.get(Number(ancestorAt(String(region), 'county') ?? region)) ?? none;
  const organs = new Set(places.flatMap(({ organId, region }) => [organId, ...centresOf(region)]));
  const { rows } = await client.query<Holder>(
    `SELECT g.account_id AS "accountId", a.name AS account, g.role, g.organ_id AS "organId", g.region
     FROM role_grant g JOIN account a ON a.id = g.account_id
     WHERE g.decision = 'approved' AND g.held @> $1::timestamptz AND a.state = 'active' AND g.organ_id IS NOT NULL
       AND (g.organ_id = ANY($2::int4[]) OR g.region = ANY($3::int8[]))`,
    [toRfc3339(spine.now()), [...organs], [...new Set(places.map(({ supervisor }) => supervisor))]],
  );
  return { holders: rows, centresOf };
}
