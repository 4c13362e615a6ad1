import type { PartClock } from '#spine/platform/part';
import type { ContractEvent, ContractState } from './state.ts';

const at = (text: string) => ({ due: Date.parse(text), givenBy: 'contract' });

/** The contract's own end runs on the case's clock; each rent has one of its own. */
export const contractClocks: PartClock<ContractState, ContractEvent>[] = [
  {
    kind: 'rent',
    name: { zh: '租金收缴', en: 'Rent' },
    basis: [{ law: '中华人民共和国民法典', article: '第七百二十一条' }],
    policy: 'village-rent',
    rule: 'RENT_UNPAID',
    starts(event) {
      if (event.type === 'services.contract-signed')
        return [{ instance: event.data.firstDue, limit: at(event.data.firstDueAt) }];
      if (event.type === 'services.rent-paid' && event.data.next && event.data.nextAt)
        return [{ instance: event.data.next, limit: at(event.data.nextAt) }];
      return [];
    },
    stops: (event) => (event.type === 'services.rent-paid' ? [event.data.due] : []),
  },
];
