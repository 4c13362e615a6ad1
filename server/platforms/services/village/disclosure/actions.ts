import { objectionSubjects } from '#contract/services/village';
import type { ActionField } from '#spine/cases/action-form';
import type { PartAction } from '#spine/platform/part';
import { type DisclosureState, unanswered } from './state.ts';

type Action = PartAction<DisclosureState>;

const text: ActionField = {
  name: 'text',
  title: { zh: '公开内容', en: 'Text' },
  kind: 'long-text',
  required: true,
  minLength: 10,
};
const items: ActionField = {
  name: 'items',
  title: {
    zh: '项目与金额（元），每行一项：名称，金额',
    en: 'Items and amounts in yuan, one a line: name, amount',
  },
  kind: 'long-text',
  required: false,
};
const attachments: ActionField = {
  name: 'attachments',
  title: { zh: '附件', en: 'Attachments' },
  kind: 'files',
  required: false,
};
const reason = (zh: string, en: string): ActionField => ({
  name: 'reason',
  title: { zh, en },
  kind: 'long-text',
  required: true,
  minLength: 5,
});

/** Who may do what to a duty of disclosure, and when. */
export const disclosureActions: Record<string, Action> = {
  submit: {
    title: { zh: '提交村务监督委员会签字', en: 'Hand in for signature' },
    from: ['open'],
    roles: ['village-clerk'],
    fields: () => [text, items, attachments],
  },
  sign: {
    title: { zh: '签字并公布', en: 'Sign and publish' },
    from: ['submitted', 'correcting'],
    roles: ['village-committee'],
    fields: () => [],
  },
  return: {
    title: { zh: '退回修改', en: 'Send back' },
    from: ['submitted', 'correcting'],
    roles: ['village-committee'],
    danger: true,
    fields: () => [reason('退回理由', 'Reason')],
  },
  correct: {
    title: { zh: '更正已公布内容', en: 'Correct what is public' },
    from: ['published'],
    roles: ['village-clerk'],
    fields: () => [reason('更正理由', 'Why it is corrected'), text, items, attachments],
  },
  'answer-objection': {
    title: { zh: '答复异议', en: 'Answer an objection' },
    from: ['published', 'correcting'],
    roles: ['village-clerk'],
    when: (state) => unanswered(state).length > 0,
    fields: (state) => [
      {
        name: 'objection',
        title: { zh: '异议', en: 'Objection' },
        kind: 'select',
        required: true,
        options: unanswered(state).map(({ objection, subject }) => ({
          value: String(objection),
          title: {
            zh: `第${objection}号：${objectionSubjects[subject].zh}`,
            en: `No. ${objection}: ${objectionSubjects[subject].en}`,
          },
        })),
      },
      {
        name: 'answer',
        title: { zh: '答复（公布，不含提出人信息）', en: 'Answer (public; nothing about whoever objected)' },
        kind: 'long-text',
        required: true,
        minLength: 10,
      },
    ],
  },
  object: {
    title: { zh: '提出异议', en: 'Object' },
    from: ['published', 'correcting'],
    roles: ['citizen'],
    fields: () => [
      {
        name: 'subject',
        title: { zh: '异议类型', en: 'About' },
        kind: 'select',
        required: true,
        options: Object.entries(objectionSubjects).map(([value, title]) => ({ value, title })),
      },
      {
        name: 'text',
        title: { zh: '异议内容', en: 'Objection' },
        kind: 'long-text',
        required: true,
        minLength: 5,
      },
    ],
  },
};
