import { Decimal } from 'decimal.js';
import { moneyText } from '#base/money';
import { type Instant, toRfc3339 } from '#base/time';
import type { Account, Voucher } from '#contract/services/assets';
import type { PartEvent, PartState } from '#spine/platform/part';
import { daysBetween } from '../days.ts';
import type { bookEvents } from './events.ts';

export type BookEvent = PartEvent<typeof bookEvents>;

/** Amounts are decimal text in yuan all through. */
export interface AccountState extends Omit<Account, 'code'> {
  income: string;
  expense: string;
  balance: string;
}

export interface ExpenseRequest {
  amount: string;
  party: string;
  purpose: string;
  subject: string;
  tier: string;
  by: string;
  status: 'asked' | 'approved' | 'refused' | 'used';
}

export interface MonthState {
  income: string;
  expense: string;
  closedAt: string | null;
  closedBy: string | null;
  signedBy: string | null;
}

/** A payment, as rules over several of them look at it. */
export interface Payment {
  voucher: number;
  date: string;
  party: string;
  amount: string;
}

export interface BookState extends PartState {
  status: 'open' | 'closed';
  village: string;
  year: number;
  accounts: Record<string, AccountState>;
  subjects: Record<string, { kind: 'income' | 'expense'; total: string; vouchers: number }>;
  /** How many there are; the last one's number. */
  vouchers: number;
  requests: Record<string, ExpenseRequest>;
  months: Record<string, MonthState>;
  /** Vouchers that were taken back. */
  reversed: number[];
  /** Payments within `window` days of the newest one. */
  lately: Payment[];
}

/** Days that rules over several payments look back, at most. */
const window = 7;
const mostLately = 60;

const plus = (a: string, b: Decimal.Value) => moneyText(new Decimal(a).plus(b));
const noMonth: MonthState = {
  income: '0.00',
  expense: '0.00',
  closedAt: null,
  closedBy: null,
  signedBy: null,
};

function withAccount(
  accounts: BookState['accounts'],
  code: string,
  income: Decimal.Value,
  expense: Decimal.Value,
): BookState['accounts'] {
  const before = accounts[code];
  if (!before) return accounts;
  const after = {
    ...before,
    income: plus(before.income, income),
    expense: plus(before.expense, expense),
    balance: plus(before.balance, new Decimal(income).minus(expense)),
  };
  return { ...accounts, [code]: after };
}

/** A voucher on accounts, subjects and its month. A reversal has a negative amount and is otherwise the same. */
function post(state: BookState, entry: Voucher & { voucher: number }): BookState {
  const { kind, account, to, subject, amount, date } = entry;
  if (kind === 'transfer') {
    const out = withAccount(state.accounts, account, 0, amount);
    return { ...state, vouchers: entry.voucher, accounts: withAccount(out, to ?? account, amount, 0) };
  }
  const [income, expense] = kind === 'income' ? [amount, '0'] : ['0', amount];
  const month = date.slice(0, 7);
  const before = state.months[month] ?? noMonth;
  const total = state.subjects[subject ?? ''] ?? { kind, total: '0.00', vouchers: 0 };
  return {
    ...state,
    vouchers: entry.voucher,
    accounts: withAccount(state.accounts, account, income, expense),
    subjects: {
      ...state.subjects,
      [subject ?? '']: { kind, total: plus(total.total, amount), vouchers: total.vouchers + 1 },
    },
    months: {
      ...state.months,
      [month]: { ...before, income: plus(before.income, income), expense: plus(before.expense, expense) },
    },
  };
}

function remember(
  state: BookState,
  { voucher, date, party, amount, kind }: Voucher & { voucher: number },
): BookState {
  if (kind !== 'expense') return state;
  const near = state.lately.filter((one) => Math.abs(daysBetween(one.date, date)) <= window);
  return { ...state, lately: [...near, { voucher, date, party, amount }].slice(-mostLately) };
}

const withRequest = (
  state: BookState,
  request: number | undefined,
  status: ExpenseRequest['status'],
): BookState => {
  const before = request === undefined ? undefined : state.requests[request];
  return before ? { ...state, requests: { ...state.requests, [request!]: { ...before, status } } } : state;
};

/** The book after one more event. Pure and total. */
export function evolveBook(before: BookState | null, event: BookEvent, at: Instant): BookState {
  if (event.type === 'services.book-opened') {
    const { village, year, accounts } = event.data;
    const opened = accounts.map(({ code, opening, ...account }) => [
      code,
      { ...account, opening, income: '0.00', expense: '0.00', balance: moneyText(new Decimal(opening)) },
    ]);
    return {
      status: 'open',
      village,
      year,
      accounts: Object.fromEntries(opened) as BookState['accounts'],
      subjects: {},
      vouchers: 0,
      requests: {},
      months: {},
      reversed: [],
      lately: [],
    };
  }
  const state = before!;
  switch (event.type) {
    case 'services.expense-requested': {
      const { request, actor: by, ...asked } = event.data;
      return { ...state, requests: { ...state.requests, [request]: { ...asked, by, status: 'asked' } } };
    }
    case 'services.expense-approved':
      return withRequest(state, event.data.request, 'approved');
    case 'services.expense-refused':
      return withRequest(state, event.data.request, 'refused');
    case 'services.voucher-posted':
      return withRequest(remember(post(state, event.data), event.data), event.data.request, 'used');
    case 'services.voucher-reversed': {
      const lately = state.lately.filter(({ voucher }) => voucher !== event.data.of);
      const reversed = [...state.reversed, event.data.of];
      return withRequest({ ...post(state, event.data), reversed, lately }, event.data.request, 'approved');
    }
    case 'services.month-closed': {
      const { month, actor } = event.data;
      const one = state.months[month] ?? noMonth;
      const closed = { ...one, closedAt: toRfc3339(at), closedBy: actor };
      return { ...state, months: { ...state.months, [month]: closed } };
    }
    case 'services.month-signed': {
      const { month, actor } = event.data;
      const one = state.months[month];
      return one ? { ...state, months: { ...state.months, [month]: { ...one, signedBy: actor } } } : state;
    }
    case 'services.book-closed':
      return { ...state, status: 'closed' };
    default:
      return state;
  }
}

/** What all accounts hold together. */
export const balanceOf = (state: BookState): string =>
  moneyText(Object.values(state.accounts).reduce((sum, { balance }) => sum.plus(balance), new Decimal(0)));
