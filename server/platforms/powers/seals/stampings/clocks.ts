import type { PartClock } from '#spine/platform/part';
import { sealParameters } from '../seal-parameters.ts';
import type { StampingEvent, StampingState } from './state.ts';

/** Of an urgent request: until when it is to be approved afterwards. */
export const stampingClocks: PartClock<StampingState, StampingEvent>[] = [
  {
    kind: 'approval-afterwards',
    name: { zh: '紧急用印补审', en: 'Approval after urgent stamping' },
    basis: [{ law: '本系统参数：紧急用印须限时补审 (a parameter of this system)', article: 'P' }],
    policy: 'powers-seal-urgent',
    rule: 'SEAL_URGENT_UNAPPROVED',
    starts: (event, after) =>
      event.type === 'powers.seal-agreed' && after.urgent
        ? [{ limit: { n: sealParameters.urgentHours, unit: 'hour' } }]
        : [],
    stops: (event) =>
      ['powers.seal-approved', 'powers.seal-refused', 'powers.seal-withdrawn'].includes(event.type)
        ? 'all'
        : [],
  },
];
