import { field } from '#spine/cases/action-field';
import type { PartAction } from '#spine/platform/part';
import type { ContractState } from './state.ts';

export const contractActions: Record<string, PartAction<ContractState>> = {
  'note-rent': {
    title: { zh: '登记租金到账', en: 'Note rent received' },
    from: ['running'],
    roles: ['village-clerk', 'handler'],
    when: ({ nextDue }) => nextDue !== null,
    fields: () => [field('amount', '金额（元）', 'Amount (yuan)', 'money')],
  },
  end: {
    title: { zh: '终止合同', en: 'End the contract' },
    from: ['running'],
    roles: ['village-clerk'],
    danger: true,
    fields: () => [{ ...field('reason', '原因', 'Reason', 'long-text'), minLength: 5 }],
  },
};
