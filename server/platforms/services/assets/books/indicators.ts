import { Decimal } from 'decimal.js';
import { moneyText } from '#base/money';
import { act, clue } from '#spine/alerts/rules/clue';
import type { PartJudged, PartRule } from '#spine/platform/part';
import { daysBetween } from '../days.ts';
import type { BookEvent, BookState } from './state.ts';
import { tierOf, tiers } from './tiers.ts';

type Rule = PartRule<BookState, BookEvent>;
type Judged = PartJudged<BookState, BookEvent>;
type Posted = Extract<BookEvent, { type: 'services.voucher-posted' }>['data'];

const labels = {
  voucher: { zh: '凭证号', en: 'Voucher' },
  amount: { zh: '金额（元）', en: 'Amount (yuan)' },
  approved: { zh: '批准金额（元）', en: 'Amount approved (yuan)' },
  total: { zh: '合计（元）', en: 'Total (yuan)' },
  payments: { zh: '笔数', en: 'Payments' },
  limit: { zh: '上限（元）', en: 'Limit (yuan)' },
  actor: { zh: '经办人', en: 'By' },
  occurredAt: { zh: '发生时间', en: 'Occurred' },
  recordedAt: { zh: '记录时间', en: 'Recorded' },
} as const;
const on = ['services.voucher-posted'] as const;
const shared = { ruleClass: 4, level: 'yellow', on } as const;

/** The expense that was posted, if it is one. */
const expenseOf = ({ event }: Judged): Posted | null =>
  event.type === 'services.voucher-posted' && event.data.kind === 'expense' ? event.data : null;

const cashPayment: Rule = {
  ...shared,
  code: 'CASH_PAYMENT',
  title: { zh: '大额现金支付', en: 'Large payment in cash' },
  basis:
    '农村集体资金管理：大额支出应转账结算，限额为本系统建议 (large payments go by bank; the limit is proposed here)',
  clears: { zh: '说明现金支付的原因并附收款凭据', en: 'Stating why it was paid in cash, with the receipt' },
  evidence: labels,
  parameters: ['yuan'],
  judge(judged, { yuan }) {
    const paid = expenseOf(judged);
    if (!paid || judged.after.accounts[paid.account]?.kind !== 'cash') return null;
    if (new Decimal(paid.amount).lte(yuan!)) return null;
    return clue({ code: 'CASH_PAYMENT', level: 'yellow' }, judged, {
      voucher: paid.voucher,
      amount: paid.amount,
      limit: yuan!,
      ...act(judged),
    });
  },
};

/** Several payments to the same payee, each within a tier of approval and together beyond it. */
const splitPayment: Rule = {
  ...shared,
  code: 'SPLIT_PAYMENT',
  title: { zh: '短期内向同一收款方多笔支付', en: 'Several payments to one payee within days' },
  basis: '支出分档审批，笔数与天数为本系统建议 (approval by tiers of amount; numbers proposed here)',
  clears: {
    zh: '说明各笔支出相互独立或补办上一档审批',
    en: 'Showing that they are apart, or the approval of the next tier',
  },
  evidence: labels,
  parameters: ['payments', 'days'],
  judge(judged, { payments, days }) {
    const paid = expenseOf(judged);
    if (!paid) return null;
    const near = judged.after.lately.filter(
      (one) => one.party === paid.party && Math.abs(daysBetween(one.date, paid.date)) <= days!,
    );
    if (near.length < payments!) return null;
    const total = near.reduce((sum, one) => sum.plus(one.amount), new Decimal(0));
    const highest = near.reduce((most, one) => Decimal.max(most, one.amount), new Decimal(0));
    const tier = tierOf(highest);
    if (tier.upTo === undefined || total.lte(tier.upTo)) return null;
    return clue({ code: 'SPLIT_PAYMENT', level: 'yellow' }, judged, {
      voucher: paid.voucher,
      payments: near.length,
      total: moneyText(total),
      limit: tier.upTo,
      ...act(judged),
    });
  },
};

/** Books record what was paid; that nobody approved it is noticed, not prevented. */
const unapproved: Rule = {
  ...shared,
  code: 'EXPENSE_NOT_APPROVED',
  title: { zh: '支出未见审批或超出批准金额', en: 'Expense without approval, or beyond what was approved' },
  basis: '支出分档审批 (approval by tiers of amount: reference/services/spending-tiers.json)',
  clears: { zh: '补充审批依据，或更正凭证', en: 'Adding the approval, or correcting the voucher' },
  evidence: labels,
  parameters: [],
  judge(judged) {
    const paid = expenseOf(judged);
    if (!paid) return null;
    const approved = paid.request === undefined ? null : judged.after.requests[paid.request];
    if (approved && new Decimal(paid.amount).lte(approved.amount)) return null;
    return clue({ code: 'EXPENSE_NOT_APPROVED', level: 'yellow' }, judged, {
      voucher: paid.voucher,
      amount: paid.amount,
      ...(approved ? { approved: approved.amount } : { limit: tiers[0]!.upTo ?? '0.00' }),
      ...act(judged),
    });
  },
};

const booksUnsigned: Rule = {
  code: 'BOOKS_UNSIGNED',
  title: { zh: '月度账目逾期未签字', en: 'Books of a month not signed in time' },
  ruleClass: 1,
  level: 'yellow',
  basis: '村民委员会组织法第三十二条 (Organic Law of Villagers’ Committees art. 32)',
  clears: { zh: '村务监督委员会审核签字', en: 'Signature of the supervision committee' },
  evidence: {},
  parameters: [],
};

export const bookRules: Rule[] = [cashPayment, splitPayment, unapproved, booksUnsigned];
