import { repeat } from '#base/repeat';
import { todayOf } from '#platforms/services/guide/today';
import type { Spine } from '#spine/spine';
import { GuideEntries } from './store.ts';

const pauseMs = 5_000;

/**
 * Files what is new in the catalogue while nobody searches, so that the first who does need not wait for tens of thousands of
 * entries. A search still files what it finds missing. Returns how to stop it.
 */
export function followCatalogue(spine: Spine): () => Promise<void> {
  const entries = new GuideEntries(spine.pool, spine.registry);
  return repeat({
    name: 'guide',
    pauseMs,
    atOnce: true,
    work: () => entries.keepUp(todayOf(spine)),
    failed: (error) => spine.log.error('the guide could not follow the catalogue and tries again', error),
  });
}
