import type { Spine } from '#spine/spine';
import { compareMonth } from './compare-month.ts';
import { peerSettings } from './peer-settings.ts';
import { lastMonth } from './read-month.ts';

const hourMs = 3_600_000;

/** Looks once an hour whether a month is over and has not been compared; returns how to stop it. */
export function startComparing(spine: Spine): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let compared: string | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const look = async (): Promise<void> => {
    const month = lastMonth(spine.now(), peerSettings.afterDays);
    if (month === compared) return;
    await compareMonth(spine, month);
    compared = month;
  };
  const again = (): void => {
    if (stopped) return;
    running = look()
      .catch((error: unknown) => spine.log.error('organs could not be compared with their peers', error))
      .finally(() => {
        if (!stopped) timer = setTimeout(again, hourMs);
      });
  };
  again();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
