import { toRfc3339 } from '#base/time';
import type { Rule } from '#spine/alerts/rule';
import { act, clue, comesAfter } from './clue.ts';
import { labels } from './evidence-labels.ts';

/** Class 2: how the applicant was asked to correct an application (补正). */

const basis =
  '行政许可法第三十二条：当场或者五日内一次告知 (Administrative Licensing Law art. 32: told once, on the spot or in five days)';

export const repeatedCorrection: Rule = {
  code: 'REPEATED_CORRECTION',
  title: { zh: '多次要求补正', en: 'Correction asked for more than once' },
  ruleClass: 2,
  level: 'yellow',
  basis,
  clears: {
    zh: '说明再次要求补正的事由，例如申请人提交了新材料',
    en: 'Explaining why it was asked for again, for instance because new materials came in',
  },
  evidence: labels('times', 'most', 'actor', 'occurredAt', 'recordedAt'),
  parameters: ['most'],
  on: ['case.correction-asked'],
  judge(judged, { most }) {
    const times = judged.after.corrections;
    return times > most! ? clue(repeatedCorrection, judged, { times, most: most!, ...act(judged) }) : null;
  },
};

export const correctionAfterAcceptance: Rule = {
  code: 'CORRECTION_AFTER_ACCEPTANCE',
  title: { zh: '受理后要求补正', en: 'Correction asked for after acceptance' },
  ruleClass: 2,
  level: 'red',
  basis,
  clears: {
    zh: '核对受理时间；确有依据的，登记依据',
    en: 'Checking the time of acceptance, or recording the ground there was',
  },
  evidence: labels('acceptedAt', 'actor', 'occurredAt', 'recordedAt'),
  parameters: [],
  on: ['case.correction-asked'],
  judge(judged) {
    const acceptedAt = judged.before?.acceptedAt ?? null;
    if (acceptedAt === null || !comesAfter(judged, acceptedAt)) return null;
    return clue(correctionAfterAcceptance, judged, { acceptedAt: toRfc3339(acceptedAt), ...act(judged) });
  },
};
