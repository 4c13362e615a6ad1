import type { ClientBase } from 'pg';
import { type Instant, toRfc3339 } from '#base/time';

/**
 * Lets a source that told its past be live from now on, in the caller's transaction: its clocks run on recorded time. What has fallen
 * due by then came to be known now, which is what the watch counts from.
 */
export async function letSourceGoLive(client: ClientBase, sourceId: number, now: Instant): Promise<void> {
  await client.query(`UPDATE source SET mode = 'live', live_since = $2 WHERE id = $1`, [
    sourceId,
    toRfc3339(now),
  ]);
  await client.query('UPDATE clock SET live = true WHERE source_id = $1', [sourceId]);
}
