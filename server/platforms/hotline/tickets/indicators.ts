import { clue } from '#spine/alerts/rules/clue';
import { labels } from '#spine/alerts/rules/evidence-labels';
import type { PartRule } from '#spine/platform/part';
import { toldWhen } from '../told-when.ts';
import type { TicketEvent, TicketState } from './ticket.ts';

type Rule = PartRule<TicketState, TicketEvent>;

const notSorted: Rule = {
  code: 'TICKET_NOT_SORTED',
  title: { zh: '工单逾期未派单', en: 'Ticket not sent to an organ in time' },
  ruleClass: 1,
  level: 'yellow',
  basis: 'GB/T 33358：网上诉求24小时内处理 (GB/T 33358: what comes in online is dealt with within 24 hours)',
  clears: { zh: '派单或当场答复', en: 'Sending it to an organ, or answering it' },
  evidence: labels('dueAt'),
  parameters: [],
};

const callbackOverdue: Rule = {
  code: 'CALLBACK_OVERDUE',
  title: { zh: '逾期未回访', en: 'Nobody was called back in time' },
  ruleClass: 1,
  level: 'yellow',
  basis:
    '国办发〔2020〕53号：建立诉求分级分类办理和回访机制 (State Council 2020 no. 53: callers are called back)',
  clears: { zh: '回访并登记结果', en: 'Calling back and recording the result' },
  evidence: labels('dueAt'),
  parameters: [],
};

/** The third time that the same caller reports the same thing at the same place. */
const repeated: Rule = {
  code: 'TICKET_REPEATED',
  title: { zh: '同一诉求多次反映', en: 'The same reported again and again' },
  ruleClass: 6,
  level: 'yellow',
  basis:
    '山东省热线工单办理做法：三次及以上重复诉求列入督办 (reported three times: supervised by a named person)',
  clears: {
    zh: '指定专人督办并核实此前办理情况',
    en: 'Naming a supervisor and looking into the earlier handling',
  },
  evidence: {
    ...labels('times', 'occurredAt', 'recordedAt'),
    least: { zh: '督办次数', en: 'Supervised from' },
  },
  parameters: ['times'],
  on: ['hotline.ticket-received'],
  judge: (judged, { times }) => {
    const { event } = judged;
    if (event.type !== 'hotline.ticket-received' || event.data.repeats + 1 < times!) return null;
    return clue(repeated, judged, { times: event.data.repeats + 1, least: times!, ...toldWhen(judged) });
  },
};

/** Handled again as often as may be, and still nobody is satisfied. */
const unsatisfied: Rule = {
  code: 'REDO_UNSATISFIED',
  title: { zh: '重办后仍不满意', en: 'Handled again and still not satisfactory' },
  ruleClass: 6,
  level: 'red',
  basis:
    '山东省投诉受理办理有关规定（2017年）：重办后仍不满意的督办 (not satisfactory after handling again: supervised)',
  clears: { zh: '指定专人督办并核查办理质量', en: 'Naming a supervisor and checking how it was handled' },
  evidence: { ...labels('times', 'most', 'occurredAt', 'recordedAt') },
  parameters: ['times'],
  on: ['hotline.called-back'],
  judge: (judged, { times }) => {
    const { event, before, after } = judged;
    if (event.type !== 'hotline.called-back' || event.data.result !== 'unsatisfied') return null;
    if (after.unsatisfiedRedos < times! || (before?.unsatisfiedRedos ?? 0) >= times!) return null;
    return clue(unsatisfied, judged, { times: after.unsatisfiedRedos, most: times!, ...toldWhen(judged) });
  },
};

const remindersUnanswered: Rule = {
  code: 'REMINDERS_UNANSWERED',
  title: { zh: '多次催办未答复', en: 'Reminders left unanswered' },
  ruleClass: 1,
  level: 'red',
  basis: '山东省热线工单办理做法：两次催办仍不办理的公开通报 (two reminders unanswered: published)',
  clears: { zh: '承办机关答复催办并说明原因', en: 'The organ answering the reminders and giving the cause' },
  evidence: { ...labels('times', 'most', 'occurredAt', 'recordedAt') },
  parameters: ['times'],
  on: ['hotline.reminded'],
  judge: (judged, { times }) => {
    const { event, after } = judged;
    if (event.type !== 'hotline.reminded' || after.unansweredReminders !== times!) return null;
    return clue(remindersUnanswered, judged, {
      times: after.unansweredReminders,
      most: times!,
      ...toldWhen(judged),
    });
  },
};

/** A clue for casework; it says nothing of whoever called. */
const violation: Rule = {
  code: 'VIOLATION_REFERRED',
  title: { zh: '移送的问题线索', en: 'Suspected violation referred' },
  ruleClass: 6,
  level: 'yellow',
  basis:
    '纪检监察机关处理检举控告工作规则（2020年）：涉嫌违纪违法的线索移送 (suspected violations are passed on)',
  clears: { zh: '按程序处置线索', en: 'Disposing of the clue by its own procedure' },
  evidence: labels('occurredAt', 'recordedAt'),
  parameters: [],
  on: ['hotline.violation-referred'],
  judge: (judged) => {
    return judged.event.type === 'hotline.violation-referred'
      ? clue(violation, judged, toldWhen(judged))
      : null;
  },
};

export const rules: Rule[] = [
  notSorted,
  callbackOverdue,
  repeated,
  unsatisfied,
  remindersUnanswered,
  violation,
];
