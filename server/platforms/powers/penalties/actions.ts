import {
  adoptions,
  challengeKinds,
  deliveryMethods,
  evidenceOutcomes,
  tiers,
} from '#contract/powers/penalty-terms';
import type { Bilingual } from '#contract/text';
import { field } from '#spine/cases/action-field';
import type { ActionField } from '#spine/cases/action-form';
import type { PartAction } from '#spine/platform/part';
import { isPublishable, openChallenge, type PenaltyState, undecidedEvidence } from './penalty.ts';

type Action = PartAction<PenaltyState>;

const words = (name: string, zh: string, en: string, minLength = 5): ActionField => ({
  ...field(name, zh, en, 'long-text'),
  minLength,
});
const optionsOf = (names: Record<string, Bilingual>) =>
  Object.entries(names).map(([value, title]) => ({ value, title }));
const choice = (name: string, zh: string, en: string, options: ActionField['options']): ActionField => ({
  ...field(name, zh, en, 'select'),
  options,
});
const date = (name: string, zh: string, en: string) => field(name, zh, en, 'date');
const files = (zh: string, en: string, required = false) => field('files', zh, en, 'files', { required });
const reason = (minLength = 10) => words('reason', '理由', 'Reason', minLength);

/** Steps before the decision in which the tier is known. */
const weighed = ['reviewing', 'to-notify', 'notified', 'hearing', 'to-decide'] as const;
const open = ['investigating', ...weighed, 'decided', 'executing', 'executed'] as const;
const delivered = ['executing', 'executed', 'closed'] as const;

/** From the clue to the end of the investigation. */
const investigation: Record<string, Action> = {
  'file-penalty': {
    title: { zh: '立案', en: 'Open the case' },
    from: ['clue'],
    roles: ['approver'],
    when: ({ procedure }) => procedure === 'ordinary',
    fields: () => [],
  },
  'drop-clue': {
    title: { zh: '不予立案', en: 'Do not open a case' },
    from: ['clue'],
    roles: ['approver'],
    danger: true,
    fields: () => [reason()],
  },
  'register-evidence': {
    title: { zh: '先行登记保存证据', en: 'Register evidence' },
    from: ['investigating', 'reviewing'],
    roles: ['handler'],
    fields: () => [field('what', '证据名称、数量', 'What it is'), files('清单、照片', 'List, photographs')],
  },
  'decide-evidence': {
    title: { zh: '处理登记保存的证据', en: 'Decide on registered evidence' },
    from: open,
    roles: ['approver'],
    when: (state) => undecidedEvidence(state).length > 0,
    fields: (state) => [
      choice(
        'evidence',
        '证据',
        'Evidence',
        undecidedEvidence(state).map(({ evidence, what }) => ({
          value: String(evidence),
          title: { zh: `${evidence}号：${what}`, en: `No. ${evidence}: ${what}` },
        })),
      ),
      choice('outcome', '处理', 'What becomes of it', optionsOf(evidenceOutcomes)),
    ],
  },
  'end-investigation': {
    title: { zh: '调查终结', en: 'End the investigation' },
    from: ['investigating'],
    roles: ['handler'],
    when: ({ officers }) => officers.length > 0,
    fields: () => [
      choice('tier', '裁量档次', 'Tier', optionsOf(tiers)),
      words('findings', '查明的事实（不写个人信息）', 'What was found (naming nobody)', 10),
      files('调查终结报告、证据', 'Report, evidence'),
    ],
  },
};

/** Review, tier, statement, hearing, up to the decision. */
const deliberation: Record<string, Action> = {
  'review-penalty': {
    title: { zh: '审核通过', en: 'Pass the review' },
    from: ['reviewing'],
    roles: ['reviewer'],
    fields: () => [words('opinion', '审核意见', 'Opinion')],
  },
  'return-investigation': {
    title: { zh: '退回补充调查', en: 'Send back for investigation' },
    from: ['reviewing'],
    roles: ['reviewer'],
    danger: true,
    fields: () => [reason()],
  },
  'ask-tier-change': {
    title: { zh: '申请调整裁量档次', en: 'Ask for another tier' },
    from: weighed,
    roles: ['handler', 'reviewer', 'approver'],
    when: ({ tier, tierChange }) => tier !== null && tierChange === null,
    fields: ({ tier }) => [
      choice(
        'to',
        '调整为',
        'To',
        optionsOf(tiers).filter(({ value }) => value !== tier),
      ),
      reason(),
      files('证据', 'Evidence', true),
    ],
  },
  'approve-tier-change': {
    title: { zh: '同意调整裁量档次', en: 'Approve the other tier' },
    from: weighed,
    roles: ['approver'],
    when: ({ tierChange }) => tierChange !== null,
    fields: () => [],
  },
  'refuse-tier-change': {
    title: { zh: '不同意调整裁量档次', en: 'Refuse the other tier' },
    from: weighed,
    roles: ['approver'],
    danger: true,
    when: ({ tierChange }) => tierChange !== null,
    fields: () => [reason()],
  },
  'record-statement': {
    title: { zh: '记录陈述申辩', en: 'Record a statement' },
    from: ['notified', 'hearing', 'to-decide'],
    roles: ['handler'],
    fields: () => [
      date('on', '陈述日期', 'Day'),
      choice('adoption', '是否采纳', 'Adopted', optionsOf(adoptions)),
      words('answer', '复核意见（不写个人信息）', 'What became of it (naming nobody)', 10),
      files('陈述材料', 'The statement'),
    ],
  },
  'waive-rights': {
    title: { zh: '登记放弃陈述申辩、听证', en: 'Note that the party waives its rights' },
    from: ['notified'],
    roles: ['handler'],
    when: ({ notice, hearing }) => notice?.waived === false && hearing === null,
    fields: () => [files('当事人书面声明', 'The party’s declaration', true)],
  },
  'ask-hearing': {
    title: { zh: '登记听证要求', en: 'Note that a hearing is asked for' },
    from: ['notified'],
    roles: ['handler'],
    when: ({ notice, hearing }) => notice?.hearingRight === true && !notice.waived && hearing === null,
    fields: () => [date('on', '提出日期', 'Asked on')],
  },
  'announce-hearing': {
    title: { zh: '通知听证', en: 'Announce the hearing' },
    from: ['hearing'],
    roles: ['handler', 'reviewer'],
    fields: () => [date('heldOn', '听证日期', 'Day of the hearing'), field('place', '地点', 'Place')],
  },
  'hold-hearing': {
    title: { zh: '登记听证笔录', en: 'Enter the record of the hearing' },
    from: ['hearing'],
    roles: ['reviewer'],
    when: ({ hearing }) => hearing?.heldFor != null,
    fields: () => [field('record', '笔录编号', 'Number of the record'), files('听证笔录', 'The record')],
  },
  'give-up-hearing': {
    title: { zh: '登记当事人撤回听证或者无故不到', en: 'Note that the party gives the hearing up' },
    from: ['hearing'],
    roles: ['handler'],
    danger: true,
    fields: () => [reason(), files('凭证', 'Proof')],
  },
  'review-legality': {
    title: { zh: '法制审核通过', en: 'Pass the legal review' },
    from: ['notified'],
    roles: ['reviewer'],
    fields: () => [words('opinion', '法制审核意见', 'Opinion')],
  },
  'record-discussion': {
    title: { zh: '登记集体讨论', en: 'Record the collective discussion' },
    from: ['to-decide'],
    roles: ['approver'],
    when: ({ discussion }) => discussion === null,
    fields: () => [
      date('on', '讨论日期', 'Day'),
      field('record', '记录编号', 'Number of the record'),
      files('讨论记录', 'The record'),
    ],
  },
};

/** Delivery, money, closing, publication. */
const execution: Record<string, Action> = {
  'record-delivery': {
    title: { zh: '登记送达', en: 'Record the delivery' },
    from: ['decided'],
    roles: ['handler'],
    fields: () => [
      date('on', '送达日期', 'Delivered on'),
      choice('method', '送达方式', 'How', optionsOf(deliveryMethods)),
      files('送达回证', 'Receipt'),
    ],
  },
  'note-payment': {
    title: { zh: '登记缴款', en: 'Note a payment' },
    from: ['executing'],
    roles: ['window-clerk', 'handler'],
    fields: () => [
      field('amount', '金额（元）', 'Amount (yuan)', 'money'),
      date('on', '缴款日期', 'Paid on'),
      field('receipt', '票据号', 'Number of the receipt'),
      field('cashier', '收款银行或者收款人', 'Bank or cashier'),
    ],
  },
  'defer-payment': {
    title: { zh: '批准延期、分期缴纳', en: 'Defer the payment' },
    from: ['executing'],
    roles: ['approver'],
    fields: () => [date('dueOn', '缴款截止日', 'Last day of payment'), reason()],
  },
  'note-challenge': {
    title: { zh: '登记行政复议、诉讼', en: 'Note a reconsideration or lawsuit' },
    from: ['executing', 'executed'],
    roles: ['handler'],
    when: (state) => openChallenge(state) === undefined,
    fields: () => [
      choice('kind', '类型', 'Kind', optionsOf(challengeKinds)),
      date('on', '受理日期', 'Taken up on'),
    ],
  },
  'end-challenge': {
    title: { zh: '登记复议、诉讼结束', en: 'Note the end of the reconsideration or lawsuit' },
    from: ['executing', 'executed'],
    roles: ['handler'],
    when: (state) => openChallenge(state) !== undefined,
    fields: () => [date('on', '结束日期', 'Ended on')],
  },
  'close-penalty': {
    title: { zh: '结案', en: 'Close the case' },
    from: ['executing', 'executed'],
    roles: ['handler'],
    when: (state) => openChallenge(state) === undefined && undecidedEvidence(state).length === 0,
    fields: () => [{ ...field('result', '执行与结案情况', 'Execution and outcome'), minLength: 5 }],
  },
  'publish-decision': {
    title: { zh: '公示处罚决定', en: 'Publish the decision' },
    from: delivered,
    roles: ['handler'],
    when: isPublishable,
    fields: () => [
      words('summary', '公示摘要（不写个人信息）', 'Summary for the public (naming nobody)', 10),
    ],
  },
  'forgo-publication': {
    title: { zh: '决定不予公示', en: 'Decide not to publish' },
    from: delivered,
    roles: ['approver'],
    danger: true,
    when: isPublishable,
    fields: () => [reason()],
  },
  'withdraw-publication': {
    title: { zh: '撤回公示并说明理由', en: 'Withdraw the publication and say why' },
    from: ['annulled'],
    roles: ['handler', 'approver'],
    when: ({ publication }) => publication !== null && publication.withdrawn === null,
    fields: () => [words('reason', '理由（公开，不写个人信息）', 'Reason (public; naming nobody)', 10)],
  },
};

const entry = () =>
  [field('entry', '内容', 'Content', 'long-text')].map((one) => ({ ...one, maxLength: 8000 }));

/** By pages with forms of their own, whose routes ask for the role (`formRoles`) and add what the decision needs to know. */
const forms: Record<string, Action> = {
  'assign-officers': {
    title: { zh: '确定执法人员', en: 'Assign officers' },
    from: ['investigating'],
    roles: ['system'],
    fields: entry,
  },
  'give-notice': {
    title: { zh: '处罚事先告知', en: 'Give the advance notice' },
    from: ['to-notify'],
    roles: ['system'],
    when: ({ tierChange }) => tierChange === null,
    fields: entry,
  },
  'decide-penalty': {
    title: { zh: '作出处罚决定', en: 'Decide on the penalty' },
    from: ['to-decide'],
    roles: ['system'],
    when: ({ tierChange }) => tierChange === null,
    fields: entry,
  },
  'decide-on-the-spot': {
    title: { zh: '当场作出处罚决定', en: 'Impose a penalty on the spot' },
    from: ['clue'],
    roles: ['system'],
    when: ({ procedure }) => procedure === 'summary',
    fields: entry,
  },
  'annul-decision': {
    title: { zh: '登记决定被撤销', en: 'Note that the decision was annulled' },
    from: ['decided', 'executing', 'executed', 'closed'],
    roles: ['system'],
    fields: entry,
  },
};

/** Who does what with a penalty case, and when. */
export const penaltyActions: Record<string, Action> = {
  ...investigation,
  ...deliberation,
  ...execution,
  ...forms,
};

/** Who may use the forms that are no actions of the case page. */
export const formRoles = {
  'assign-officers': 'handler',
  'give-notice': 'handler',
  'decide-penalty': 'approver',
  'annul-decision': 'approver',
} as const;
export type FormAction = keyof typeof formRoles;
