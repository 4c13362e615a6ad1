import type { FlowStep } from '#contract/catalogue';
import type { Bilingual } from '#contract/text';
import type { CaseFacts } from './case-facts.ts';

/** Something that a rule needs before it can say anything, and whether cases have it. */
interface Need {
  /** The field that is missing, for people. */
  title: Bilingual;
  met: (facts: CaseFacts) => boolean;
}

const step = (has: (one: FlowStep) => boolean) => (facts: CaseFacts) =>
  facts.items.some(({ flow }) => flow.steps.some(has));
const event = (type: string) => (facts: CaseFacts) => facts.events.has(type);
const field = (type: string, name: string) => (facts: CaseFacts) =>
  (facts.events.get(type)?.fields.get(name) ?? 0) > 0;
const card = (rule: string) => (facts: CaseFacts) =>
  facts.items.some((item) => facts.policyOf(item).rungs.some((rung) => rung.rule === rule));

/** The closed vocabulary of what rules need. */
export const needs = {
  cases: { title: { zh: '办件', en: 'Cases' }, met: ({ cases }) => cases > 0 },
  'enough-cases': {
    title: { zh: '不少于 20 件的办件', en: 'At least 20 cases' },
    met: ({ cases }) => cases >= 20,
  },
  'card-expiring': {
    title: { zh: '预警规则中的到期前提示', en: 'A card before the due time in the card policy' },
    met: card('EXPIRING'),
  },
  'card-overdue': {
    title: { zh: '预警规则中的超期牌', en: 'A card after the due time in the card policy' },
    met: card('OVERDUE'),
  },
  'card-overdue-long': {
    title: { zh: '预警规则中的久超期牌', en: 'A card long after the due time in the card policy' },
    met: card('OVERDUE_LONG'),
  },
  'step-limit': {
    title: { zh: '流程中的环节时限', en: 'Limit of a step in the flow' },
    met: step(({ limit }) => limit !== undefined),
  },
  'step-order': {
    title: { zh: '流程中的前置环节', en: 'Earlier steps in the flow' },
    met: step(({ after }) => after.length > 0),
  },
  'step-mandatory': {
    title: { zh: '流程中的必经环节', en: 'Mandatory steps in the flow' },
    met: step(({ mandatory }) => mandatory),
  },
  'step-posts': {
    title: { zh: '流程中的岗位', en: 'Posts in the flow' },
    met: step(({ posts }) => posts.length > 0),
  },
  'step-separation': {
    title: { zh: '流程中的岗位分离', en: 'Separation of duties in the flow' },
    met: step(({ separateFrom }) => separateFrom.length > 0),
  },
  'step-not-before': {
    title: { zh: '流程中的最短间隔', en: 'Waiting time in the flow' },
    met: step(({ notBefore }) => notBefore !== undefined),
  },
  'step-site-check': {
    title: { zh: '流程中的现场核查', en: 'A check on the spot in the flow' },
    met: step(({ siteCheck }) => siteCheck),
  },
  'step-amount': {
    title: { zh: '流程中的金额权限', en: 'Largest amount of a step in the flow' },
    met: step(({ mostAmount }) => mostAmount !== undefined),
  },
  'licence-acceptance': {
    title: { zh: '行政许可事项的受理环节', en: 'An acceptance step of a licence' },
    met: ({ items }) =>
      items.some(({ type, flow }) => type === '01' && flow.steps.some(({ code }) => code === 'accept')),
  },
  contents: {
    title: { zh: '事项应有内容目录', en: 'Contents that the item asks for' },
    met: ({ items }) => items.some((item) => item.contents.length > 0),
  },
  steps: { title: { zh: '环节事件', en: 'Events of steps' }, met: event('case.step-done') },
  acceptances: { title: { zh: '受理事件', en: 'Events of acceptance' }, met: event('case.accepted') },
  decisions: { title: { zh: '决定事件', en: 'Events of decisions' }, met: event('case.decided') },
  closings: { title: { zh: '办结事件', en: 'Events of closing' }, met: event('case.closed') },
  fees: { title: { zh: '收费事件', en: 'Events of fees' }, met: event('case.fee-charged') },
  amendments: { title: { zh: '修改事件', en: 'Events of amendments' }, met: event('case.amended') },
  reopenings: {
    title: { zh: '重新办理事件', en: 'Events of ends taken back' },
    met: event('case.reopened'),
  },
  actors: { title: { zh: '环节的经办人', en: 'Actor of the steps' }, met: field('case.step-done', 'actor') },
  posts: { title: { zh: '环节的岗位', en: 'Post of the steps' }, met: field('case.step-done', 'post') },
  amounts: { title: { zh: '环节的金额', en: 'Amount of the steps' }, met: field('case.step-done', 'amount') },
  'declared-days': {
    title: { zh: '特别程序的所需天数', en: 'Declared days of special procedures' },
    met: (facts) => !facts.events.has('case.paused') || field('case.paused', 'expectedDays')(facts),
  },
  live: {
    title: { zh: '实时来源（回放来源不适用）', en: 'A live source (a replayed one does not count)' },
    met: ({ live }) => live > 0,
  },
} as const satisfies Record<string, Need>;

export type NeedName = keyof typeof needs;

/** What the rules of the spine need. A rule that is not here needs cases alone. */
const ofSpine: Readonly<Record<string, readonly NeedName[]>> = {
  EXPIRING: ['card-expiring'],
  OVERDUE: ['card-overdue'],
  OVERDUE_LONG: ['card-overdue-long'],
  STEP_OVERDUE: ['step-limit', 'steps'],
  SILENT_ACCEPTANCE: ['licence-acceptance'],
  STEP_BEFORE_START: ['steps'],
  STEP_AFTER_END: ['steps', 'closings'],
  CORRECTION_AFTER_ACCEPTANCE: ['acceptances'],
  SKIPPED_STEP: ['step-mandatory', 'closings'],
  WRONG_ORDER: ['step-order', 'steps'],
  STEP_OUTSIDE_FLOW: ['steps'],
  STEP_TOO_EARLY: ['step-not-before', 'steps'],
  TOO_FAST: ['step-site-check'],
  BEYOND_POWER: ['step-posts', 'posts'],
  BEYOND_POWER_AMOUNT: ['step-amount', 'amounts'],
  SAME_PERSON: ['step-separation', 'actors'],
  PAUSE_ABUSE: ['declared-days'],
  MISSING_CONTENT: ['contents', 'closings'],
  BULK_BACKFILL: ['actors'],
  BACKDATED_EDIT: ['amendments'],
  CASE_REOPENED: ['reopenings'],
  LATE_ENTRY: ['live'],
  FEE_DEVIATION: ['fees'],
};

/** What a rule needs: as it says itself, or as the spine knows. */
export const needsOf = (rule: { code: string; needs?: readonly NeedName[] }): readonly NeedName[] => [
  'cases',
  ...(rule.needs ?? ofSpine[rule.code] ?? []),
];
