import { definePart } from '#spine/platform/part';
import { adjustmentPart } from '#spine/scores/read-facts';
import { appealActions } from './actions.ts';
import { decideAppeal } from './decide.ts';
import { appealEvents } from './events.ts';
import { type AppealState, evolveAppeal } from './state.ts';

/** One case for each appeal against a score, or adjustment of one. */
export const appealsPart = definePart<AppealState, typeof appealEvents>({
  name: adjustmentPart,
  title: { zh: '绩效评估申诉与调整', en: 'Appeals against scores and adjustments' },
  events: appealEvents,
  evolve: evolveAppeal,
  actions: appealActions,
  decide: decideAppeal,
  caseActions: () => [],
  clocks: [],
  rules: [],
});
