import type { Bilingual } from '#contract/text';

const titles: Record<string, Bilingual> = {
  'case.opened': { zh: '收件', en: 'Received' },
  'case.accepted': { zh: '受理', en: 'Accepted' },
  'case.not-accepted': { zh: '不予受理', en: 'Not accepted' },
  'case.correction-asked': { zh: '告知补正', en: 'Correction asked' },
  'case.corrected': { zh: '补正完成', en: 'Corrected' },
  'case.step-done': { zh: '完成环节', en: 'Step done' },
  'case.paused': { zh: '特殊程序开始,暂停计时', en: 'Special procedure begun, clock stands still' },
  'case.resumed': { zh: '恢复计时', en: 'Clock resumed' },
  'case.extended': { zh: '延长期限', en: 'Limit extended' },
  'case.decided': { zh: '作出决定', en: 'Decided' },
  'case.fee-charged': { zh: '收费', en: 'Fee charged' },
  'case.closed': { zh: '办结', en: 'Closed' },
  'case.withdrawn': { zh: '申请人撤回', en: 'Withdrawn' },
  'case.terminated': { zh: '终止办理', en: 'Terminated' },
  'case.amended': { zh: '更改记录', en: 'Record amended' },
  'correction.issued': { zh: '发出整改通知', en: 'Correction notice issued' },
  'correction.signed': { zh: '签收', en: 'Signed for' },
  'correction.rectified': { zh: '开始整改', en: 'Rectification begun' },
  'correction.appealed': { zh: '提出申诉', en: 'Appealed' },
  'correction.answered': { zh: '反馈整改结果', en: 'Answered' },
  'correction.cleared': { zh: '核验通过,销号', en: 'Verified and cleared' },
  'correction.returned': { zh: '核验未通过,退回', en: 'Verification failed, returned' },
  'correction.upheld': { zh: '申诉成立,撤销预警', en: 'Appeal upheld, alert lifted' },
  'correction.appeal-refused': { zh: '申诉不成立', en: 'Appeal refused' },
  'correction.escalated': { zh: '升级督办', en: 'Escalated' },
};

/** What an event is called on a timeline. */
export function eventTitle(type: string): Bilingual {
  return titles[type] ?? { zh: type, en: type };
}
