import { labels } from '#spine/alerts/rules/evidence-labels';
import type { PartRule } from '#spine/platform/part';
import type { EpisodeEvent, EpisodeState } from './episode.ts';

type Rule = PartRule<EpisodeState, EpisodeEvent>;

const notFollowedUp: Rule = {
  code: 'BROADCAST_NOT_FOLLOWED_UP',
  title: { zh: '直播问题逾期未办结', en: 'Raised on air and not solved in time' },
  ruleClass: 1,
  level: 'yellow',
  basis:
    '山东省投诉受理办理有关规定（2017年）：15个工作日办结 (closed within 15 working days; what is raised on air as well)',
  clears: { zh: '办结该问题的工单并回访', en: 'Closing the ticket of the question' },
  evidence: labels('dueAt'),
  parameters: [],
};

const notRecorded: Rule = {
  code: 'OUTCOME_NOT_RECORDED',
  title: { zh: '直播答复逾期未登记', en: 'What was said on air has not been recorded' },
  ruleClass: 3,
  level: 'yellow',
  basis: '国办发〔2020〕53号：闭环办理、全程留痕 (State Council 2020 no. 53: each step leaves its trace)',
  clears: { zh: '登记上线单位的答复', en: 'Recording what the organ on air said' },
  evidence: labels('dueAt'),
  parameters: [],
};

export const rules: Rule[] = [notFollowedUp, notRecorded];
