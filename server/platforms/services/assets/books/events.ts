import { z } from 'zod';
import { account, month, voucher } from '#contract/services/assets';
import { attachmentReference } from '#contract/attachments';
import { amount, code, positiveAmount, regionCode, rfc3339 } from '#contract/text';
import { eventKind } from '#spine/platform/part';

const actor = z.string().min(1).max(80);
const request = z.number().int().min(1);
const number = z.number().int().min(1);

/** What happens to the account book of a village in a year. Parties are organisations, or people under a masked name. */
export const bookEvents = {
  'services.book-opened': eventKind({
    title: { zh: '账套启用', en: 'Account book opened' },
    data: z.object({
      item: code,
      organ: code,
      title: z.string().max(400),
      village: regionCode,
      year: z.number().int(),
      /** When the year must be closed. */
      dueAt: rfc3339,
      accounts: z.array(account).min(1).max(20),
      actor: actor.optional(),
    }),
    means: ({ item, organ, title, dueAt, actor: by }) => ({
      type: 'case.opened',
      data: { item, organ, title, due: { promised: dueAt }, ...(by && { actor: by }) },
    }),
  }),
  'services.expense-requested': eventKind({
    title: { zh: '提出支出申请', en: 'Expense requested' },
    data: z.object({
      request,
      amount: positiveAmount,
      party: z.string().max(80),
      purpose: z.string().max(200),
      subject: code,
      /** Code of the tier that approves it. */
      tier: code,
      actor,
    }),
  }),
  'services.expense-approved': eventKind({
    title: { zh: '支出申请批准', en: 'Expense approved' },
    data: z.object({ request, record: z.string().max(120).optional(), actor }),
  }),
  'services.expense-refused': eventKind({
    title: { zh: '支出申请未批准', en: 'Expense refused' },
    data: z.object({ request, reason: z.string().min(1).max(2000), actor }),
  }),
  'services.voucher-posted': eventKind({
    title: { zh: '凭证入账', en: 'Voucher posted' },
    data: voucher.extend({ voucher: number, files: z.array(attachmentReference).min(1).optional(), actor }),
  }),
  /** A red-letter entry: the same again with the opposite sign. */
  'services.voucher-reversed': eventKind({
    title: { zh: '凭证冲销', en: 'Voucher reversed' },
    data: voucher.extend({ amount, voucher: number, of: number, reason: z.string().max(200), actor }),
  }),
  'services.month-closed': eventKind({
    title: { zh: '月末结账', en: 'Month closed' },
    data: z.object({ month, actor }),
    means: ({ actor: by }) => ({ type: 'case.step-done', data: { step: 'close-month', actor: by } }),
  }),
  'services.month-signed': eventKind({
    title: { zh: '村务监督委员会签字', en: 'Signed by the supervision committee' },
    data: z.object({ month, actor }),
    means: ({ actor: by }) => ({ type: 'case.step-done', data: { step: 'sign-month', actor: by } }),
  }),
  'services.book-closed': eventKind({
    title: { zh: '年度结账', en: 'Year closed' },
    data: z.object({ actor }),
    means: ({ actor: by }) => ({ type: 'case.closed', data: { result: 'closed', actor: by } }),
  }),
};
