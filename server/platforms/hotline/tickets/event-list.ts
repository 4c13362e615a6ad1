import type { Queries } from '#base/db';
import type { Instant } from '#base/time';

/** Events of a ticket, oldest first, as far as its progress is told. */
export async function eventsOf(
  pool: Queries,
  { city, id }: { city: number; id: number },
): Promise<{ type: string; at: Instant; stage: string | null }[]> {
  const { rows } = await pool.query<{ type: string; at: Instant; stage: string | null }>(
    `SELECT type, recorded_at AS at, data ->> 'stage' AS stage FROM journal
     WHERE city = $1 AND case_id = $2 ORDER BY case_seq LIMIT 500`,
    [city, id],
  );
  return rows;
}
