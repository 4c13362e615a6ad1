import { inTransaction, type Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import { letSourceGoLive } from '#spine/catalogue/go-live';
import { ensureSource } from '#spine/catalogue/register';
import type { RegisteredSource } from '#spine/catalogue/registry';
import type { IncomingEvent } from '#spine/journal/incoming';
import { checkWritten } from '#spine/journal/written';
import { settleReactions } from '#spine/platform/reactions';
import type { Spine } from '#spine/spine';

/** A history that a platform's demonstration tells under a source of its own. */
export interface Past {
  source: { code: string; name: string };
  /** What happened up to `now`, in order within each case; the same `now` gives the same ids and contents. */
  events: (source: RegisteredSource, now: Instant) => IncomingEvent[];
}

const chunk = 500;

async function keep(db: Queries, key: string, value: string): Promise<string> {
  await db.query('INSERT INTO installation (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    key,
    value,
  ]);
  const { rows } = await db.query<{ value: string }>('SELECT value FROM installation WHERE key = $1', [key]);
  return rows[0]!.value;
}

/** Whether a history was told to its end. */
export async function wasTold(db: Queries, { source }: Pick<Past, 'source'>): Promise<boolean> {
  const { rows } = await db.query('SELECT FROM installation WHERE key = $1', [`${source.code}-told`]);
  return rows.length > 0;
}

/**
 * Tells a history as of the past, runs its clocks up to the present, then lets the source be live like any department's
 * system. The present that it was planned for is kept, so that one that was broken off goes on with the same plan.
 */
export async function tellPast(spine: Spine, past: Past): Promise<void> {
  const { pool, registry, journal, ticker } = spine;
  const { code } = past.source;
  const now = Date.parse(await keep(pool, `${code}-now`, toRfc3339(spine.now())));
  await ensureSource(pool, { ...past.source, mode: 'replay', demonstration: true });
  await registry.refresh();
  const source = registry.source(code)!;
  const events = past.events(source, now);
  for (let from = 0; from < events.length; from += chunk)
    for (const answer of await journal.append(events.slice(from, from + chunk))) checkWritten(answer);
  await pool.query('UPDATE source SET now_at = $2 WHERE id = $1', [source.id, toRfc3339(now)]);
  await ticker.tickReplay(source.id, now);
  await inTransaction(pool, async (client) => {
    await letSourceGoLive(client, source.id, spine.now());
    await keep(client, `${code}-told`, toRfc3339(now));
  });
  await registry.refresh();
  await settleReactions(spine);
}
