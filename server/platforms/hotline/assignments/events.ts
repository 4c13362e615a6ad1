import { z } from 'zod';
import { attachmentReference } from '#contract/attachments';
import { assignmentRole } from '#contract/hotline/ticket-names';
import { code, regionCode, rfc3339 } from '#contract/text';
import { titledKind } from '#spine/platform/part';

/** What happens to one organ's part of a ticket, in the past tense. Of a confidential ticket it does not even have the caller's number. */
const short = z.string().max(400);
const reason = z.string().max(2000);
const actor = z.string().min(1).max(80);
const acted = { actor: actor.optional() };
const count = z.number().int().min(0);

const opened = z.object({
  item: code,
  organ: code,
  title: short,
  ticket: z.object({ city: count, id: count, number: short }),
  n: z.number().int().min(1),
  role: assignmentRole,
  region: regionCode,
  instruction: z.string().max(1000),
  emergency: z.boolean(),
  confidential: z.boolean(),
  personId: z.number().int().optional(),
  dueAt: rfc3339.optional(),
});

export const assignmentEvents = {
  'hotline.assignment-opened': titledKind('交办', 'Sent to the organ', opened, (data) => ({
    type: 'case.opened',
    data: {
      item: data.item,
      organ: data.organ,
      title: data.title,
      ...(data.personId === undefined ? null : { personId: data.personId }),
      ...(data.dueAt === undefined ? null : { due: { promised: data.dueAt } }),
    },
  })),
  'hotline.assignment-signed': titledKind('签收', 'Signed for', z.object({ actor }), (data) => ({
    type: 'case.step-done',
    data: { actor: data.actor, step: 'sign' },
  })),
  'hotline.caller-contacted': titledKind(
    '联系诉求人',
    'Caller contacted',
    z.object({ actor, note: short.optional() }),
    (data) => ({ type: 'case.step-done', data: { actor: data.actor, step: 'contact' } }),
  ),
  'hotline.return-asked': titledKind('申请退回', 'Return asked for', z.object({ actor, reason })),
  'hotline.return-refused': titledKind('退回未获同意', 'Return refused', z.object({ reason })),
  'hotline.assignment-returned': titledKind('同意退回', 'Returned', z.object({ reason }), (data) => ({
    type: 'case.terminated',
    data: { reason: data.reason },
  })),
  'hotline.extension-asked': titledKind(
    '申请延期',
    'Extension asked for',
    z.object({ actor, days: count, reason }),
  ),
  'hotline.extension-refused': titledKind('延期未获批准', 'Extension refused', z.object({ reason })),
  'hotline.extension-approved': titledKind(
    '批准延期',
    'Extension approved',
    z.object({ days: z.number().int().min(1).max(60), reason: short, approver: actor }),
    ({ days, reason: basis, approver }) => ({
      type: 'case.extended',
      data: { n: days, unit: 'working-day', basis: basis || '—', approver },
    }),
  ),
  'hotline.handler-changed': titledKind(
    '变更承办人',
    'Handler changed',
    z.object({ actor, handler: actor, reason }),
  ),
  'hotline.assignment-answered': titledKind(
    '反馈',
    'Answered',
    z.object({
      actor,
      answer: reason,
      first: z.boolean(),
      attachments: z.array(attachmentReference).optional(),
    }),
    (data) =>
      data.first
        ? { type: 'case.decided', data: { actor: data.actor, outcome: 'other', reason: data.answer } }
        : { type: 'case.step-done', data: { actor: data.actor, step: 'handle' } },
  ),
  'hotline.assignment-sent-back': titledKind(
    '退办',
    'Sent back',
    z.object({ reason, cause: z.enum(['check', 'unsatisfied', 'supervised']) }),
  ),
  'hotline.assignment-reminded': titledKind(
    '收到催办',
    'Reminded',
    z.object({ text: z.string().max(1000), ...acted }),
  ),
  'hotline.reminder-answered': titledKind(
    '答复催办',
    'Reminder answered',
    z.object({ actor, answer: reason }),
  ),
  'hotline.assignment-finished': titledKind('承办结束', 'Finished', z.object({}), () => ({
    type: 'case.closed',
    data: { result: '工单办结' },
  })),
  'hotline.assignment-recalled': titledKind('收回', 'Recalled', z.object({ reason: short }), (data) => ({
    type: 'case.terminated',
    data: { reason: data.reason },
  })),
};
export type AssignmentEvents = typeof assignmentEvents;
