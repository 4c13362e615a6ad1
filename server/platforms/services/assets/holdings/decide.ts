import { Refusal } from '#base/errors';
import { money, moneyText } from '#base/money';
import type { DecidedEvent, DecisionContext, PartCommand } from '#spine/platform/part';
import type { HoldingState } from './state.ts';

/** Turns a permitted action into its event. Refusal: field-invalid. */
export function decideHolding(
  _state: HoldingState,
  { action, values }: PartCommand,
  { actor }: Pick<DecisionContext, 'actor'>,
): DecidedEvent {
  switch (action) {
    case 'use':
      return { type: 'services.holding-used', data: { use: values.use, user: values.user, actor } };
    case 'dispose': {
      const price = moneyText(money(String(values.price)));
      const vote = values.vote ? { vote: values.vote } : {};
      return { type: 'services.holding-disposed', data: { price, reason: values.reason, ...vote, actor } };
    }
    default:
      throw new Refusal('action-not-allowed', { field: 'action', detail: action });
  }
}
