import { type Instant, toRfc3339 } from '#base/time';
import type { DataRow } from '#contract/open-data';
import type { Spine } from '#spine/spine';

/** Figures as they were published. */
export interface Publication {
  publishedAt: Instant;
  rows: DataRow[];
}

/**
 * The figures of a period as they were published, and published now where they were not. What was told once is told for good:
 * counts that change afterwards would be told by the difference of two answers (docs/decisions/0037).
 */
export async function publishOnce(
  spine: Pick<Spine, 'pool' | 'now'>,
  { dataset, period }: { dataset: string; period: string },
  make: () => Promise<DataRow[]>,
): Promise<Publication> {
  const before = await findPublication(spine, dataset, period);
  if (before) return before;
  await spine.pool.query(
    'INSERT INTO open_data_publication (dataset, period, published_at, rows) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [dataset, period, toRfc3339(spine.now()), JSON.stringify(await make())],
  );
  return (await findPublication(spine, dataset, period))!;
}

async function findPublication({ pool }: Pick<Spine, 'pool'>, dataset: string, period: string) {
  const { rows } = await pool.query<Publication>(
    'SELECT published_at AS "publishedAt", rows FROM open_data_publication WHERE dataset = $1 AND period = $2',
    [dataset, period],
  );
  return rows[0];
}
