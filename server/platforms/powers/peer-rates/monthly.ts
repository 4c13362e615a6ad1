import { repeat } from '#base/repeat';
import type { Spine } from '#spine/spine';
import { compareMonth } from './compare-month.ts';
import { peerSettings } from './peer-settings.ts';
import { lastMonth } from './read-month.ts';

const hourMs = 3_600_000;

/** Looks once an hour whether a month is over and has not been compared; returns how to stop it. */
export function startComparing(spine: Spine): () => Promise<void> {
  let compared: string | undefined;
  return repeat({
    name: 'peer-rates',
    pauseMs: hourMs,
    atOnce: true,
    work: async () => {
      const month = lastMonth(spine.now(), peerSettings.afterDays);
      if (month === compared) return;
      await compareMonth(spine, month);
      compared = month;
    },
    failed: (error) => spine.log.error('organs could not be compared with their peers', error),
  });
}
