import { definePart } from '#spine/platform/part';
import { disclosureActions } from './actions.ts';
import { disclosureClocks } from './clocks.ts';
import { decideDisclosure } from './decide.ts';
import { disclosureEvents } from './events.ts';
import { disclosureRules } from './indicators.ts';
import { evolveDisclosure } from './state.ts';

/** Disclosure of village and party affairs (村务、党务公开): one case for each duty. */
export const disclosure = definePart({
  name: 'services/disclosure',
  title: { zh: '村务公开', en: 'Village disclosure' },
  openRecords: true,
  events: disclosureEvents,
  evolve: evolveDisclosure,
  actions: disclosureActions,
  decide: decideDisclosure,
  caseActions: () => [],
  clocks: disclosureClocks,
  rules: disclosureRules,
});
