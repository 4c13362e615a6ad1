import { z } from 'zod';
import { attachmentReference } from '#contract/attachments';
import { limitUnit } from '#contract/catalogue';
import {
  disclosedItem,
  disclosureKind,
  disclosurePeriod,
  objectionSubject,
} from '#contract/services/village';
import { amount, civilDate, code, regionCode, rfc3339 } from '#contract/text';
import { eventKind } from '#spine/platform/part';

const actor = z.string().min(1).max(80);
const content = {
  text: z.string().min(1).max(4000),
  items: z.array(disclosedItem).max(200),
  attachments: z.array(attachmentReference).max(20).optional(),
  actor,
};

/** What happens to one duty of disclosure: of one village, for one entry of the catalogue and one period. */
export const disclosureEvents = {
  'services.disclosure-opened': eventKind({
    title: { zh: '公开任务产生', en: 'Duty to disclose begun' },
    data: z.object({
      item: code,
      organ: code,
      /** Division code of the village. */
      region: regionCode,
      title: z.string().max(400),
      entry: code,
      kind: disclosureKind,
      every: disclosurePeriod,
      /** `2026-Q3`; of what is disclosed at once the civil date of the matter. */
      period: z.string().max(20),
      dueOn: civilDate,
      /** The end of `dueOn` where the village is. */
      dueAt: rfc3339,
      /** Of what is disclosed at once. */
      matter: z.string().max(200).optional(),
      amount: amount.optional(),
      actor: actor.optional(),
    }),
    means: ({ item, organ, title, dueAt, actor: by }) => ({
      type: 'case.opened',
      data: { item, organ, title, due: { legal: dueAt }, ...(by && { actor: by }) },
    }),
  }),
  'services.disclosure-submitted': eventKind({
    title: { zh: '拟公开内容提交签字', en: 'Draft handed in for signature' },
    data: z.object(content),
    means: ({ actor: by }) => ({ type: 'case.step-done', data: { step: 'draft', actor: by } }),
  }),
  'services.disclosure-returned': eventKind({
    title: { zh: '村务监督委员会退回', en: 'Sent back by the supervision committee' },
    data: z.object({ reason: z.string().min(1).max(2000), actor }),
  }),
  /** The signature makes a version public; the first one answers the duty. */
  'services.disclosure-signed': eventKind({
    title: { zh: '村务监督委员会签字并公布', en: 'Signed by the supervision committee and public' },
    data: z.object({ version: z.number().int().min(1), actor }),
    means: ({ version, actor: by }) =>
      version === 1 ? { type: 'case.closed', data: { result: 'published', actor: by } } : null,
  }),
  'services.disclosure-correction-submitted': eventKind({
    title: { zh: '更正内容提交签字', en: 'Corrected version handed in for signature' },
    data: z.object({ ...content, reason: z.string().min(1).max(2000) }),
  }),
  'services.objection-raised': eventKind({
    title: { zh: '村民提出异议', en: 'Objection raised' },
    data: z.object({
      objection: z.number().int().min(1),
      subject: objectionSubject,
      text: z.string().min(1).max(2000),
      answerIn: z.object({ n: z.number().int().min(1).max(365), unit: limitUnit }),
    }),
  }),
  'services.objection-answered': eventKind({
    title: { zh: '异议答复并公布', en: 'Objection answered in public' },
    data: z.object({ objection: z.number().int().min(1), answer: z.string().min(1).max(2000), actor }),
  }),
};
