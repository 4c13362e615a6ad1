import { definePart } from '#spine/platform/part';
import { penaltyActions } from './actions.ts';
import { penaltyClocks } from './clocks.ts';
import { decide } from './decide.ts';
import { penaltyEvents } from './events.ts';
import { penaltyRules } from './indicators.ts';
import type { PenaltyState } from './penalty.ts';
import { evolve } from './state.ts';

export const penaltiesPart = definePart<PenaltyState, typeof penaltyEvents>({
  name: 'powers/penalties',
  title: { zh: '行政处罚', en: 'Administrative penalties' },
  openRecords: true,
  events: penaltyEvents,
  evolve,
  actions: penaltyActions,
  decide,
  // What the law knows of a penalty has actions of its own; extension by law or special procedure is the spine's.
  caseActions: ({ status }) =>
    ['investigating', 'reviewing', 'to-notify', 'notified', 'hearing', 'to-decide'].includes(status)
      ? ['pause', 'resume', 'extend']
      : [],
  clocks: penaltyClocks,
  rules: penaltyRules,
});
