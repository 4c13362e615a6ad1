import { field } from '#spine/cases/action-field';
import type { ActionField } from '#spine/cases/action-form';
import type { RegisteredItem } from '#spine/catalogue/registry';
import type { PartAction } from '#spine/platform/part';
import { partsTogether } from './joint-parts.ts';
import { owedStep, type JointStep } from './joint-steps.ts';
import { limits } from './limits.ts';
import { type ApplicationState, endedStatuses, isJoint, openStatuses } from './application.ts';

/** The closed table of what may be done with an application beyond the actions that every case has. */
type Action = PartAction<ApplicationState>;

/** A list of files as JSON: of at most forty of them. */
const fileList = (): ActionField => ({
  ...field('materials', '材料', 'Materials', 'long-text'),
  maxLength: 8000,
});

const materials = (item: RegisteredItem): ActionField[] =>
  item.materials.length === 0
    ? []
    : [
        {
          ...field('materials', '需补正的材料', 'Materials to correct', 'choices', { required: false }),
          options: item.materials.map(({ code, name }) => ({ value: code, title: name })),
        },
      ];

const handling = ['window-clerk', 'handler', 'reviewer'] as const;
const ended = endedStatuses.filter((status) => status !== 'archived');

/** A step that the whole owes once its parts stand so; taken by the system alone. */
const owed = (step: JointStep, zh: string, en: string, more: Partial<Action> = {}): Action => ({
  title: { zh, en },
  from: openStatuses,
  roles: ['system'],
  when: (state) => owedStep(state) === step,
  fields: () => [],
  ...more,
});

/** What a citizen does through routes of their own, which know whose the application is. */
const ofApplicant = (
  zh: string,
  en: string,
  more: Pick<Action, 'from' | 'fields'> & Partial<Action>,
): Action => ({
  title: { zh, en },
  roles: ['citizen'],
  ...more,
});

export const actions: Record<string, Action> = {
  'request-correction': {
    title: { zh: '一次性告知补正', en: 'Ask for corrections' },
    from: ['filed'],
    roles: handling,
    when: (state) => !isJoint(state),
    fields: (_state, item) => [
      ...materials(item),
      {
        ...field('reason', '需补正的全部内容', 'Everything that has to be corrected', 'long-text'),
        minLength: 5,
      },
    ],
  },
  'extend-joint': {
    title: { zh: '延长联合办理期限', en: 'Extend the joint limit' },
    from: ['accepted'],
    roles: handling,
    when: (state) => isJoint(state) && state.extendedBy < limits.jointExtension.n,
    fields: () => [
      field('n', '工作日', 'Working days', 'number'),
      field('basis', '理由', 'Ground'),
      field('approver', '批准人', 'Approver'),
    ],
  },
  deliver: {
    title: { zh: '送达', en: 'Deliver' },
    from: ['decided', 'closed'],
    roles: handling,
    when: (state) => state.deliveredAt === null && !isJoint(state),
    fields: () => [
      {
        ...field('method', '方式', 'Way', 'select'),
        options: [
          { value: 'window', title: { zh: '窗口领取', en: 'Collected at the window' } },
          { value: 'post', title: { zh: '邮寄', en: 'By post' } },
          { value: 'online', title: { zh: '网上送达', en: 'Online' } },
          { value: 'other', title: { zh: '其他', en: 'Other' } },
        ],
      },
      field('note', '回证编号', 'Number of the receipt', 'text', { required: false }),
    ],
  },
  archive: {
    title: { zh: '归档', en: 'Archive' },
    from: ended,
    roles: handling,
    // What was granted is delivered first.
    when: (state) => isJoint(state) || state.outcome !== 'granted' || state.deliveredAt !== null,
    fields: () => [],
  },

  'tell-corrections': owed('tell-corrections', '统一告知补正', 'Tell the corrections together', {
    // At the limit a window may tell what there is, though an organ has not spoken: its silence is acceptance (art. 32).
    roles: ['system', 'window-clerk', 'handler'],
    when: (state) => state.asked === null && partsTogether(state).untold.length > 0,
  }),
  'accept-whole': owed('accept-whole', '整体受理', 'Accept the whole'),
  'pause-whole': owed('pause-whole', '整体中止计时', 'Pause the whole'),
  'resume-whole': owed('resume-whole', '整体恢复计时', 'Resume the whole'),
  'decide-whole': owed('decide-whole', '汇总结果', 'Gather the results'),
  'close-whole': owed('close-whole', '整体办结', 'Close the whole'),
  'open-part': {
    title: { zh: '登记并联事项', en: 'Note that a part began' },
    from: [...openStatuses, ...endedStatuses],
    roles: ['system'],
    when: isJoint,
    fields: () => [
      field('part', '事项', 'Item'),
      field('city', '市', 'City', 'number'),
      field('id', '办件', 'Case', 'number'),
    ],
  },
  'note-part': {
    title: { zh: '登记并联事项进展', en: 'Note the progress of a part' },
    from: [...openStatuses],
    roles: ['system'],
    when: isJoint,
    fields: () => [
      field('part', '事项', 'Item'),
      field('stage', '进展', 'Progress'),
      field('about', '详情', 'Details', 'long-text', { required: false }),
    ],
  },
  'receive-corrections': {
    title: { zh: '收到补正材料', en: 'Take the corrections' },
    from: ['correcting'],
    roles: ['system'],
    when: ({ parent }) => parent !== null,
    fields: () => [fileList()],
  },
  'withdraw-part': {
    title: { zh: '随整体撤回', en: 'Withdrawn with the whole' },
    from: openStatuses,
    roles: ['system'],
    when: ({ parent }) => parent !== null,
    fields: () => [],
  },

  'answer-corrections': ofApplicant('提交补正', 'Hand in corrections', {
    from: openStatuses,
    when: ({ asked, parent }) => asked !== null && parent === null,
    fields: () => [fileList(), field('text', '说明', 'Note', 'text', { required: false })],
  }),
  'withdraw-application': ofApplicant('撤回申请', 'Withdraw', {
    from: ['filed', 'correcting', 'accepted', 'paused'],
    danger: true,
    when: ({ parent }) => parent === null,
    fields: () => [field('text', '原因', 'Reason', 'text', { required: false })],
  }),
  message: {
    title: { zh: '留言', en: 'Message' },
    from: [...openStatuses, ...ended],
    roles: ['citizen', 'system'],
    fields: () => [field('by', '发送方', 'From'), field('text', '内容', 'Text')],
  },
  complain: ofApplicant('投诉', 'Complain', {
    from: [...openStatuses, ...ended],
    when: ({ parent }) => parent === null,
    fields: () => [
      {
        ...field('about', '投诉类型', 'About', 'select'),
        options: [
          { value: 'inaction', title: { zh: '不作为', en: 'Failure to act' } },
          { value: 'misconduct', title: { zh: '乱作为', en: 'Misuse of power' } },
          { value: 'slowness', title: { zh: '慢作为', en: 'Slowness' } },
          { value: 'other', title: { zh: '其他', en: 'Other' } },
        ],
      },
      field('text', '内容', 'Text'),
    ],
  }),
  rate: ofApplicant('评价', 'Rate', {
    from: ended,
    when: ({ parent }) => parent === null,
    fields: () => [
      field('stars', '星级', 'Stars', 'number'),
      field('text', '内容', 'Text', 'text', { required: false }),
    ],
  }),
};

/** The spine's own actions for an application: everything where one organ handles it; nothing where its parts do. */
export function caseActions(state: ApplicationState): readonly string[] {
  // Archiving seals the file.
  if (state.status === 'archived') return [];
  if (isJoint(state)) return ['terminate'];
  const common = ['accept', 'refuse', 'do-step', 'pause', 'resume', 'extend', 'decide', 'close', 'terminate'];
  // The whole has counted the end of a part already.
  return state.parent ? common : [...common, 'withdraw', 'reopen'];
}
