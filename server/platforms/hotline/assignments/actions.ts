import { field } from '#spine/cases/action-field';
import type { ActionField } from '#spine/cases/action-form';
import type { PartAction } from '#spine/platform/part';
import { limits } from '../tickets/limits.ts';
import type { Assignment } from './assignment.ts';

/** The closed table of what an organ may do with its part of a ticket. */
type Action = PartAction<Assignment>;

const reason = (zh: string, en: string): ActionField =>
  field('reason', zh, en, 'long-text', { minLength: 5 });

const open = ['dispatched', 'handling', 'returning', 'answered'] as const;

const system = (zh: string, en: string, from: Action['from'], fields: ActionField[] = []): Action => ({
  title: { zh, en },
  from,
  roles: ['system'],
  fields: () => fields,
});

export const actions: Record<string, Action> = {
  'sign-for': {
    title: { zh: '签收', en: 'Sign for it' },
    from: ['dispatched'],
    roles: ['handler'],
    fields: () => [],
  },
  contact: {
    title: { zh: '登记已联系诉求人', en: 'Record that the caller was contacted' },
    from: ['dispatched', 'handling'],
    roles: ['handler'],
    when: ({ contactedAt }) => contactedAt === null,
    fields: () => [field('note', '说明', 'Note', 'text', { required: false })],
  },
  'ask-return': {
    title: { zh: '申请退回', en: 'Ask to return it' },
    from: ['dispatched', 'handling'],
    roles: ['handler'],
    danger: true,
    when: ({ answers }) => answers === 0,
    fields: () => [
      reason('退回理由（职责依据、建议承办机关）', 'Reason (ground, and which organ it concerns)'),
    ],
  },
  'ask-extension': {
    title: { zh: '申请延期', en: 'Ask for an extension' },
    from: ['handling'],
    roles: ['handler'],
    when: (state) =>
      state.extensionAsked === null && state.extendedBy < limits.extension.n && !state.emergency,
    fields: () => [field('days', '工作日', 'Working days', 'number'), reason('延期理由', 'Reason')],
  },
  'hand-over': {
    title: { zh: '变更承办人', en: 'Change the handler' },
    from: ['handling'],
    roles: ['approver'],
    fields: () => [
      field('handler', '新承办人账号', 'Account of the new handler', 'text', { maxLength: 60 }),
      reason('理由', 'Reason'),
    ],
  },
  'answer-ticket': {
    title: { zh: '反馈办理结果', en: 'Answer' },
    from: ['handling'],
    roles: ['handler'],
    fields: () => [
      field('answer', '办理结果（告知诉求人）', 'Answer (the caller is told)', 'long-text', { minLength: 5 }),
      field('attachments', '佐证材料', 'Evidence', 'files', { required: false }),
    ],
  },
  'answer-reminder': {
    title: { zh: '答复催办', en: 'Answer the reminder' },
    from: ['dispatched', 'handling', 'returning'],
    roles: ['handler'],
    when: ({ reminders }) => reminders.some(({ answer }) => answer === null),
    fields: () => [field('answer', '答复', 'Answer', 'long-text', { minLength: 5 })],
  },

  'settle-return': system(
    '退回处理',
    'Settle the return',
    ['returning'],
    [field('accepted', '结果', 'Result'), reason('理由', 'Reason')],
  ),
  'settle-extension': system('延期处理', 'Settle the extension', open, [
    field('approved', '结果', 'Result'),
    field('days', '工作日', 'Working days', 'number'),
    field('reason', '理由', 'Reason', 'long-text'),
    field('approver', '批准人', 'Approver'),
  ]),
  'send-back': system(
    '退办',
    'Send back',
    ['answered'],
    [field('reason', '理由', 'Reason', 'long-text'), field('cause', '原因', 'Cause')],
  ),
  'take-reminder': system('收到催办', 'Take a reminder', open, [field('text', '内容', 'Words', 'long-text')]),
  finish: system('承办结束', 'Finish', open),
  recall: system('收回', 'Recall', open, [field('reason', '原因', 'Reason')]),
};
