import type { Queries } from '#base/db';
import type { SealState } from './register/state.ts';
import { openData } from '#spine/open-data/dataset-files';
import { toldMonths } from '#spine/open-data/months';
import { publishOnce } from '#spine/open-data/publications';
import type { Spine } from '#spine/spine';
import { sealPart } from './register/index.ts';
import { stampingPart } from './stampings/index.ts';

interface Uses {
  month: string;
  stampings: number | null;
  impressions: number | null;
}

/** How often the seals of a village were used in each month, the newest first. */
async function countUses(
  db: Queries,
  region: string,
): Promise<{ month: string; stampings: number; impressions: number }[]> {
  const { rows } = await db.query<{ month: string; stampings: number; impressions: number }>(
    `SELECT to_char((n ->> 'at')::timestamptz AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month,
       count(*)::int AS stampings, sum((n ->> 'impressions')::int)::int AS impressions
     FROM part_state p CROSS JOIN jsonb_array_elements(p.state -> 'records') n
     WHERE p.part = '${stampingPart}' AND p.region = $1 GROUP BY 1 ORDER BY 1 DESC`,
    [region],
  );
  return rows;
}

/**
 * What everybody may know of a village's seals: which there are, and how often they were used in each whole month. A month is told
 * once: a device that was offline hands in records later, which would tell themselves by the difference.
 */
export async function villageStampings(spine: Pick<Spine, 'pool' | 'now'>, region: string) {
  const seals = await spine.pool.query<{ name: string; status: SealState['status'] }>(
    `SELECT state ->> 'name' AS name, state ->> 'status' AS status FROM part_state
     WHERE part = '${sealPart}' AND region = $1 ORDER BY opened_at, case_id`,
    [region],
  );
  const told = new Set(toldMonths(spine.now()));
  const months: Uses[] = [];
  for (const { month, stampings, impressions } of await countUses(spine.pool, region)) {
    if (!told.has(month)) continue;
    const small = stampings < openData.least;
    const row = small ? { stampings: null, impressions: null } : { stampings, impressions };
    const published = await publishOnce(
      spine,
      { dataset: 'village-stampings', period: `${month} ${region}` },
      async () => [row],
    );
    months.push({ month, ...(published.rows[0] as Omit<Uses, 'month'>) });
  }
  return { seals: seals.rows, months };
}
