import { Decimal } from 'decimal.js';
import { Refusal } from '#base/errors';
import { money, moneyText } from '#base/money';
import { firstIssue } from '#contract/fault';
import { type Voucher, voucher } from '#contract/services/assets';
import type { BookState } from './state.ts';
import { subjectsOf } from './subjects.ts';

const refuse = (field: string, expected: string) => new Refusal('field-invalid', { field, expected });

/** Refusal field-invalid: where the account of a voucher is none of the book's. */
function checkAccounts(state: BookState, { kind, account, to }: Voucher): void {
  const codes = Object.keys(state.accounts);
  if (!codes.includes(account)) throw refuse('account', `one of ${codes.join(', ')}`);
  if (kind === 'transfer' && (!to || !codes.includes(to) || to === account))
    throw refuse('to', `another account of the book: ${codes.join(', ')}`);
  if (kind !== 'transfer' && to !== undefined)
    throw refuse('to', 'nothing: only a transfer has a second account');
}

function checkSubject({ kind, subject }: Voucher): void {
  const codes = subjectsOf(kind).map(({ code }) => code);
  if (kind === 'transfer' ? subject !== undefined : !codes.includes(subject ?? ''))
    throw refuse(
      'subject',
      codes.length > 0 ? `one of ${codes.join(', ')}` : 'nothing: a transfer has no subject',
    );
}

function checkDate(state: BookState, { date }: Voucher): void {
  if (!date.startsWith(`${state.year}-`)) throw refuse('date', `a day of ${state.year}`);
  const month = state.months[date.slice(0, 7)];
  if (month?.closedAt) throw refuse('date', `a day of a month that is not closed; ${date.slice(0, 7)} is`);
}

/**
 * Reads a voucher and checks it against the book: accounts, subject, date, and that no account falls below nothing.
 * Amounts come back with two places. Refusal: field-invalid, with the field.
 */
export function readEntry(state: BookState, given: unknown): Voucher {
  const read = voucher.safeParse(given);
  if (!read.success) {
    const { field, expected } = firstIssue(read.error);
    throw refuse(field || 'entry', expected);
  }
  const entry = { ...read.data, amount: moneyText(money(read.data.amount)) };
  checkAccounts(state, entry);
  checkSubject(entry);
  checkDate(state, entry);
  if (entry.kind !== 'income') {
    const left = new Decimal(state.accounts[entry.account]!.balance).minus(entry.amount);
    if (left.isNegative())
      throw refuse('amount', `at most what the account holds: ${state.accounts[entry.account]!.balance}`);
  }
  if (entry.request !== undefined && state.requests[entry.request]?.status !== 'approved')
    throw refuse('request', 'the number of an approved request that was not used yet');
  return entry;
}
