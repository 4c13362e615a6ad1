import { toRfc3339 } from '#base/time';
import { tiers } from '#contract/powers/penalty-terms';
import { act, clue } from '#spine/alerts/rules/clue';
import { labels } from '#spine/alerts/rules/evidence-labels';
import { earliestAfter } from '#spine/alerts/rules/working-time';
import { epochDayOf } from '#spine/calendar/civil-date';
import { zoneOf } from '#spine/calendar/zone';
import type { PartJudged, PartRule } from '#spine/platform/part';
import { dayOf } from './civil-day.ts';
import { isWithin, percentOff } from './discretion.ts';
import { limits } from './limits.ts';
import type { PenaltyEvent, PenaltyState } from './penalty.ts';

type Rule = PartRule<PenaltyState, PenaltyEvent>;
type Judged = PartJudged<PenaltyState, PenaltyEvent>;

const own = {
  fine: { zh: '罚款（元）', en: 'Fine (yuan)' },
  tier: { zh: '裁量档次', en: 'Tier' },
  min: { zh: '幅度下限（元）', en: 'Least of the range (yuan)' },
  max: { zh: '幅度上限（元）', en: 'Most of the range (yuan)' },
  median: { zh: '同类案件中位数（元）', en: 'Median of similar cases (yuan)' },
  cases: { zh: '同类案件数', en: 'Similar cases' },
  off: { zh: '偏离（%）', en: 'Off (%)' },
  most: { zh: '允许偏离（%）', en: 'Allowed (%)' },
  noticed: { zh: '告知的罚款（元）', en: 'Fine that was notified (yuan)' },
  valid: { zh: '持有效执法证人数', en: 'Officers with a certificate in force' },
  least: { zh: '最少人数', en: 'Least' },
  until: { zh: '听证申请截止', en: 'A hearing could be asked for until' },
  heldOn: { zh: '听证日期', en: 'Day of the hearing' },
  earliest: { zh: '最早可举行日期', en: 'Earliest day' },
  owing: { zh: '未缴金额（元）', en: 'Owed (yuan)' },
} as const;
const evidence = (...names: (keyof typeof own)[]) => ({
  ...labels('actor', 'occurredAt', 'recordedAt'),
  ...Object.fromEntries(names.map((name) => [name, own[name]])),
});
const decided = ['powers.penalty-decided'] as const;

/** The decision that was just made, where it imposes a fine. */
const fineOf = ({ event, after }: Judged) => {
  const { decision } = after;
  return event.type === 'powers.penalty-decided' && decision?.fine
    ? { ...decision, fine: decision.fine }
    : null;
};
const tierName = (tier: PenaltyState['tier']) => (tier === null ? '—' : tiers[tier].zh);

const outside: Rule = {
  code: 'DISCRETION_OUTSIDE',
  title: { zh: '罚款超出裁量基准幅度', en: 'Fine outside the range of its tier' },
  ruleClass: 4,
  level: 'red',
  basis: '行政处罚法第三十四条、裁量基准 (Administrative Penalty Law art. 34; the discretion benchmark)',
  clears: {
    zh: '说明适用基准以外幅度的依据，或依法变更决定',
    en: 'The ground for leaving the range, or changing the decision by law',
  },
  evidence: evidence('fine', 'tier', 'min', 'max'),
  parameters: [],
  on: decided,
  judge(judged) {
    const decision = fineOf(judged);
    if (!decision?.range || isWithin(decision.fine, decision.range)) return null;
    const { fine, tier, range } = decision;
    return clue(outside, judged, { fine, tier: tierName(tier), ...range, ...act(judged) });
  },
};

/** Within the range, and far from what similar cases were fined. */
const offMedian: Rule = {
  code: 'DISCRETION_OFF_MEDIAN',
  title: { zh: '罚款明显偏离同类案件', en: 'Fine far from that of similar cases' },
  ruleClass: 4,
  level: 'yellow',
  basis:
    '行政处罚法第五条过罚相当、同案同罚；偏离比例为本系统参数 (art. 5: penalties fit the offence and each other; the share is a parameter)',
  clears: { zh: '说明个案情节与同类案件的差异', en: 'How the case differs from similar ones' },
  evidence: evidence('fine', 'tier', 'median', 'cases', 'off', 'most'),
  parameters: ['percent', 'least'],
  on: decided,
  judge(judged, { percent, least }) {
    const decision = fineOf(judged);
    if (!decision?.range || !decision.median || decision.medianOf < least!) return null;
    if (!isWithin(decision.fine, decision.range)) return null;
    const off = percentOff(decision.fine, decision.median);
    if (off === null || off.lte(percent!)) return null;
    return clue(offMedian, judged, {
      fine: decision.fine,
      tier: tierName(decision.tier),
      median: decision.median,
      cases: decision.medianOf,
      off: off.toFixed(1),
      most: percent!,
      ...act(judged),
    });
  },
};

const heavierThanNoticed: Rule = {
  code: 'PENALTY_HEAVIER_THAN_NOTICED',
  title: { zh: '决定的罚款高于事先告知', en: 'Fine higher than the advance notice' },
  ruleClass: 2,
  level: 'red',
  basis:
    '行政处罚法第四十四条、第四十五条：不得因陈述、申辩而给予更重的处罚 (art. 44, 45: no heavier penalty because the party spoke)',
  clears: {
    zh: '重新告知后决定，或更正决定',
    en: 'A new notice before the decision, or correcting the decision',
  },
  evidence: evidence('fine', 'noticed'),
  parameters: [],
  on: decided,
  judge(judged) {
    const decision = fineOf(judged);
    const { notice } = judged.after;
    if (!decision || !notice) return null;
    const noticed = notice.fine ?? '0.00';
    if (isWithin(decision.fine, { min: '0', max: noticed })) return null;
    return clue(heavierThanNoticed, judged, { fine: decision.fine, noticed, ...act(judged) });
  },
};

/** Certificates are looked at again when the investigation ends: one may have run out meanwhile. */
const uncertified: Rule = {
  code: 'OFFICERS_UNCERTIFIED',
  title: { zh: '持有效执法证的执法人员不足', en: 'Too few officers with a certificate in force' },
  ruleClass: 2,
  level: 'red',
  basis:
    '行政处罚法第四十二条：由具有行政执法资格的执法人员实施，不得少于两人 (art. 42: certified officers, at least two)',
  clears: {
    zh: '补充证件有效期记录，或由具备资格的人员重新调查',
    en: 'Showing the term of the certificate, or a new investigation by certified officers',
  },
  evidence: evidence('valid', 'least'),
  parameters: ['least'],
  on: ['powers.investigation-ended'],
  judge(judged, { least }) {
    if (judged.event.type !== 'powers.investigation-ended') return null;
    const day = dayOf(judged.at);
    const valid = judged.after.officers.filter(
      ({ validFrom, validUntil }) => validFrom <= day && day <= validUntil,
    ).length;
    return valid >= least! ? null : clue(uncertified, judged, { valid, least: least!, ...act(judged) });
  },
};

const beforeHearingTerm: Rule = {
  code: 'DECIDED_BEFORE_HEARING_TERM',
  title: { zh: '听证申请期限届满前作出决定', en: 'Decided before a hearing could no longer be asked for' },
  ruleClass: 2,
  level: 'red',
  basis:
    '行政处罚法第六十三条、第六十四条：告知后五日内可以要求听证 (art. 63, 64: a hearing may be asked for within five working days)',
  clears: {
    zh: '提交当事人书面放弃听证的声明，或重新听取意见',
    en: 'The party’s waiver in writing, or hearing the party anew',
  },
  evidence: evidence('until'),
  parameters: [],
  on: decided,
  judge(judged) {
    const { notice, hearing, decision } = judged.after;
    if (judged.event.type !== 'powers.penalty-decided' || decision?.outcome !== 'imposed') return null;
    if (!notice?.hearingRight || notice.waived || hearing !== null || judged.at >= notice.hearingUntil)
      return null;
    return clue(beforeHearingTerm, judged, { until: toRfc3339(notice.hearingUntil), ...act(judged) });
  },
};

const announcedLate: Rule = {
  code: 'HEARING_ANNOUNCED_LATE',
  title: { zh: '听证通知不足七日', en: 'Hearing announced too late' },
  ruleClass: 2,
  level: 'red',
  basis:
    '行政处罚法第六十四条：举行听证的七日前通知 (art. 64: announced seven working days before the hearing)',
  clears: {
    zh: '改期并重新通知，或提交当事人同意',
    en: 'Another day announced anew, or the party’s consent',
  },
  evidence: evidence('heldOn', 'earliest'),
  parameters: [],
  on: ['powers.hearing-announced'],
  judge(judged) {
    const { event, at, calendar, organ } = judged;
    if (event.type !== 'powers.hearing-announced') return null;
    const earliest = earliestAfter(at, limits.hearingAnnounced, calendar, organ);
    const held = zoneOf(organ.timeZone).instantOf(epochDayOf(event.data.heldOn) * 86_400_000);
    if (held >= earliest) return null;
    const facts = { heldOn: event.data.heldOn, earliest: dayOf(earliest), ...act(judged) };
    return clue(announcedLate, judged, facts);
  },
};

const closedUnpaid: Rule = {
  code: 'PENALTY_CLOSED_UNPAID',
  title: { zh: '罚款未缴清即结案', en: 'Closed with the fine unpaid' },
  ruleClass: 3,
  level: 'yellow',
  basis:
    '行政处罚法第七十二条：逾期不履行的加处罚款、申请强制执行 (art. 72: surcharge and enforcement where a fine is not paid)',
  clears: {
    zh: '提交强制执行、免除或者终结执行的依据',
    en: 'The ground: enforcement, remission, or an end to enforcement',
  },
  evidence: evidence('owing'),
  parameters: [],
  on: ['powers.penalty-closed'],
  judge(judged) {
    if (judged.event.type !== 'powers.penalty-closed') return null;
    const { owing } = judged.event.data;
    if (isWithin(owing, { min: '0', max: '0' })) return null;
    return clue(closedUnpaid, judged, { owing, ...act(judged) });
  },
};

/** Rules that a clock alone gives. */
const byClock = (
  code: string,
  level: Rule['level'],
  zh: string,
  en: string,
  basis: string,
  clears: Rule['clears'],
): Rule => ({
  code,
  title: { zh, en },
  ruleClass: 1,
  level,
  basis,
  clears,
  evidence: labels('dueAt'),
  parameters: [],
});

const lateRules: Rule[] = [
  byClock(
    'CLUE_UNDECIDED',
    'yellow',
    '线索逾期未决定是否立案',
    'Clue not decided on in time',
    '市场监督管理行政处罚程序规定第十八条：十五个工作日 (Provisions on market penalties art. 18: fifteen working days)',
    { zh: '决定立案或者不予立案', en: 'Opening the case, or deciding not to' },
  ),
  byClock(
    'EVIDENCE_UNDECIDED',
    'red',
    '先行登记保存证据逾期未处理',
    'Registered evidence not decided on in time',
    '行政处罚法第五十六条：七日内作出处理决定 (art. 56: decided on in seven working days)',
    { zh: '作出处理决定', en: 'Deciding what becomes of it' },
  ),
  byClock(
    'PENALTY_DELIVERY_OVERDUE',
    'red',
    '处罚决定书逾期未送达',
    'Decision not delivered in time',
    '行政处罚法第六十一条：七日内送达 (art. 61: delivered in seven working days)',
    { zh: '送达并登记回证', en: 'Delivering, and recording the receipt' },
  ),
  byClock(
    'FINE_UNPAID',
    'yellow',
    '罚款逾期未缴清',
    'Fine unpaid',
    '行政处罚法第六十七条、第七十二条：十五日内缴纳 (art. 67, 72: paid in fifteen days)',
    { zh: '登记缴款，或说明催告、强制执行情况', en: 'Payment, or what was done to demand or enforce it' },
  ),
  byClock(
    'PUBLICATION_OVERDUE',
    'yellow',
    '处罚决定逾期未公示',
    'Decision not published in time',
    '行政处罚法第四十八条、市场监督管理行政处罚信息公示规定 (art. 48; provisions on publishing market penalties)',
    { zh: '公示，或决定不予公示并说明理由', en: 'Publishing, or deciding not to with the reason' },
  ),
  byClock(
    'PUBLICATION_NOT_WITHDRAWN',
    'red',
    '被撤销的处罚决定逾期未撤回公示',
    'Publication of an annulled decision not withdrawn in time',
    '行政处罚法第四十八条第二款：三日内撤回并公开说明理由 (art. 48: withdrawn in three working days, saying why)',
    { zh: '撤回公示并说明理由', en: 'Withdrawing it and saying why' },
  ),
];

export const penaltyRules: Rule[] = [
  outside,
  offMedian,
  heavierThanNoticed,
  uncertified,
  beforeHearingTerm,
  announcedLate,
  closedUnpaid,
  ...lateRules,
];
