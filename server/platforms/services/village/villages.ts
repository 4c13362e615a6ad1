import { inTransaction, type Queries } from '#base/db';
import { Refusal } from '#base/errors';
import { int2Array, int4Array, int8Array, boolArray, textArray } from '#base/pg-binary';
import { type Instant, toRfc3339 } from '#base/time';
import { letSourceGoLive } from '#spine/catalogue/go-live';
import { cityOf } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';

/** A village that takes part, as it is named. */
export interface Village {
  organ: string;
  heavyFinance: boolean;
  /** Civil date; periods that ended before are not asked of it. */
  since: string;
}

/** One that takes part, with where it lies. */
export interface TakingPart {
  region: number;
  organ: string;
  heavyFinance: boolean;
  since: string;
}

/** Has villages take part, or changes how; the others stay. Refusal: organ-unknown. */
export async function saveVillages(spine: Spine, villages: readonly Village[]): Promise<void> {
  const organs = villages.map(({ organ }, index) => {
    const found = spine.registry.organ(organ);
    if (!found)
      throw new Refusal('organ-unknown', {
        field: `villages.${index}.organ`,
        expected: 'a registered organ',
      });
    return found;
  });
  await spine.pool.query(
    `INSERT INTO services_village (city, region, organ_id, heavy_finance, since)
     SELECT city, region, organ_id, heavy, since::date
     FROM unnest($1::int2[], $2::int8[], $3::int4[], $4::bool[], $5::text[]) AS v (city, region, organ_id, heavy, since)
     ORDER BY city, region
     ON CONFLICT (city, region) DO UPDATE
     SET organ_id = excluded.organ_id, heavy_finance = excluded.heavy_finance, since = excluded.since`,
    [
      int2Array(organs.map(({ region }) => Number(cityOf(region)))),
      int8Array(organs.map(({ region }) => Number(region))),
      int4Array(organs.map(({ id }) => id)),
      boolArray(villages.map(({ heavyFinance }) => heavyFinance)),
      textArray(villages.map(({ since }) => since)),
    ],
  );
}

/** All villages that take part, by place. */
export async function listVillages(db: Queries): Promise<TakingPart[]> {
  const { rows } = await db.query<TakingPart>(
    `SELECT v.region, o.code AS organ, v.heavy_finance AS "heavyFinance", v.since::text AS since
     FROM services_village v JOIN organ o ON o.id = v.organ_id ORDER BY v.city, v.region`,
  );
  return rows;
}

const seededKey = 'village-demonstration-seeded';

/** Whether the demonstration's villages are there as a whole. */
export async function isSeeded(db: Queries): Promise<boolean> {
  const { rows } = await db.query('SELECT FROM installation WHERE key = $1', [seededKey]);
  return rows.length > 0;
}

/** The present of a source of the past, up to which its clocks run. */
export async function beginPast({ pool }: Spine, sourceId: number, now: Instant): Promise<void> {
  await pool.query('UPDATE source SET now_at = $2 WHERE id = $1', [sourceId, toRfc3339(now)]);
}

/** From now on the source is live: its clocks run on recorded time. */
export async function letPastGoLive({ pool }: Spine, sourceId: number, now: Instant): Promise<void> {
  await inTransaction(pool, async (client) => {
    await letSourceGoLive(client, sourceId, now);
    await client.query('INSERT INTO installation (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      seededKey,
      toRfc3339(now),
    ]);
  });
}
