import { definePart } from '#spine/platform/part';
import { stampingActions } from './actions.ts';
import { stampingClocks } from './clocks.ts';
import { decideStamping } from './decide.ts';
import { stampingEvents } from './events.ts';
import { stampingRules } from './indicators.ts';
import { evolveStamping, type StampingState } from './state.ts';

export const stampingPart = 'powers/stampings';

/** Stamping with a seal: one case for each request, and one for each stamping that belongs to none. */
export const stampings = definePart<StampingState, typeof stampingEvents>({
  name: stampingPart,
  title: { zh: '用印审批', en: 'Stamping' },
  openRecords: true,
  events: stampingEvents,
  evolve: evolveStamping,
  actions: stampingActions,
  decide: decideStamping,
  caseActions: () => [],
  clocks: stampingClocks,
  rules: stampingRules,
});
