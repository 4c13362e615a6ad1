import { clue } from '#spine/alerts/rules/clue';
import { labels } from '#spine/alerts/rules/evidence-labels';
import type { PartRule } from '#spine/platform/part';
import { toldWhen } from '../told-when.ts';
import type { Assignment, AssignmentEvent } from './assignment.ts';

type Rule = PartRule<Assignment, AssignmentEvent>;

/** Given by a clock alone. */
const late = (
  code: string,
  level: Rule['level'],
  title: Rule['title'],
  basis: string,
  clears: Rule['clears'],
): Rule => ({ code, title, ruleClass: 1, level, basis, clears, evidence: labels('dueAt'), parameters: [] });

const returnedAgain: Rule = {
  code: 'RETURN_ASKED_AGAIN',
  title: { zh: '退回未获同意后再次申请退回', en: 'Return asked for again after it was refused' },
  ruleClass: 2,
  level: 'yellow',
  basis: '山东省热线工单办理做法：不得推诿退单 (organs do not pass tickets to and fro)',
  clears: { zh: '说明职责依据并办理', en: 'Giving the ground of duty, and handling it' },
  evidence: labels('times', 'most', 'actor', 'occurredAt', 'recordedAt'),
  parameters: ['refused'],
  on: ['hotline.return-asked'],
  judge: (judged, { refused }) => {
    const { event, after } = judged;
    if (event.type !== 'hotline.return-asked' || after.returnsRefused < refused!) return null;
    return clue(returnedAgain, judged, {
      times: after.returnsRefused + 1,
      most: refused!,
      actor: event.data.actor,
      ...toldWhen(judged),
    });
  },
};

const emptyAnswer: Rule = {
  code: 'ANSWER_TOO_SHORT',
  title: { zh: '办理反馈过于简单', en: 'Answer that says next to nothing' },
  ruleClass: 3,
  level: 'notice',
  basis:
    '本系统建议：反馈应写明核查情况、处理结果和依据 (proposed: an answer says what was found, done and why)',
  clears: { zh: '补充核查情况与处理结果', en: 'Adding what was found and done' },
  evidence: {
    ...labels('least', 'actor', 'occurredAt', 'recordedAt'),
    characters: { zh: '反馈字数', en: 'Characters of the answer' },
  },
  parameters: ['characters'],
  on: ['hotline.assignment-answered'],
  judge: (judged, { characters }) => {
    const { event } = judged;
    if (event.type !== 'hotline.assignment-answered') return null;
    const length = [...event.data.answer.replaceAll(/\s/g, '')].length;
    return length >= characters!
      ? null
      : clue(emptyAnswer, judged, {
          characters: length,
          least: characters!,
          actor: event.data.actor,
          ...toldWhen(judged),
        });
  },
};

export const rules: Rule[] = [
  late(
    'ASSIGNMENT_NOT_SIGNED',
    'yellow',
    { zh: '工单逾期未签收', en: 'Ticket not signed for in time' },
    '本系统建议：交办后1个工作日内签收 (proposed: signed for within one working day)',
    { zh: '签收或说明理由申请退回', en: 'Signing for it, or asking to return it with a reason' },
  ),
  late(
    'CALLER_NOT_CONTACTED',
    'notice',
    { zh: '未在24小时内联系诉求人', en: 'Caller not contacted within 24 hours' },
    '热线考核响应率：24小时内联系诉求人 (rate of response: contact within 24 hours)',
    { zh: '联系诉求人并登记', en: 'Contacting the caller, and recording it' },
  ),
  late(
    'REDO_OVERDUE',
    'yellow',
    { zh: '重办逾期', en: 'Handling again is late' },
    '本系统建议：重办时限与一般事项相同 (proposed: as long as an ordinary ticket)',
    { zh: '反馈重办结果', en: 'Answering again' },
  ),
  late(
    'REMINDER_NOT_ANSWERED',
    'yellow',
    { zh: '催办逾期未答复', en: 'Reminder not answered in time' },
    '本系统建议：催办后1个工作日内答复 (proposed: answered within one working day)',
    { zh: '答复催办', en: 'Answering the reminder' },
  ),
  returnedAgain,
  emptyAnswer,
];
