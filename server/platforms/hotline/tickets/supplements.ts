import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';

/** What a caller told of a ticket by mail after its receipt, oldest first. */
export async function supplementsOf(
  db: Queries,
  city: number,
  number: string,
): Promise<{ at: string; text: string }[]> {
  const { rows } = await db.query<{ at: Instant; text: string }>(
    `SELECT received_at AS at, content AS text FROM hotline_mail
     WHERE city = $1 AND number = $2 AND standing = 'reply' ORDER BY received_at, id LIMIT 100`,
    [city, number],
  );
  return rows.map(({ at, text }) => ({ at: toRfc3339(at), text }));
}
