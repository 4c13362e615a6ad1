import { z } from 'zod';
import type { Bilingual } from '#contract/text';

/** Words of administrative penalties (行政处罚), for events, pages and documents alike. */

const codesOf = <T extends Record<string, Bilingual>>(names: T) =>
  z.enum(Object.keys(names) as [keyof T & string, ...(keyof T & string)[]]);

export const penaltyStatuses = {
  clue: { zh: '线索核查', en: 'Clue' },
  investigating: { zh: '调查取证', en: 'Investigation' },
  reviewing: { zh: '案件审核', en: 'Review' },
  'to-notify': { zh: '待告知', en: 'Awaiting advance notice' },
  notified: { zh: '陈述申辩', en: 'Statement of the party' },
  hearing: { zh: '听证', en: 'Hearing' },
  'to-decide': { zh: '待决定', en: 'Awaiting decision' },
  decided: { zh: '待送达', en: 'Awaiting delivery' },
  executing: { zh: '执行中', en: 'Execution' },
  executed: { zh: '执行完毕', en: 'Executed' },
  closed: { zh: '已结案', en: 'Closed' },
  dropped: { zh: '不予立案', en: 'Not opened' },
  annulled: { zh: '决定已撤销', en: 'Decision annulled' },
} as const satisfies Record<string, Bilingual>;
export type PenaltyStatus = keyof typeof penaltyStatuses;
export const penaltyStatus = codesOf(penaltyStatuses);

export const procedures = {
  ordinary: { zh: '普通程序', en: 'Ordinary procedure' },
  summary: { zh: '简易程序', en: 'Summary procedure' },
} as const satisfies Record<string, Bilingual>;
export const procedure = codesOf(procedures);

/** Circumstances of an offence; each has a range of its own in the benchmark. */
export const tiers = {
  lenient: { zh: '从轻', en: 'Lenient' },
  ordinary: { zh: '一般', en: 'Ordinary' },
  severe: { zh: '从重', en: 'Severe' },
} as const satisfies Record<string, Bilingual>;
export type Tier = keyof typeof tiers;
export const tier = codesOf(tiers);

/** Kinds of penalty (行政处罚法 art. 9). Sums of money are tracked of fines alone. */
export const penaltyKinds = {
  warning: { zh: '警告', en: 'Warning' },
  criticism: { zh: '通报批评', en: 'Public criticism' },
  fine: { zh: '罚款', en: 'Fine' },
  confiscation: { zh: '没收违法所得、非法财物', en: 'Confiscation' },
  suspension: { zh: '责令停产停业', en: 'Suspension of business' },
  revocation: { zh: '吊销许可证件', en: 'Revocation of a licence' },
} as const satisfies Record<string, Bilingual>;
export type PenaltyKind = keyof typeof penaltyKinds;
export const penaltyKind = codesOf(penaltyKinds);

export const partyKinds = {
  person: { zh: '公民', en: 'Person' },
  organisation: { zh: '法人或者其他组织', en: 'Organisation' },
} as const satisfies Record<string, Bilingual>;
export type PartyKind = keyof typeof partyKinds;
export const partyKind = codesOf(partyKinds);

export const clueSources = {
  inspection: { zh: '监督检查', en: 'Inspection' },
  complaint: { zh: '投诉举报', en: 'Complaint' },
  transfer: { zh: '其他机关移送', en: 'Passed on by another organ' },
  assignment: { zh: '上级交办', en: 'Assigned from above' },
} as const satisfies Record<string, Bilingual>;
export const clueSource = codesOf(clueSources);

export const penaltyOutcomes = {
  imposed: { zh: '予以处罚', en: 'Imposed' },
  'not-imposed': { zh: '不予处罚', en: 'Not imposed' },
} as const satisfies Record<string, Bilingual>;
export const penaltyOutcome = codesOf(penaltyOutcomes);

export const deliveryMethods = {
  direct: { zh: '直接送达', en: 'In person' },
  lien: { zh: '留置送达', en: 'Left at the place' },
  post: { zh: '邮寄送达', en: 'By post' },
  electronic: { zh: '电子送达', en: 'Electronically' },
  announcement: { zh: '公告送达', en: 'By announcement' },
} as const satisfies Record<string, Bilingual>;
export const deliveryMethod = codesOf(deliveryMethods);

export const evidenceOutcomes = {
  released: { zh: '解除登记保存', en: 'Released' },
  examined: { zh: '送检验鉴定', en: 'Sent for examination' },
  sealed: { zh: '依法查封扣押', en: 'Sealed or seized by law' },
  confiscated: { zh: '依法没收', en: 'Confiscated by law' },
} as const satisfies Record<string, Bilingual>;
export const evidenceOutcome = codesOf(evidenceOutcomes);

export const adoptions = {
  adopted: { zh: '采纳', en: 'Adopted' },
  partly: { zh: '部分采纳', en: 'Adopted in part' },
  'not-adopted': { zh: '不予采纳', en: 'Not adopted' },
} as const satisfies Record<string, Bilingual>;
export const adoption = codesOf(adoptions);

export const challengeKinds = {
  reconsideration: { zh: '行政复议', en: 'Reconsideration' },
  lawsuit: { zh: '行政诉讼', en: 'Lawsuit' },
} as const satisfies Record<string, Bilingual>;
export const challengeKind = codesOf(challengeKinds);

/** Words of events by the field that holds them, for whoever tells an event to people. */
export const penaltyNames: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  tier: tiers,
  tierFrom: tiers,
  tierTo: tiers,
  kinds: penaltyKinds,
  partyKind: partyKinds,
  clueSource: clueSources,
  method: deliveryMethods,
  adoption: adoptions,
  challenge: challengeKinds,
  evidenceOutcome: evidenceOutcomes,
};
