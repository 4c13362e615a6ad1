import type { PartClock } from '#spine/platform/part';
import { limits } from './limits.ts';
import { type ApplicationEvent, type ApplicationState, isJoint } from './application.ts';

/** Clocks of an application beside those that its item's limits give. */
export const clocks: PartClock<ApplicationState, ApplicationEvent>[] = [
  {
    kind: 'delivery',
    name: limits.delivery.name,
    basis: [limits.delivery.basis],
    policy: 'step-limit',
    rule: 'DELIVERY_OVERDUE',
    // The parts of a joint application are delivered each by its organ.
    starts: (event, after) =>
      event.type === 'case.decided' && !isJoint(after) && after.outcome === 'granted'
        ? [{ limit: { n: limits.delivery.n, unit: limits.delivery.unit } }]
        : [],
    stops: (event) => (event.type === 'services.delivered' || event.type === 'case.reopened' ? 'all' : []),
    lasting: true,
  },
];
