import { definePart } from '#spine/platform/part';
import { holdingActions } from './actions.ts';
import { decideHolding } from './decide.ts';
import { holdingEvents } from './events.ts';
import { holdingRules } from './indicators.ts';
import { evolveHolding, type HoldingState } from './state.ts';

/** Assets: what a village owns, from its registration to its disposal. */
export const holdings = definePart<HoldingState, typeof holdingEvents>({
  name: 'services/holdings',
  title: { zh: '集体资产', en: 'Assets of villages' },
  openRecords: true,
  events: holdingEvents,
  evolve: evolveHolding,
  actions: holdingActions,
  decide: decideHolding,
  caseActions: () => [],
  clocks: [],
  rules: holdingRules,
});
