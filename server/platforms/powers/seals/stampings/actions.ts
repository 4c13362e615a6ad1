import { comparisons } from '#contract/powers/seals';
import type { ActionField } from '#spine/cases/action-form';
import type { PartAction } from '#spine/platform/part';
import type { StampingState } from './state.ts';

type Action = PartAction<StampingState>;

const longText = (name: string, zh: string, en: string, least = 0): ActionField => ({
  name,
  title: { zh, en },
  kind: 'long-text',
  required: least > 0,
  ...(least > 0 && { minLength: least }),
  maxLength: 1000,
});
const note = longText('note', '意见', 'Note');
const reason = longText('reason', '理由', 'Reason', 10);
const fact = (name: string, zh: string, en: string, maxLength = 400): ActionField => ({
  name,
  title: { zh, en },
  kind: 'text',
  required: true,
  maxLength,
});

const undecidedUrgent = ({ status, urgent, approval }: StampingState): boolean =>
  urgent && approval === null && (status === 'released' || status === 'stamped');

/** Whether the state, whatever the time, lets the keeper have a code. */
export const mayRelease = ({ status, urgent, approval, impressions, copies }: StampingState): boolean => {
  if (impressions >= copies) return false;
  if (status === 'agreed') return urgent;
  return !urgent || approval?.granted !== false;
};

/** Who may do what to a request, and when. What the device does, the system notes (`system`). */
export const stampingActions: Record<string, Action> = {
  'agree-stamping': {
    title: { zh: '同意用印', en: 'Agree' },
    from: ['requested'],
    roles: ['approver'],
    fields: () => [note],
  },
  'approve-stamping': {
    title: { zh: '批准用印', en: 'Approve' },
    from: ['agreed', 'released', 'stamped'],
    roles: ['seal-approver'],
    when: (state) => state.status === 'agreed' || undecidedUrgent(state),
    fields: () => [note],
  },
  'refuse-agreement': {
    title: { zh: '不同意', en: 'Disagree' },
    from: ['requested'],
    roles: ['approver'],
    danger: true,
    fields: () => [reason],
  },
  'refuse-stamping': {
    title: { zh: '不予批准', en: 'Refuse' },
    from: ['agreed', 'released', 'stamped'],
    roles: ['seal-approver'],
    danger: true,
    when: (state) => state.status === 'agreed' || undecidedUrgent(state),
    fields: () => [reason],
  },
  'withdraw-request': {
    title: { zh: '撤回申请', en: 'Withdraw' },
    from: ['requested', 'agreed', 'approved', 'released'],
    roles: ['village-clerk'],
    danger: true,
    when: ({ impressions }) => impressions === 0,
    fields: () => [{ ...reason, minLength: 5 }],
  },
  'issue-code': {
    title: { zh: '生成一次性用印码', en: 'Make a one-time code' },
    from: ['agreed', 'approved', 'released', 'stamped'],
    roles: ['system'],
    when: mayRelease,
    fields: () => [fact('expiresAt', '有效期至', 'Good until')],
  },
  'release-seal': {
    title: { zh: '印章解锁', en: 'Release the seal' },
    from: ['agreed', 'approved', 'released', 'stamped'],
    roles: ['system'],
    when: mayRelease,
    fields: () => [fact('device', '设备', 'Device')],
  },
  'record-stamping': {
    title: { zh: '登记用印记录', en: 'Record a stamping' },
    from: [
      'requested',
      'agreed',
      'approved',
      'released',
      'stamped',
      'closed',
      'refused',
      'withdrawn',
      'ended',
    ],
    roles: ['system'],
    fields: () => [
      fact('record', '用印记录', 'Record', 8000),
      { name: 'photos', title: { zh: '用印照片', en: 'Pictures' }, kind: 'files', required: false },
    ],
  },
  'close-stamping': {
    title: { zh: '核对照片并归档', en: 'Compare and close' },
    from: ['stamped'],
    roles: ['approver', 'village-committee'],
    when: ({ approval }) => approval !== null,
    fields: () => [
      {
        name: 'comparison',
        title: { zh: '照片与批准的文件', en: 'Pictures and approved document' },
        kind: 'select',
        required: true,
        options: Object.entries(comparisons).map(([value, title]) => ({ value, title })),
      },
      note,
    ],
  },
  'explain-stamping': {
    title: { zh: '说明情况', en: 'Explain' },
    from: ['unasked'],
    roles: ['approver', 'village-clerk'],
    fields: () => [longText('explanation', '情况说明', 'Explanation', 10)],
  },
};
