import type { Rule } from '#spine/alerts/rule';
import { labels } from './evidence-labels.ts';
import { awaitsOrgan, idleDeadline, inactionFinding, mayBeIdle } from './idle.ts';

/** Class 1: time. All but the last are fired by clocks, with the level that the card policy gives. */

const limitBasis =
  '事项目录的法定时限、承诺时限与预警规则 (limits of the item in the catalogue, and the card policy)';

export const expiring: Rule = {
  code: 'EXPIRING',
  title: { zh: '即将到期', en: 'About to fall due' },
  ruleClass: 1,
  level: 'yellow',
  basis: limitBasis,
  clears: { zh: '在到期前办结', en: 'Closing before the due time' },
  evidence: labels('dueAt'),
  parameters: [],
};

export const overdue: Rule = {
  code: 'OVERDUE',
  title: { zh: '超过时限', en: 'Past the due time' },
  ruleClass: 1,
  level: 'red',
  basis: limitBasis,
  clears: {
    zh: '说明原因并办结；或补充登记特别程序、延期的依据',
    en: 'Closing with an explanation, or recording the special procedure or extension that applied',
  },
  evidence: labels('dueAt'),
  parameters: [],
};

export const overdueLong: Rule = {
  code: 'OVERDUE_LONG',
  title: { zh: '超过时限较久', en: 'Long past the due time' },
  ruleClass: 1,
  level: 'red',
  basis: limitBasis,
  clears: {
    zh: '说明原因并办结，由监督机关核实',
    en: 'Closing with an explanation that the supervising organ has verified',
  },
  evidence: labels('dueAt'),
  parameters: [],
};

export const stepOverdue: Rule = {
  code: 'STEP_OVERDUE',
  title: { zh: '环节超过时限', en: 'Step past its limit' },
  ruleClass: 1,
  level: 'red',
  basis: '事项流程规定的环节时限 (limit of the step in the flow)',
  clears: { zh: '完成该环节并说明原因', en: 'Doing the step, with an explanation' },
  evidence: labels('step', 'fromAt', 'dueAt'),
  parameters: [],
};

export const silentAcceptance: Rule = {
  code: 'SILENT_ACCEPTANCE',
  title: { zh: '逾期未告知，视为受理', en: 'No reply in time: deemed accepted' },
  ruleClass: 1,
  level: 'yellow',
  basis: '行政许可法第三十二条 (Administrative Licensing Law art. 32)',
  clears: {
    zh: '登记受理决定或补正告知的日期与凭证',
    en: 'Recording the acceptance or the request for correction, with its date and proof',
  },
  evidence: labels('openedAt', 'dueAt'),
  parameters: [],
};

export const correctionOverdue: Rule = {
  code: 'CORRECTION_OVERDUE',
  title: { zh: '整改环节超过时限', en: 'Correction past its time' },
  ruleClass: 1,
  level: 'yellow',
  basis: '整改流程各环节时限，本系统建议 (times of the correction loop, proposed by this system)',
  clears: {
    zh: '签收、反馈或核验该整改',
    en: 'Signing for, answering or verifying the correction',
  },
  evidence: labels('dueAt'),
  parameters: [],
};

export const inaction: Rule = {
  code: 'INACTION',
  title: { zh: '较长时间无办理记录', en: 'No act recorded for a long time' },
  ruleClass: 1,
  level: 'yellow',
  basis:
    '本系统建议规则：超过承诺时限的一半无办理记录 (proposed by this system: half of the promise without an act)',
  clears: {
    zh: '登记办理情况，或补充登记期间的特别程序',
    en: 'Recording what was done, or the special procedure that applied meanwhile',
  },
  evidence: labels('lastAt', 'idleUntil', 'promise', 'percent'),
  parameters: ['percent'],
  on: 'every',
  judge({ before, at, item, calendar, organ }, { percent }) {
    if (before === null || !mayBeIdle(before.lastAt, at, item, percent!) || !awaitsOrgan(before)) return null;
    if (at < idleDeadline(before.lastAt, item, calendar, organ, percent)) return null;
    return inactionFinding(before, item, calendar, organ, percent);
  },
};
