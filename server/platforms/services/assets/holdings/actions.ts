import { field } from '#spine/cases/action-field';
import type { PartAction } from '#spine/platform/part';
import type { HoldingState } from './state.ts';

const uses = [
  { value: 'in-use', title: { zh: '自用', en: 'In use' } },
  { value: 'leased', title: { zh: '出租', en: 'Leased' } },
  { value: 'idle', title: { zh: '闲置', en: 'Idle' } },
];

export const holdingActions: Record<string, PartAction<HoldingState>> = {
  use: {
    title: { zh: '变更使用情况', en: 'Change the use' },
    from: ['in-use', 'leased', 'idle'],
    roles: ['village-clerk'],
    fields: () => [
      { ...field('use', '使用情况', 'Use', 'select'), options: uses },
      field('user', '使用人', 'User'),
    ],
  },
  dispose: {
    title: { zh: '处置资产', en: 'Dispose of the asset' },
    from: ['in-use', 'leased', 'idle'],
    roles: ['village-clerk'],
    danger: true,
    fields: () => [
      field('price', '处置价款（元）', 'Price (yuan)', 'money'),
      { ...field('reason', '原因', 'Reason', 'long-text'), minLength: 5 },
      field('vote', '民主决策记录编号', 'Number of the villagers’ decision', 'text', { required: false }),
    ],
  },
};
