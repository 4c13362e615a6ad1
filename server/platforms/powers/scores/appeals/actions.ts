import type { ActionField } from '#spine/cases/action-form';
import type { PartAction } from '#spine/platform/part';
import type { AppealState } from './state.ts';

const roles = ['supervision-officer', 'supervision-head'] as const;
const words = (name: string, zh: string, en: string, required: boolean): ActionField => ({
  name,
  title: { zh, en },
  kind: 'long-text',
  required,
  maxLength: 1000,
});

/** Who supervises proposes, and another of them decides; whoever is scored takes no part in it. */
export const appealActions: Record<string, PartAction<AppealState>> = {
  'propose-outcome': {
    title: { zh: '提出复核意见', en: 'Propose the outcome' },
    from: ['appealed'],
    roles,
    fields: () => [
      { name: 'points', title: { zh: '调整分值', en: 'Points' }, kind: 'text', required: true },
      { ...words('reason', '理由', 'Reason', true), minLength: 5 },
    ],
  },
  'approve-outcome': {
    title: { zh: '批准', en: 'Approve' },
    from: ['proposed'],
    roles,
    fields: () => [words('note', '意见', 'Note', false)],
  },
  'return-outcome': {
    title: { zh: '退回', en: 'Send back' },
    from: ['proposed'],
    roles,
    danger: true,
    fields: () => [{ ...words('note', '意见', 'Note', true), minLength: 5 }],
  },
};
