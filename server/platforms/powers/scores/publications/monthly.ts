import { repeat } from '#base/repeat';
import { lastMonth } from '#spine/scores/periods';
import { latestRecords } from '#spine/scores/records';
import { assignment } from '#spine/scores/schemes';
import type { Spine } from '#spine/spine';
import { publishMonth } from './publish.ts';

const hourMs = 3_600_000;

/**
 * Looks once an hour whether a month is over and nothing of it is published; then all of it is. Later revisions are for
 * people: `mingjing scores --publish`, or an adjustment that is approved. Returns how to stop it.
 */
export function startPublishing(spine: Spine): () => Promise<void> {
  let done: string | undefined;
  return repeat({
    name: 'scores',
    pauseMs: hourMs,
    atOnce: true,
    work: async () => {
      const month = lastMonth(spine.now(), assignment.publishAfterDays);
      if (month === done) return;
      if ((await latestRecords(spine.pool, [month])).length === 0) await publishMonth(spine, month, 'system');
      done = month;
    },
    failed: (error) => spine.log.error('scores of the last month could not be published', error),
  });
}
