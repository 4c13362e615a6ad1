import { toRfc3339 } from '#base/time';
import { clue } from '#spine/alerts/rules/clue';
import { labels } from '#spine/alerts/rules/evidence-labels';
import type { PartRule } from '#spine/platform/part';
import type { ApplicationEvent, ApplicationState } from './application.ts';

/** Without the actor: an applicant's act bears no name. */
const times = ({ occurredAt, recordedAt }: { occurredAt: number; recordedAt: number }) => ({
  occurredAt: toRfc3339(occurredAt),
  recordedAt: toRfc3339(recordedAt),
});

type Rule = PartRule<ApplicationState, ApplicationEvent>;

const deliveryOverdue: Rule = {
  code: 'DELIVERY_OVERDUE',
  title: { zh: '证件未按期送达', en: 'Delivery is late' },
  ruleClass: 1,
  level: 'yellow',
  basis:
    '行政许可法第四十四条：十日内颁发、送达 (Administrative Licensing Law art. 44: delivered in ten days)',
  clears: { zh: '送达并登记回证', en: 'Delivering, and recording the receipt' },
  evidence: labels('dueAt'),
  parameters: [],
};

const ratedBadly: Rule = {
  code: 'RATED_BADLY',
  title: { zh: '评价较低', en: 'Rated low' },
  ruleClass: 6,
  level: 'yellow',
  basis:
    '政务服务“好差评”：差评由承办机关核实、整改、反馈 (low ratings are looked into and answered by the organ)',
  clears: { zh: '核实情况并向申请人反馈', en: 'Looking into it and answering the applicant' },
  evidence: {
    ...labels('occurredAt', 'recordedAt'),
    stars: { zh: '星级', en: 'Stars' },
    most: { zh: '视为较低的星级上限', en: 'Most stars that count as low' },
  },
  parameters: ['most'],
  on: ['services.rated'],
  judge: (judged, { most }) => {
    const { event, before } = judged;
    if (event.type !== 'services.rated' || event.data.stars > most!) return null;
    // Said differently within the days of change it is still the same rating.
    if (before?.rating && before.rating.stars <= most!) return null;
    const facts = { stars: event.data.stars, most: most!, ...times(judged) };
    return clue(ratedBadly, judged, facts);
  },
};

const aboutNames = { inaction: '不作为', misconduct: '乱作为', slowness: '慢作为', other: '其他' } as const;

const complained: Rule = {
  code: 'APPLICANT_COMPLAINED',
  title: { zh: '申请人投诉', en: 'The applicant complained' },
  ruleClass: 6,
  level: 'yellow',
  basis:
    '行政许可法第六十五条、优化营商环境条例第四十九条：对投诉及时核实、处理 (complaints are looked into in time)',
  clears: { zh: '核实投诉并答复申请人', en: 'Looking into the complaint and answering it' },
  evidence: { ...labels('occurredAt', 'recordedAt'), about: { zh: '投诉类型', en: 'About' } },
  parameters: [],
  on: ['services.complained'],
  judge: (judged) => {
    if (judged.event.type !== 'services.complained') return null;
    return clue(complained, judged, { about: aboutNames[judged.event.data.about], ...times(judged) });
  },
};

export const rules: Rule[] = [deliveryOverdue, ratedBadly, complained];
