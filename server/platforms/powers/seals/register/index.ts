import { definePart } from '#spine/platform/part';
import { sealActions } from './actions.ts';
import { decideSeal } from './decide.ts';
import { sealEvents } from './events.ts';
import { sealRules } from './indicators.ts';
import { evolveSeal, type SealState } from './state.ts';

export const sealPart = 'powers/seals';

/** The register of seals: one case for each seal, as long as it is in use. */
export const seals = definePart<SealState, typeof sealEvents>({
  name: sealPart,
  title: { zh: '印章登记', en: 'Register of seals' },
  openRecords: true,
  events: sealEvents,
  evolve: evolveSeal,
  actions: sealActions,
  decide: decideSeal,
  caseActions: () => [],
  clocks: [],
  rules: sealRules,
});
