import { callbackResults } from '#contract/hotline/ticket-names';
import { field } from '#spine/cases/action-field';
import type { ActionField } from '#spine/cases/action-form';
import type { PartAction } from '#spine/platform/part';
import { kindOptions } from './categories.ts';
import { limits } from './limits.ts';
import { leadOf, liveAssignments, type TicketState } from './ticket.ts';

/** The closed table of what may be done with a ticket. Organs act on their own parts of it (`hotline/assignments`). */
type Action = PartAction<TicketState>;

const reason = (zh: string, en: string): ActionField =>
  field('reason', zh, en, 'long-text', { minLength: 5 });
const yes = { value: 'yes', title: { zh: '是', en: 'Yes' } };
const no = { value: 'no', title: { zh: '否', en: 'No' } };

const withOrgans = ['dispatched', 'returning', 'handling', 'feedback'] as const;
const open = ['received', ...withOrgans, 'callback', 'supervising'] as const;
const ended = ['closed', 'archived'] as const;
const any = [...open, ...ended, 'joined', 'withdrawn'] as const;

/** Names a part of the ticket, where more than one asks for something. */
function whichOrgan(
  state: TicketState,
  asks: (one: TicketState['assignments'][number]) => boolean,
): ActionField[] {
  const asking = liveAssignments(state).filter(asks);
  if (asking.length < 2) return [];
  const options = asking.map(({ n, name }) => ({ value: String(n), title: name }));
  return [{ ...field('n', '承办机关', 'Organ', 'select'), options }];
}
const returning = ({ status }: TicketState['assignments'][number]) => status === 'returning';
const extensionAsked = ({ extensionAsked: asked }: TicketState['assignments'][number]) => asked !== null;

const system = (zh: string, en: string, from: Action['from'], fields: ActionField[] = []): Action => ({
  title: { zh, en },
  from,
  roles: ['system'],
  fields: () => fields,
});

/** The third time that somebody reports the same, a named person watches over it. */
export const needsSupervisor = (state: TicketState): boolean =>
  state.supervision === null &&
  state.endedAt === null &&
  (state.status === 'supervising' || state.repeats + 1 >= limits.repeat.supervisedFrom);

/** Reminders left unanswered, or handled again and again without satisfying anybody. */
export const noticeDue = (state: TicketState): boolean =>
  leadOf(state) !== undefined &&
  (state.unansweredReminders >= limits.publicNotice.unansweredReminders ||
    state.unsatisfiedRedos >= limits.publicNotice.unsatisfiedRedos);

const lastResult = ({ callbacks }: TicketState) => callbacks.at(-1)?.result;
const triedInVain = ({ callbacks }: TicketState) => {
  const last = callbacks.slice(-limits.most.callbackTries);
  return last.length === limits.most.callbackTries && last.every(({ result }) => result === 'unreachable');
};

export const actions: Record<string, Action> = {
  'take-on-air': system(
    '直播关注',
    'Take up on air',
    [...open, 'joined'],
    [field('programme', '节目', 'Programme', 'long-text')],
  ),
  'leave-air': system(
    '取消直播关注',
    'No longer taken up on air',
    [...open, 'joined'],
    [field('of', '节目办件', 'Case of the episode')],
  ),
  supplement: system(
    '诉求人补充',
    'Supplement',
    [...open, 'joined'],
    [
      field('message', '来信指纹', 'Digest of the message'),
      { name: 'files', title: { zh: '附件', en: 'Files' }, kind: 'files', required: false },
    ],
  ),
  'answer-ticket': {
    title: { zh: '当场答复并办结', en: 'Answer at once and close' },
    from: ['received'],
    roles: ['hotline-agent'],
    fields: () => [
      field('answer', '答复内容', 'Answer', 'long-text', { minLength: 5 }),
      {
        ...field('satisfied', '诉求人是否满意', 'Caller satisfied', 'select', { required: false }),
        options: [yes, no],
      },
    ],
  },
  sort: system(
    '归类',
    'Sort',
    ['received'],
    [
      field('category', '类别', 'Category'),
      { ...field('kind', '诉求类型', 'Kind', 'select'), options: kindOptions },
      field('reason', '说明', 'Note', 'text', { required: false }),
      field('by', '归类人', 'By'),
    ],
  ),
  dispatch: system(
    '派单',
    'Dispatch',
    ['received'],
    [
      field('assignments', '承办机关', 'Organs', 'long-text', { maxLength: 4000 }),
      field('instruction', '交办要求', 'Instruction', 'long-text', { required: false }),
      field('by', '派单人', 'By'),
    ],
  ),
  'accept-return': {
    title: { zh: '同意退回', en: 'Accept the return' },
    from: ['returning'],
    roles: ['hotline-agent'],
    fields: (state) => [...whichOrgan(state, returning), reason('理由', 'Reason')],
  },
  'refuse-return': {
    title: { zh: '不同意退回', en: 'Refuse the return' },
    from: ['returning'],
    roles: ['hotline-agent'],
    danger: true,
    fields: (state) => [...whichOrgan(state, returning), reason('理由', 'Reason')],
  },
  'approve-extension': {
    title: { zh: '批准延期', en: 'Approve the extension' },
    from: withOrgans,
    roles: ['approver'],
    when: (state) => liveAssignments(state).some(extensionAsked),
    fields: (state) => [...whichOrgan(state, extensionAsked), reason('理由', 'Reason')],
  },
  'refuse-extension': {
    title: { zh: '不批准延期', en: 'Refuse the extension' },
    from: withOrgans,
    roles: ['approver'],
    danger: true,
    when: (state) => liveAssignments(state).some(extensionAsked),
    fields: (state) => [...whichOrgan(state, extensionAsked), reason('理由', 'Reason')],
  },
  'pass-check': {
    title: { zh: '核查通过，转回访', en: 'Answer passes the check' },
    from: ['feedback'],
    roles: ['hotline-agent'],
    fields: () => [field('note', '说明', 'Note', 'text', { required: false })],
  },
  'send-back': {
    title: { zh: '核查退办', en: 'Send the answer back' },
    from: ['feedback'],
    roles: ['hotline-agent'],
    danger: true,
    fields: () => [reason('退办理由', 'Reason')],
  },
  'call-back': {
    title: { zh: '登记回访', en: 'Record a callback' },
    from: ['callback'],
    roles: ['hotline-agent'],
    fields: () => [
      {
        ...field('result', '回访结果', 'Result', 'select'),
        options: Object.entries(callbackResults).map(([value, title]) => ({ value, title })),
      },
      { ...field('resolved', '问题是否解决', 'Solved', 'select', { required: false }), options: [yes, no] },
      field('note', '诉求人意见', 'What the caller says', 'long-text', { required: false }),
    ],
  },
  evaluate: {
    title: { zh: '诉求人评价', en: 'Evaluate' },
    from: ['callback'],
    roles: ['citizen'],
    fields: () => [
      {
        ...field('result', '评价', 'Result', 'select'),
        options: (['satisfied', 'unsatisfied'] as const).map((value) => ({
          value,
          title: callbackResults[value],
        })),
      },
      { ...field('resolved', '问题是否解决', 'Solved', 'select'), options: [yes, no] },
      field('note', '意见', 'Words', 'long-text', { required: false }),
    ],
  },
  'name-supervisor': {
    title: { zh: '指定督办人', en: 'Name a supervisor' },
    from: open,
    roles: ['approver'],
    when: (state) => state.supervision === null,
    fields: () => [
      field('person', '督办人', 'Supervisor', 'text', { maxLength: 60 }),
      reason('督办理由', 'Reason'),
    ],
  },
  remind: {
    title: { zh: '催办', en: 'Remind' },
    from: withOrgans,
    roles: ['hotline-agent', 'citizen'],
    fields: () => [field('text', '催办内容', 'Words', 'long-text', { minLength: 5, maxLength: 1000 })],
  },
  'publish-notice': {
    title: { zh: '公开通报', en: 'Publish a notice' },
    from: [...open, ...ended],
    roles: ['approver'],
    danger: true,
    when: (state) => noticeDue(state),
    fields: () => [
      field(
        'text',
        '通报内容（公开，不含诉求人信息）',
        'Notice (public; nothing about the caller)',
        'long-text',
        {
          minLength: 10,
        },
      ),
    ],
  },
  'refer-violation': {
    title: { zh: '移送问题线索', en: 'Refer a suspected violation' },
    from: any,
    roles: ['hotline-agent', 'approver'],
    when: ({ referral }) => referral === null,
    fields: () => [
      field('text', '线索摘要（不含诉求人信息）', 'Summary (nothing about the caller)', 'long-text', {
        minLength: 10,
      }),
    ],
  },
  'ask-exclusion': {
    title: { zh: '申请不计入考核', en: 'Ask to leave it out of the rates' },
    from: [...withOrgans, 'callback', ...ended],
    roles: ['hotline-agent'],
    when: ({ exclusion }) => exclusion === null || exclusion.approved === false,
    fields: () => [reason('理由', 'Reason')],
  },
  'settle-exclusion': {
    title: { zh: '审批不计入考核', en: 'Decide on leaving it out' },
    from: [...withOrgans, 'callback', ...ended],
    roles: ['approver'],
    when: ({ exclusion }) => exclusion !== null && exclusion.approved === null,
    fields: () => [
      { ...field('approved', '是否同意', 'Approve', 'select'), options: [yes, no] },
      reason('理由', 'Reason'),
    ],
  },
  'withdraw-ticket': {
    title: { zh: '撤回', en: 'Withdraw' },
    from: ['received', 'dispatched', 'returning', 'handling', 'joined'],
    roles: ['citizen', 'hotline-agent'],
    danger: true,
    fields: () => [field('reason', '原因', 'Reason', 'text', { required: false })],
  },
  'close-explained': {
    title: { zh: '说明情况后办结', en: 'Close with an explanation' },
    from: ['callback'],
    roles: ['approver'],
    when: (state) =>
      triedInVain(state) || (state.supervision !== null && lastResult(state) === 'unsatisfied'),
    fields: () => [reason('说明', 'Explanation')],
  },
  'archive-ticket': {
    title: { zh: '归档', en: 'Archive' },
    from: ['closed'],
    roles: ['hotline-agent'],
    fields: () => [],
  },

  'note-assignment': system('登记承办进展', 'Note the progress of an organ', any, [
    field('n', '件', 'Part', 'number'),
    field('stage', '进展', 'Stage'),
    field('about', '详情', 'Details', 'long-text', { required: false, maxLength: 4000 }),
  ]),
  join: system(
    '并案',
    'Join',
    ['received'],
    [
      field('main', '主单', 'Main ticket', 'long-text'),
      field('link', '关系', 'Relation'),
      field('by', '并案人', 'By'),
    ],
  ),
  'note-member': system('登记并入', 'Note a ticket that joined', any, [
    field('member', '工单', 'Ticket', 'long-text'),
    field('link', '关系', 'Relation'),
  ]),
  'settle-with-main': system(
    '主单已办理',
    'The main ticket was dealt with',
    ['joined'],
    [field('answer', '答复', 'Answer', 'long-text')],
  ),
  release: system('恢复单独办理', 'Handle by itself again', ['joined'], [field('reason', '原因', 'Reason')]),
};
