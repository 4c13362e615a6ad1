import { Refusal } from '#base/errors';
import { money, moneyText } from '#base/money';
import { positiveAmount } from '#contract/text';
import type { DecidedEvent, DecisionContext, PartCommand } from '#spine/platform/part';
import { readEntry } from './entry.ts';
import type { BookState } from './state.ts';
import { tierOf } from './tiers.ts';

const given = ({ values }: PartCommand, name: string): string => String(values[name] ?? '');

function request(state: BookState, command: PartCommand, actor: string): DecidedEvent {
  const text = given(command, 'amount');
  if (!positiveAmount.safeParse(text).success)
    throw new Refusal('field-invalid', {
      field: 'values.amount',
      expected: 'an amount of more than 0 yuan with at most two places, e.g. 1234.50',
    });
  const amount = moneyText(money(text));
  const data = {
    request: Object.keys(state.requests).length + 1,
    amount,
    party: given(command, 'party'),
    purpose: given(command, 'purpose'),
    subject: given(command, 'subject'),
    tier: tierOf(amount).code,
    actor,
  };
  return { type: 'services.expense-requested', data };
}

/** Whoever asks for an expense does not approve it. */
function checkAnother(state: BookState, number: number, actor: string): void {
  if (state.requests[number]?.by === actor)
    throw new Refusal('forbidden', { field: 'action', expected: 'somebody who did not ask for it' });
}

function post(state: BookState, command: PartCommand, actor: string): DecidedEvent {
  const entry = readEntry(state, JSON.parse(given(command, 'entry')));
  const files = command.values.files ? { files: command.values.files } : {};
  return {
    type: 'services.voucher-posted',
    data: { ...entry, voucher: state.vouchers + 1, ...files, actor },
  };
}

/** The opposite of a voucher that stands, in a month that is open still: what is closed is not touched any more. */
function reverse(state: BookState, command: PartCommand, actor: string): DecidedEvent {
  const { voucher: of, ...entry } = JSON.parse(given(command, 'entry')) as Record<string, unknown> & {
    voucher: number;
    amount: string;
    date: string;
  };
  if (state.reversed.includes(of))
    throw new Refusal('action-not-allowed', { field: 'voucher', expected: 'a voucher that stands' });
  if (state.months[entry.date.slice(0, 7)]?.closedAt)
    throw new Refusal('action-not-allowed', {
      field: 'voucher',
      expected: 'a voucher of a month that is open',
    });
  const amount = moneyText(money(entry.amount).negated());
  const data = { ...entry, amount, voucher: state.vouchers + 1, of, reason: given(command, 'reason'), actor };
  return { type: 'services.voucher-reversed', data };
}

/** Whoever keeps the book does not sign for it. */
function sign(state: BookState, month: string, actor: string): DecidedEvent {
  if (state.months[month]?.closedBy === actor)
    throw new Refusal('forbidden', {
      field: 'action',
      expected: 'a member of the supervision committee who did not close the month',
    });
  return { type: 'services.month-signed', data: { month, actor } };
}

/** Turns a permitted action into its event. Refusals: field-invalid, forbidden, action-not-allowed. */
export function decideBook(
  state: BookState,
  command: PartCommand,
  { actor }: Pick<DecisionContext, 'actor'>,
): DecidedEvent {
  const number = Number(given(command, 'request'));
  switch (command.action) {
    case 'request-expense':
      return request(state, command, actor);
    case 'approve-expense':
      checkAnother(state, number, actor);
      return { type: 'services.expense-approved', data: { request: number, actor } };
    case 'record-approval':
      return {
        type: 'services.expense-approved',
        data: { request: number, record: given(command, 'record'), actor },
      };
    case 'refuse-expense':
      return {
        type: 'services.expense-refused',
        data: { request: number, reason: given(command, 'reason'), actor },
      };
    case 'post':
      return post(state, command, actor);
    case 'reverse':
      return reverse(state, command, actor);
    case 'close-month':
      return { type: 'services.month-closed', data: { month: given(command, 'month'), actor } };
    case 'sign-month':
      return sign(state, given(command, 'month'), actor);
    case 'close-year':
      return { type: 'services.book-closed', data: { actor } };
    default:
      throw new Refusal('action-not-allowed', { field: 'action', detail: command.action });
  }
}
