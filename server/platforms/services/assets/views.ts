import { Decimal } from 'decimal.js';
import type { Queries } from '#base/db';
import { moneyText, money } from '#base/money';
import { toRfc3339 } from '#base/time';
import { describeAttachments } from '#spine/attachments/attachments';
import type { AttachmentReference } from '#contract/attachments';
import type { BookDetail, BookRow, ContractRow, HoldingRow, VoucherRow } from '#contract/services/assets';
import { formatKey } from '#spine/keys';
import { balanceOf, type BookState } from './books/state.ts';
import { subjects } from './books/subjects.ts';
import { type ContractState, unpaidOn } from './contracts/state.ts';
import { type HoldingState, netValueOn } from './holdings/state.ts';
import { type Stored, type StoredVoucher, sumVouchers } from './store.ts';

const place = ({ city, id, region, regionName, demonstration }: Stored<unknown>) => ({
  id: formatKey(city, id),
  region: String(region),
  regionName,
  demonstration,
});

const total = (amounts: readonly string[]) =>
  moneyText(amounts.reduce((sum, one) => sum.plus(one), new Decimal(0)));

export function toBookRow(stored: Stored<BookState>): BookRow {
  const { state } = stored;
  const months = Object.values(state.months);
  return {
    ...place(stored),
    year: state.year,
    status: state.status,
    balance: balanceOf(state),
    income: total(months.map(({ income }) => income)),
    expense: total(months.map(({ expense }) => expense)),
    vouchers: state.vouchers,
    closedMonths: months.filter(({ closedAt }) => closedAt !== null).length,
    signedMonths: months.filter(({ signedBy }) => signedBy !== null).length,
    openRequests: Object.values(state.requests).filter(({ status }) => status === 'asked').length,
  };
}

/** A book in full; every balance is compared with the vouchers in the journal. */
export async function toBookDetail(db: Queries, stored: Stored<BookState>): Promise<BookDetail> {
  const { state } = stored;
  const sums = await sumVouchers(db, stored);
  const accounts = Object.entries(state.accounts).map(([code, account]) => ({ code, ...account }));
  const kinds = ['income', 'expense'] as const;
  return {
    ...toBookRow(stored),
    accounts,
    subjects: kinds.flatMap((kind) =>
      subjects[kind].flatMap(({ code, name }) => {
        const one = state.subjects[code];
        return one ? [{ code, name, ...one }] : [];
      }),
    ),
    months: Object.entries(state.months)
      .map(([month, { income, expense, closedAt, signedBy }]) => ({
        month,
        income,
        expense,
        closedAt,
        signedBy,
      }))
      .sort((a, b) => (a.month < b.month ? 1 : -1)),
    balanced: accounts.every(({ code, opening, balance }) =>
      money(opening)
        .plus(sums.get(code) ?? 0)
        .equals(money(balance)),
    ),
  };
}

/** A book as everybody may read it: that the committee has signed, not who of it. */
export const toPublicBook = (book: BookDetail): BookDetail => ({
  ...book,
  months: book.months.map((one) => ({ ...one, signedBy: one.signedBy === null ? null : '' })),
});

interface Said extends Omit<VoucherRow, 'recordedAt' | 'reverses' | 'reversedBy' | 'files'> {
  of?: number;
  files?: AttachmentReference[];
}

/** A voucher as everybody may read it: without who posted it, and without papers, which may name people. */
export function toPublicVoucher({ data, recordedAt, reversedBy }: StoredVoucher): VoucherRow {
  const { of = null, files: _, ...said } = data as unknown as Said;
  return { ...said, actor: '', files: [], recordedAt: toRfc3339(recordedAt), reverses: of, reversedBy };
}

/** Vouchers as those read them who keep and supervise the book, with the names of the papers behind them. */
export async function toVoucherRows(db: Queries, stored: readonly StoredVoucher[]): Promise<VoucherRow[]> {
  const said = stored.map(({ data }) => data as unknown as Said);
  const ids = said.flatMap(({ files = [] }) => files.map(({ id }) => id));
  const known = new Map((await describeAttachments(db, ids)).map((one) => [one.id, one]));
  return stored.map((one, at) => ({
    ...toPublicVoucher(one),
    actor: said[at]!.actor,
    files: (said[at]!.files ?? []).map(({ id }) => {
      const { name, bytes } = known.get(id)!;
      return { id, name, bytes };
    }),
  }));
}

/** @param today civil date */
export function toContractRow(stored: Stored<ContractState>, today: string): ContractRow {
  const { number, status, what, area, party, from, until, yearlyRent, nextDue } = stored.state;
  const unpaid = unpaidOn(stored.state, today);
  return { ...place(stored), number, status, what, area, party, from, until, yearlyRent, unpaid, nextDue };
}

/** @param today civil date */
export function toHoldingRow(stored: Stored<HoldingState>, today: string): HoldingRow {
  const { number, status, name, value, acquired, lifeYears, user } = stored.state;
  const netValue = netValueOn(stored.state, today);
  return { ...place(stored), number, status, name, value, netValue, acquired, lifeYears, user };
}
