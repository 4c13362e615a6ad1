import type { Spine } from '#spine/spine';
import { openDuties } from './open-duties.ts';

const hourMs = 3_600_000;

/** Looks once an hour whether a period has ended, from the start on; a day is not missed by a server that was down. */
export function startOpeningDuties(spine: Spine): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const look = (): void => {
    if (stopped) return;
    running = openDuties(spine)
      .catch((error: unknown) => spine.log.error('duties of disclosure could not be opened', error))
      .finally(() => {
        if (!stopped) timer = setTimeout(look, hourMs);
      });
  };
  look();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
