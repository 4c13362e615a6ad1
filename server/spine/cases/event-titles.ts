import { correctionEventTitles } from '#contract/correction-events';
import type { Bilingual } from '#contract/text';
import { findKind } from '#spine/platform/installed';

const titles: Record<string, Bilingual> = {
  'case.opened': { zh: '收件', en: 'Received' },
  'case.accepted': { zh: '受理', en: 'Accepted' },
  'case.not-accepted': { zh: '不予受理', en: 'Not accepted' },
  'case.correction-asked': { zh: '告知补正', en: 'Correction asked' },
  'case.corrected': { zh: '补正完成', en: 'Corrected' },
  'case.step-done': { zh: '完成环节', en: 'Step done' },
  'case.paused': { zh: '特别程序开始，暂停计时', en: 'Special procedure begun, clock stands still' },
  'case.resumed': { zh: '恢复计时', en: 'Clock resumed' },
  'case.extended': { zh: '延长期限', en: 'Limit extended' },
  'case.decided': { zh: '作出决定', en: 'Decided' },
  'case.fee-charged': { zh: '收费', en: 'Fee charged' },
  'case.closed': { zh: '办结', en: 'Closed' },
  'case.withdrawn': { zh: '申请人撤回', en: 'Withdrawn' },
  'case.terminated': { zh: '终止办理', en: 'Terminated' },
  'case.reopened': { zh: '撤销办结，重新办理', en: 'Closing taken back, handled anew' },
  'case.amended': { zh: '更改记录', en: 'Record amended' },
  'case.recalculated': { zh: '按新的工作日安排重新计算期限', en: 'Limits recalculated by a new calendar' },
  'case.entry-confirmed': { zh: '第二人确认补录', en: 'Late entry confirmed by a second person' },
  'case.entry-refused': { zh: '第二人不予确认补录', en: 'Late entry refused by a second person' },
  ...correctionEventTitles,
};

/** What an event is called on a timeline. */
export function eventTitle(type: string): Bilingual {
  return titles[type] ?? findKind(type)?.kind.title ?? { zh: type, en: type };
}
