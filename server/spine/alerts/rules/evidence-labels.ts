import type { Bilingual } from '#contract/text';

/** Words for the evidence fields that rules share, so that one fact has one name everywhere. */
const words = {
  step: { zh: '环节', en: 'Step' },
  steps: { zh: '环节', en: 'Steps' },
  actor: { zh: '经办人', en: 'Actor' },
  post: { zh: '岗位', en: 'Post' },
  posts: { zh: '流程规定的岗位', en: 'Posts that the flow names' },
  organ: { zh: '办件机关', en: 'Organ of the case' },
  actingOrgan: { zh: '实施机关', en: 'Organ that acted' },
  flowVersion: { zh: '流程版本', en: 'Flow version' },
  after: { zh: '流程规定的前置环节', en: 'Steps of which one comes before' },
  times: { zh: '次数', en: 'Times' },
  most: { zh: '上限', en: 'Most allowed' },
  least: { zh: '下限', en: 'Least expected' },
  openedAt: { zh: '申请时间', en: 'Opened' },
  acceptedAt: { zh: '受理时间', en: 'Accepted' },
  endedAt: { zh: '办结时间', en: 'Closed' },
  occurredAt: { zh: '来源报告的时间', en: 'Time that the source gives' },
  recordedAt: { zh: '记录时间', en: 'Time of recording' },
  earliestAt: { zh: '最早可办理时间', en: 'Earliest time' },
  fromStep: { zh: '起算环节', en: 'Counted from step' },
  fromAt: { zh: '起算时间', en: 'Counted from' },
  wait: { zh: '应间隔', en: 'Time in between' },
  sameActorSteps: { zh: '由同一人办理的环节', en: 'Steps done by the same person' },
  lastAt: { zh: '上次办理时间', en: 'Last act' },
  idleUntil: { zh: '本应有办理记录的时间', en: 'An act was expected by' },
  promise: { zh: '承诺时限', en: 'Promise' },
  percent: { zh: '比例阈值（%）', en: 'Threshold (%)' },
  doneAt: { zh: '办理时间', en: 'Done' },
  siteCheckSteps: { zh: '需现场核查的环节', en: 'Steps with a check on the spot' },
  procedure: { zh: '特别程序', en: 'Special procedure' },
  pausedFrom: { zh: '启动时间', en: 'Began' },
  pausedTo: { zh: '结束时间', en: 'Ended' },
  expectedDays: { zh: '告知的天数', en: 'Days announced' },
  workingDays: { zh: '实际工作日', en: 'Working days it took' },
  dueAt: { zh: '到期时间', en: 'Due' },
  missing: { zh: '缺少', en: 'Missing' },
  outcome: { zh: '结果', en: 'Outcome' },
  reasonCharacters: { zh: '理由字数', en: 'Characters of the reason' },
  fee: { zh: '收费项目', en: 'Fee' },
  feeDue: { zh: '应收', en: 'Due' },
  feePaid: { zh: '实收', en: 'Paid' },
  field: { zh: '修改的字段', en: 'Field changed' },
  approver: { zh: '批准人', en: 'Approver' },
  amount: { zh: '金额（元）', en: 'Amount (yuan)' },
  mostAmount: { zh: '金额权限（元）', en: 'Most that may be decided (yuan)' },
  itemLevel: { zh: '事项层级', en: 'Level of the item' },
  organLevel: { zh: '办件机关层级', en: 'Level of the organ' },
  itemOrgan: { zh: '目录中的实施机关', en: 'Organ that the catalogue names' },
  from: { zh: '自', en: 'From' },
  to: { zh: '至', en: 'To' },
} as const satisfies Record<string, Bilingual>;

type EvidenceField = keyof typeof words;

/** The labels of the fields that a rule's findings carry. */
export function labels(...fields: EvidenceField[]): Record<string, Bilingual> {
  return Object.fromEntries(fields.map((field) => [field, words[field]]));
}
