import type { CaseStatus } from '#contract/cases';
import type { Bilingual } from '#contract/text';

/** What each state of a case is called. */
export const statusNames: Record<CaseStatus, Bilingual> = {
  opened: { zh: '已收件', en: 'Received' },
  accepted: { zh: '已受理', en: 'Accepted' },
  correcting: { zh: '待补正', en: 'Waiting for correction' },
  paused: { zh: '特别程序中', en: 'In a special procedure' },
  decided: { zh: '已决定', en: 'Decided' },
  closed: { zh: '已办结', en: 'Closed' },
  'not-accepted': { zh: '不予受理', en: 'Not accepted' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  terminated: { zh: '已终止', en: 'Terminated' },
};
