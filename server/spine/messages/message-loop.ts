import type { Spine } from '#spine/spine';
import { deliverNext } from './deliver.ts';
import { followAlerts } from './follow-alerts.ts';

const pauseMs = 2_000;
/** Sent in one go before the follower has its turn again. */
const mostInOneGo = 50;

/** Follows the alerts and sends what is due, again and again; returns how to stop it. */
export function startMessages(spine: Spine): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const work = async (): Promise<void> => {
    while (!stopped && (await followAlerts(spine)).more);
    for (let sent = 0; !stopped && sent < mostInOneGo; sent++) if (!(await deliverNext(spine))) break;
  };
  const again = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = work()
        .catch((error: unknown) =>
          spine.log.error('messages could not be made or sent and are tried again', error),
        )
        .finally(again);
    }, pauseMs);
  };
  again();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
