import { definePart } from '#spine/platform/part';
import { contractActions } from './actions.ts';
import { contractClocks } from './clocks.ts';
import { decideContract } from './decide.ts';
import { contractEvents } from './events.ts';
import { contractRules } from './indicators.ts';
import { type ContractState, evolveContract } from './state.ts';

/** Resources: a contract over land, water, forest or buildings of a village. */
export const contracts = definePart<ContractState, typeof contractEvents>({
  name: 'services/contracts',
  title: { zh: '集体资源合同', en: 'Contracts of villages' },
  openRecords: true,
  events: contractEvents,
  evolve: evolveContract,
  actions: contractActions,
  decide: decideContract,
  caseActions: () => [],
  clocks: contractClocks,
  rules: contractRules,
});
