import type { Bilingual } from '#contract/text';
import { field } from '#spine/cases/action-field';
import type { ActionField } from '#spine/cases/action-form';
import type { PartAction } from '#spine/platform/part';
import type { BookState } from './state.ts';
import { subjects } from './subjects.ts';
import { type Tier, tierOf, tiers } from './tiers.ts';

const choice = (
  name: string,
  zh: string,
  en: string,
  options: readonly { value: string; title: Bilingual }[],
): ActionField => ({ ...field(name, zh, en, 'select'), options: [...options] });

const sayRequest = ([number, { amount, party, purpose }]: [string, BookState['requests'][string]]) => ({
  value: number,
  title: {
    zh: `${number}号：${party} ${purpose} ${amount}元`,
    en: `No. ${number}: ${party}, ${purpose}, ¥${amount}`,
  },
});

const needsRecord = (tier: string) => tiers.find(({ code }) => code === tier)?.record ?? true;

/** Requests that wait for an approval which needs the record of a meeting, or that need none. */
const waiting = (state: BookState, which: (tier: Tier) => boolean) =>
  Object.entries(state.requests).filter(
    ([, { status, amount }]) => status === 'asked' && which(tierOf(amount)),
  );

const monthsTo = (state: BookState, which: (month: BookState['months'][string]) => boolean) =>
  Object.entries(state.months)
    .filter(([, one]) => which(one))
    .map(([month]) => ({ value: month, title: { zh: month, en: month } }));

const unclosed = (state: BookState) => monthsTo(state, ({ closedAt }) => closedAt === null);
const unsigned = (state: BookState) =>
  monthsTo(state, ({ closedAt, signedBy }) => closedAt !== null && signedBy === null);

/**
 * Who does what with the account book of a village. The clerk keeps it, the head of finance (the approver at the village's
 * organ) approves what needs no meeting, the clerk enters what a meeting has decided, the supervision committee signs.
 */
export const bookActions: Record<string, PartAction<BookState>> = {
  'request-expense': {
    title: { zh: '提出支出申请', en: 'Request an expense' },
    from: ['open'],
    roles: ['village-clerk', 'handler'],
    fields: () => [
      field('amount', '金额（元）', 'Amount (yuan)', 'money'),
      field('party', '收款方', 'Payee'),
      field('purpose', '用途', 'Purpose'),
      choice(
        'subject',
        '科目',
        'Subject',
        subjects.expense.map(({ code, name }) => ({ value: code, title: name })),
      ),
    ],
  },
  'approve-expense': {
    title: { zh: '批准支出', en: 'Approve an expense' },
    from: ['open'],
    roles: ['approver'],
    when: (state) => waiting(state, ({ code }) => !needsRecord(code)).length > 0,
    fields: (state) => [
      choice('request', '申请', 'Request', waiting(state, ({ code }) => !needsRecord(code)).map(sayRequest)),
    ],
  },
  'record-approval': {
    title: { zh: '登记会议决定的支出', en: 'Record an expense that a meeting approved' },
    from: ['open'],
    roles: ['village-clerk'],
    when: (state) => waiting(state, ({ code }) => needsRecord(code)).length > 0,
    fields: (state) => [
      choice('request', '申请', 'Request', waiting(state, ({ code }) => needsRecord(code)).map(sayRequest)),
      field('record', '会议记录编号', 'Number of the meeting’s record'),
    ],
  },
  'refuse-expense': {
    title: { zh: '不批准支出', en: 'Refuse an expense' },
    from: ['open'],
    roles: ['approver'],
    danger: true,
    when: (state) => waiting(state, () => true).length > 0,
    fields: (state) => [
      choice('request', '申请', 'Request', waiting(state, () => true).map(sayRequest)),
      { ...field('reason', '理由', 'Reason', 'long-text'), minLength: 5 },
    ],
  },
  /** By the page of the book and by imports, which check the fields themselves. */
  post: {
    title: { zh: '凭证入账', en: 'Post a voucher' },
    from: ['open'],
    roles: ['system'],
    fields: () => [
      field('entry', '凭证', 'Voucher', 'long-text'),
      field('files', '附件', 'Files', 'files', { required: false }),
    ],
  },
  reverse: {
    title: { zh: '冲销凭证', en: 'Reverse a voucher' },
    from: ['open'],
    roles: ['system'],
    fields: () => [field('entry', '凭证', 'Voucher', 'long-text'), field('reason', '原因', 'Reason')],
  },
  'close-month': {
    title: { zh: '月末结账', en: 'Close a month' },
    from: ['open'],
    roles: ['village-clerk'],
    when: (state) => unclosed(state).length > 0,
    fields: (state) => [choice('month', '月份', 'Month', unclosed(state))],
  },
  'sign-month': {
    title: { zh: '村务监督委员会签字', en: 'Sign for the supervision committee' },
    from: ['open'],
    roles: ['village-committee'],
    when: (state) => unsigned(state).length > 0,
    fields: (state) => [choice('month', '月份', 'Month', unsigned(state))],
  },
  'close-year': {
    title: { zh: '年度结账', en: 'Close the year' },
    from: ['open'],
    roles: ['village-clerk'],
    danger: true,
    when: (state) => unclosed(state).length === 0 && unsigned(state).length === 0,
    fields: () => [],
  },
};
