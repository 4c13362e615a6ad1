import { z } from 'zod';
import { attachmentReference } from '#contract/attachments';
import {
  assignmentRole,
  assignmentStage,
  callbackResult,
  channel,
  handlingComplaint,
  linkKind,
  ticketKind,
} from '#contract/hotline/ticket-names';
import { bilingual, code, regionCode, rfc3339 } from '#contract/text';
import { titledKind } from '#spine/platform/part';

/**
 * What happens to a ticket, in the past tense. Nothing personal: who called is a number in `person`, what they said stands in
 * `hotline_ticket`, of which the journal has a salted fingerprint. Titles are an agent's or reporter's own short words.
 */
const short = z.string().max(400);
const reason = z.string().max(2000);
const actor = z.string().min(1).max(80);
const acted = { actor: actor.optional() };
const count = z.number().int().min(0);
const pointer = z.object({ city: z.number().int(), id: z.number().int(), number: short });

const onAir = z.object({
  name: short,
  episode: short,
  organOnAir: code.optional(),
  of: z.object({ city: z.number().int(), id: z.number().int() }).optional(),
});

const received = z.object({
  ...acted,
  item: code,
  organ: code,
  title: short,
  channel,
  kind: ticketKind,
  category: code,
  region: regionCode,
  emergency: z.boolean(),
  confidential: z.boolean(),
  personId: z.number().int().optional(),
  /** SHA-256 over content and salt. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  programme: onAir.optional(),
  files: z.array(attachmentReference).max(9).optional(),
  /** How often the same caller reported the same within the days that count. */
  repeats: count,
  about: z.object({ number: short, kind: handlingComplaint, city: count, id: count }).optional(),
  /** Of an emergency: by when it is dealt with. */
  dueAt: rfc3339.optional(),
});

const sent = z.object({
  n: z.number().int().min(1),
  role: assignmentRole,
  organ: code,
  /** As it is called then. */
  name: bilingual,
  region: regionCode,
});

export const ticketEvents = {
  'hotline.ticket-received': titledKind('受理工单', 'Ticket received', received, (data) => ({
    type: 'case.opened',
    data: {
      item: data.item,
      organ: data.organ,
      title: data.title,
      channel: data.channel,
      actor: data.actor,
      ...(data.personId === undefined ? null : { personId: data.personId }),
      ...(data.dueAt === undefined ? null : { due: { legal: data.dueAt } }),
    },
  })),
  'hotline.ticket-sorted': titledKind(
    '归类',
    'Sorted',
    z.object({ ...acted, category: code, kind: ticketKind, reason: reason.optional() }),
  ),
  'hotline.ticket-answered': titledKind(
    '当场答复',
    'Answered at once',
    z.object({ ...acted, answer: reason, satisfied: z.boolean().optional() }),
    ({ actor: by }) => ({ type: 'case.closed', data: { actor: by, result: '当场答复' } }),
  ),
  'hotline.ticket-dispatched': titledKind(
    '派单',
    'Dispatched',
    z.object({ ...acted, assignments: z.array(sent).min(1).max(6), instruction: z.string().max(1000) }),
    ({ actor: by }) => ({ type: 'case.step-done', data: { actor: by, step: 'dispatch' } }),
  ),
  /** What an organ's part tells its ticket. */
  'hotline.assignment-moved': titledKind(
    '承办进展',
    'Progress of an organ',
    z.object({
      n: z.number().int(),
      stage: assignmentStage,
      city: count.optional(),
      id: count.optional(),
      handler: actor.optional(),
      reason: reason.optional(),
      days: count.optional(),
      answer: reason.optional(),
    }),
  ),
  'hotline.return-settled': titledKind(
    '退回处理',
    'Return settled',
    z.object({ ...acted, n: z.number().int(), accepted: z.boolean(), reason }),
  ),
  'hotline.extension-settled': titledKind(
    '延期审批',
    'Extension settled',
    z.object({
      ...acted,
      n: z.number().int(),
      approved: z.boolean(),
      days: count,
      reason,
      approver: actor,
    }),
  ),
  'hotline.feedback-passed': titledKind(
    '核查通过',
    'Answer passed the check',
    z.object({ ...acted, first: z.boolean(), note: short.optional() }),
    ({ actor: by, first }) =>
      first
        ? { type: 'case.decided', data: { actor: by, outcome: 'other', reason: '办理结果经核查通过' } }
        : { type: 'case.step-done', data: { actor: by, step: 'check' } },
  ),
  'hotline.feedback-sent-back': titledKind(
    '核查退办',
    'Answer sent back',
    z.object({ ...acted, reason }),
    ({ actor: by }) => ({ type: 'case.step-done', data: { actor: by, step: 'check' } }),
  ),
  'hotline.called-back': titledKind(
    '回访',
    'Called back',
    z.object({
      actor,
      by: z.enum(['agent', 'caller']),
      result: callbackResult,
      resolved: z.boolean().optional(),
      note: reason,
      /** What follows: it is closed, done again, called again, or a supervisor is named. */
      next: z.enum(['close', 'redo', 'again', 'supervise']),
    }),
    ({ actor: by, next, result }) =>
      next === 'close'
        ? { type: 'case.closed', data: { actor: by, result: `回访：${result}` } }
        : { type: 'case.step-done', data: { actor: by, step: 'callback' } },
  ),
  'hotline.supervised': titledKind(
    '专人督办',
    'Supervised by a named person',
    /** `again`: nobody was satisfied so far, and the organs do it again under the eyes of this person. */
    z.object({ ...acted, person: actor, reason, again: z.boolean() }),
  ),
  'hotline.reminded': titledKind(
    '催办',
    'Reminded',
    z.object({ ...acted, by: z.enum(['agent', 'caller']), text: z.string().max(1000) }),
  ),
  'hotline.notice-published': titledKind(
    '公开通报',
    'Public notice',
    z.object({ ...acted, organ: code, text: reason }),
  ),
  'hotline.violation-referred': titledKind(
    '移送问题线索',
    'Suspected violation referred',
    z.object({ ...acted, text: reason }),
  ),
  'hotline.exclusion-asked': titledKind('申请不计入考核', 'Exclusion asked for', z.object({ actor, reason })),
  'hotline.exclusion-settled': titledKind(
    '不计入考核审批',
    'Exclusion settled',
    z.object({ actor, approved: z.boolean(), reason }),
  ),
  'hotline.ticket-joined': titledKind(
    '并案',
    'Joined',
    z.object({ ...acted, main: pointer, link: linkKind }),
  ),
  'hotline.member-noted': titledKind('并入登记', 'Another ticket joined', pointer.extend({ link: linkKind })),
  'hotline.main-passed': titledKind(
    '主单办理结果送达',
    'The main ticket was dealt with',
    z.object({ answer: reason }),
    () => ({ type: 'case.decided', data: { outcome: 'other', reason: '随主单办理' } }),
  ),
  'hotline.ticket-released': titledKind(
    '恢复单独办理',
    'Handled by itself again',
    z.object({ reason: short }),
  ),
  /** What the caller told later; it stands in `hotline_mail`, of which this has a digest. */
  'hotline.ticket-supplemented': titledKind(
    '诉求人补充',
    'Supplemented by the caller',
    z.object({
      ...acted,
      message: z.string().regex(/^[0-9a-f]{64}$/),
      files: z.array(attachmentReference).max(9).optional(),
    }),
  ),
  'hotline.ticket-taken-on-air': titledKind('直播关注', 'Taken up on air', z.object({ programme: onAir })),
  'hotline.ticket-left-air': titledKind(
    '取消直播关注',
    'No longer taken up on air',
    z.object({ of: z.object({ city: z.number().int(), id: z.number().int() }) }),
  ),
  'hotline.ticket-withdrawn': titledKind(
    '撤回',
    'Withdrawn',
    z.object({ ...acted, reason: short.optional() }),
    ({ actor: by }) => ({ type: 'case.withdrawn', data: { actor: by } }),
  ),
  'hotline.ticket-closed': titledKind(
    '说明情况后办结',
    'Closed with an explanation',
    z.object({ ...acted, reason }),
    ({ actor: by }) => ({ type: 'case.closed', data: { actor: by, result: '说明情况后办结' } }),
  ),
  'hotline.ticket-archived': titledKind('归档', 'Archived', z.object(acted)),
};
export type TicketEvents = typeof ticketEvents;
