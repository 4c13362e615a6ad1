import { repeat } from '#base/repeat';
import type { Spine } from '#spine/spine';
import { deliverNext } from './deliver.ts';
import { followAlerts } from './follow-alerts.ts';

const pauseMs = 2_000;
/** Sent in one go before the follower has its turn again. */
const mostInOneGo = 50;

/** Follows the alerts and sends what is due, again and again; returns how to stop it. */
export const startMessages = (spine: Spine): (() => Promise<void>) =>
  repeat({
    name: 'messages',
    pauseMs,
    work: async (stopping) => {
      while (!stopping() && (await followAlerts(spine)).more);
      for (let sent = 0; !stopping() && sent < mostInOneGo; sent++) if (!(await deliverNext(spine))) break;
    },
    failed: (error) => spine.log.error('messages could not be made or sent and are tried again', error),
  });
