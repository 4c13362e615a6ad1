import { Refusal } from '#base/errors';
import { money, moneyText } from '#base/money';
import { positiveAmount } from '#contract/text';
import type { DecidedEvent, DecisionContext, PartCommand } from '#spine/platform/part';
import { endOfDay } from '../end-of-day.ts';
import { type ContractState, yearAfter } from './state.ts';

function noteRent(state: ContractState, text: string, actor: string): DecidedEvent {
  if (!positiveAmount.safeParse(text).success)
    throw new Refusal('field-invalid', {
      field: 'values.amount',
      expected: 'an amount of more than 0 yuan with at most two places, e.g. 1234.50',
    });
  const due = state.nextDue!;
  const after = yearAfter(due);
  // Rent that is due on the last day is rent still.
  const next = after <= state.until ? { next: after, nextAt: endOfDay(after) } : {};
  return { type: 'services.rent-paid', data: { due, amount: moneyText(money(text)), ...next, actor } };
}

/** Turns a permitted action into its event. Refusal: field-invalid. */
export function decideContract(
  state: ContractState,
  { action, values }: PartCommand,
  { actor }: Pick<DecisionContext, 'actor'>,
): DecidedEvent {
  switch (action) {
    case 'note-rent':
      return noteRent(state, String(values.amount), actor);
    case 'end':
      return { type: 'services.contract-ended', data: { reason: String(values.reason), actor } };
    default:
      throw new Refusal('action-not-allowed', { field: 'action', detail: action });
  }
}
