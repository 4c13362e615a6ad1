import { z } from 'zod';
import { attachmentReference } from '#contract/attachments';
import { certificate, range } from '#contract/powers/penalties';
import {
  adoption,
  challengeKind,
  clueSource,
  deliveryMethod,
  evidenceOutcome,
  partyKind,
  penaltyKind,
  penaltyOutcome,
  tier,
} from '#contract/powers/penalty-terms';
import { amount, civilDate, code, positiveAmount, rfc3339 } from '#contract/text';
import { eventKind } from '#spine/platform/part';

/**
 * What happens to a penalty case, in the past tense. Whom it is about is a number in `person`; what officers write of facts
 * and reasons is asked to name nobody.
 */
const actor = z.string().min(1).max(80);
const short = z.string().max(400);
const text = z.string().max(2000);
const files = z.array(attachmentReference).max(20).optional();
const by = { actor };

const named = certificate.pick({ number: true, holder: true, validFrom: true, validUntil: true });
const measures = {
  kinds: z.array(penaltyKind),
  fine: positiveAmount.optional(),
  /** Confiscated: illegal gains, and goods in words. Events of before tell both in `content`. */
  gains: positiveAmount.optional(),
  goods: short.optional(),
  content: short,
};

export const penaltyEvents = {
  'powers.clue-registered': eventKind({
    title: { zh: '登记线索', en: 'Clue registered' },
    data: z.object({
      ...by,
      item: code,
      organ: code,
      /** The offence; never a name. */
      title: short,
      /** Summary procedure (简易程序). */
      onTheSpot: z.boolean(),
      offence: code,
      partyKind,
      personId: z.number().int().optional(),
      clueSource,
      facts: text,
    }),
    means: ({ item, organ, title, actor: who, personId }) => ({
      type: 'case.opened',
      data: { item, organ, title, actor: who, ...(personId === undefined ? null : { personId }) },
    }),
  }),
  'powers.clue-dropped': eventKind({
    title: { zh: '不予立案', en: 'Case not opened' },
    data: z.object({ ...by, reason: text }),
    means: (data) => ({ type: 'case.not-accepted', data }),
  }),
  'powers.penalty-filed': eventKind({
    title: { zh: '立案', en: 'Case opened' },
    data: z.object(by),
    means: (data) => ({ type: 'case.accepted', data }),
  }),
  'powers.officers-assigned': eventKind({
    title: { zh: '确定执法人员', en: 'Officers assigned' },
    data: z.object({ ...by, officers: z.array(named).min(1).max(10) }),
  }),
  'powers.evidence-registered': eventKind({
    title: { zh: '先行登记保存证据', en: 'Evidence registered' },
    data: z.object({ ...by, evidenceNo: z.number().int().min(1), what: short, files }),
  }),
  'powers.evidence-decided': eventKind({
    title: { zh: '处理登记保存的证据', en: 'Registered evidence decided on' },
    data: z.object({ ...by, evidenceNo: z.number().int().min(1), evidenceOutcome }),
  }),
  'powers.investigation-ended': eventKind({
    title: { zh: '调查终结', en: 'Investigation ended' },
    data: z.object({ ...by, tier, findings: text, files }),
    means: ({ actor: who }) => ({ type: 'case.step-done', data: { actor: who, step: 'investigate' } }),
  }),
  'powers.investigation-returned': eventKind({
    title: { zh: '退回补充调查', en: 'Sent back for further investigation' },
    data: z.object({ ...by, reason: text }),
  }),
  'powers.penalty-reviewed': eventKind({
    title: { zh: '案件审核', en: 'Case reviewed' },
    data: z.object({ ...by, opinion: text }),
    means: ({ actor: who }) => ({ type: 'case.step-done', data: { actor: who, step: 'review' } }),
  }),
  'powers.tier-change-asked': eventKind({
    title: { zh: '申请调整裁量档次', en: 'Change of tier asked for' },
    data: z.object({
      ...by,
      tierFrom: tier,
      tierTo: tier,
      reason: text,
      files: z.array(attachmentReference).min(1),
    }),
  }),
  'powers.tier-changed': eventKind({
    title: { zh: '同意调整裁量档次', en: 'Tier changed' },
    data: z.object({ ...by, tierFrom: tier, tierTo: tier, askedBy: actor }),
  }),
  'powers.tier-change-refused': eventKind({
    title: { zh: '不同意调整裁量档次', en: 'Change of tier refused' },
    data: z.object({ ...by, reason: text }),
  }),
  'powers.notice-given': eventKind({
    title: { zh: '处罚事先告知', en: 'Advance notice given' },
    data: z.object({ ...by, ...measures, hearingRight: z.boolean(), hearingUntil: rfc3339 }),
    means: ({ actor: who }) => ({ type: 'case.step-done', data: { actor: who, step: 'notify' } }),
  }),
  'powers.statement-recorded': eventKind({
    title: { zh: '记录陈述申辩', en: 'Statement recorded' },
    data: z.object({ ...by, on: civilDate, adoption, answer: text, files }),
  }),
  'powers.rights-waived': eventKind({
    title: { zh: '当事人放弃陈述申辩、听证', en: 'Party waived statement and hearing' },
    data: z.object({ ...by, files: z.array(attachmentReference).min(1) }),
  }),
  'powers.hearing-asked': eventKind({
    title: { zh: '当事人要求听证', en: 'Hearing asked for' },
    data: z.object({ ...by, on: civilDate }),
  }),
  'powers.hearing-announced': eventKind({
    title: { zh: '通知听证', en: 'Hearing announced' },
    data: z.object({ ...by, heldOn: civilDate, place: short }),
  }),
  'powers.hearing-held': eventKind({
    title: { zh: '举行听证', en: 'Hearing held' },
    data: z.object({ ...by, on: civilDate, record: short, files }),
    means: ({ actor: who }) => ({ type: 'case.step-done', data: { actor: who, step: 'hearing' } }),
  }),
  'powers.hearing-given-up': eventKind({
    title: { zh: '终止听证', en: 'Hearing given up' },
    data: z.object({ ...by, reason: text, files }),
  }),
  'powers.legally-reviewed': eventKind({
    title: { zh: '法制审核', en: 'Legal review' },
    data: z.object({ ...by, opinion: text }),
    means: ({ actor: who }) => ({ type: 'case.step-done', data: { actor: who, step: 'legal-review' } }),
  }),
  'powers.penalty-discussed': eventKind({
    title: { zh: '集体讨论', en: 'Collective discussion' },
    data: z.object({ ...by, on: civilDate, record: short, files }),
    means: ({ actor: who }) => ({ type: 'case.step-done', data: { actor: who, step: 'discuss' } }),
  }),
  'powers.penalty-decided': eventKind({
    title: { zh: '作出处罚决定', en: 'Penalty decided' },
    data: z.object({
      ...by,
      ...measures,
      on: civilDate,
      number: short,
      outcome: penaltyOutcome,
      reason: text,
      /** Of a fine: the range of its tier, and the median of similar cases, as they were known. */
      range: range.optional(),
      benchmark: z.number().int(),
      median: amount.optional(),
      medianOf: z.number().int(),
    }),
    means: ({ actor: who, outcome, reason }) => ({
      type: 'case.decided',
      data: { actor: who, outcome, reason },
    }),
  }),
  /** Imposed on the spot by two officers, who hand the decision over there and then. */
  'powers.decided-on-the-spot': eventKind({
    title: { zh: '当场作出处罚决定', en: 'Penalty imposed on the spot' },
    data: z.object({
      ...by,
      ...measures,
      on: civilDate,
      number: short,
      reason: text,
      officers: z.array(named).min(1).max(10),
      /** Last day of payment of a fine. */
      dueOn: civilDate.optional(),
    }),
    means: ({ actor: who, reason }) => ({
      type: 'case.decided',
      data: { actor: who, outcome: 'imposed', reason },
    }),
  }),
  'powers.penalty-delivered': eventKind({
    title: { zh: '送达处罚决定书', en: 'Decision delivered' },
    data: z.object({ ...by, on: civilDate, method: deliveryMethod, dueOn: civilDate.optional(), files }),
    means: ({ actor: who }) => ({ type: 'case.step-done', data: { actor: who, step: 'deliver' } }),
  }),
  'powers.payment-deferred': eventKind({
    title: { zh: '批准延期或者分期缴纳', en: 'Payment deferred' },
    data: z.object({ ...by, dueOn: civilDate, reason: text }),
  }),
  'powers.fine-paid': eventKind({
    title: { zh: '罚款缴纳', en: 'Fine paid' },
    data: z.object({
      ...by,
      on: civilDate,
      amount: positiveAmount,
      receipt: short,
      /** The bank or the cashier that took it in; never who decided. */
      cashier: short,
      /** Whether nothing is owed any more. */
      settled: z.boolean(),
    }),
    means: ({ actor: who }) => ({ type: 'case.step-done', data: { actor: who, step: 'pay' } }),
  }),
  'powers.challenge-noted': eventKind({
    title: { zh: '登记行政复议或者诉讼', en: 'Reconsideration or lawsuit noted' },
    data: z.object({ ...by, challenge: challengeKind, on: civilDate }),
  }),
  'powers.challenge-ended': eventKind({
    title: { zh: '行政复议或者诉讼结束', en: 'Reconsideration or lawsuit ended' },
    data: z.object({ ...by, on: civilDate }),
  }),
  'powers.penalty-closed': eventKind({
    title: { zh: '结案', en: 'Case closed' },
    data: z.object({ ...by, result: short, owing: amount }),
    means: ({ actor: who, result }) => ({ type: 'case.closed', data: { actor: who, result } }),
  }),
  'powers.decision-annulled': eventKind({
    title: { zh: '处罚决定被变更、撤销、确认违法或者无效', en: 'Decision annulled' },
    data: z.object({
      ...by,
      on: civilDate,
      authority: short,
      reason: text,
      /** Whether the case was open until then. */
      ends: z.boolean(),
    }),
    means: ({ actor: who, reason, ends }) =>
      ends ? { type: 'case.terminated', data: { actor: who, reason } } : null,
  }),
  'powers.decision-published': eventKind({
    title: { zh: '公示处罚决定', en: 'Decision published' },
    data: z.object({ ...by, on: civilDate, until: civilDate, summary: text }),
  }),
  'powers.publication-forgone': eventKind({
    title: { zh: '决定不予公示', en: 'Decision not to publish' },
    data: z.object({ ...by, reason: text }),
  }),
  'powers.publication-withdrawn': eventKind({
    title: { zh: '撤回公示并说明理由', en: 'Publication withdrawn' },
    data: z.object({ ...by, on: civilDate, reason: text }),
  }),
};
export type PenaltyEvents = typeof penaltyEvents;
