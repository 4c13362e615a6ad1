import { Refusal } from '#base/errors';
import { money, moneyText } from '#base/money';
import type { PartCommand } from '#spine/platform/part';
import { dateWithin, dayOf, daysAfter, monthsAfter } from './civil-day.ts';
import { type Context, type Decision, event, text } from './decision.ts';
import { monthsShown } from './discretion.ts';
import { limits } from './limits.ts';
import type { PenaltyState } from './penalty.ts';
import { type Debt, owedOn } from './surcharge.ts';

/** What is owed of a decision with a fine. */
export function debtOf({ decision, dueOn, payments, challenges }: PenaltyState): Debt | null {
  if (!decision?.fine || dueOn === null) return null;
  return {
    fine: decision.fine,
    dueOn,
    payments,
    still: challenges.map(({ from, to }) => ({ from, to })),
  };
}

/** Last day of payment of a fine that reaches the party on a day (art. 67); none without a fine. */
export const dueOnAfter = (delivered: string, fine: string | null): string | undefined =>
  fine === null ? undefined : daysAfter(delivered, limits.payment.n);

function deliver(
  { decision }: PenaltyState,
  { on, method, files }: PartCommand['values'],
  { actor, now }: Context,
) {
  const day = dateWithin(on, 'on', { from: decision!.on, to: dayOf(now) });
  return event('penalty-delivered', {
    actor,
    on: day,
    method,
    dueOn: dueOnAfter(day, decision!.fine),
    files,
  });
}

/** Who decides a fine does not take it in (罚缴分离, art. 67). Refusal: forbidden. */
function checkCashier({ deciders }: PenaltyState, actor: string, cashier: string): void {
  const apart = { expected: 'neither who investigated nor who decided (行政处罚法 art. 67)' };
  if (deciders.includes(actor)) throw new Refusal('forbidden', { field: 'action', ...apart });
  if (deciders.includes(cashier)) throw new Refusal('forbidden', { field: 'values.cashier', ...apart });
}

function pay(state: PenaltyState, values: PartCommand['values'], { actor, now }: Context) {
  const cashier = text(values.cashier);
  checkCashier(state, actor, cashier);
  const debt = debtOf(state)!;
  const last = debt.payments.at(-1)?.on;
  const on = dateWithin(values.on, 'on', { from: last ?? state.delivery!.on, to: dayOf(now) });
  const amount = money(text(values.amount));
  const { owing } = owedOn(debt, on);
  if (amount.lte(0) || amount.gt(owing))
    throw new Refusal('field-invalid', {
      field: 'values.amount',
      expected: `more than 0 and at most ${moneyText(owing)} yuan, which was owed on ${on}`,
    });
  const settled = amount.eq(owing);
  return event('fine-paid', {
    actor,
    on,
    amount: moneyText(amount),
    receipt: values.receipt,
    cashier,
    settled,
  });
}

function close(state: PenaltyState, { result }: PartCommand['values'], { actor, now }: Context) {
  const debt = debtOf(state);
  const owing = state.status === 'executing' && debt ? moneyText(owedOn(debt, dayOf(now)).owing) : '0.00';
  return event('penalty-closed', { actor, result, owing });
}

function publish(state: PenaltyState, { summary }: PartCommand['values'], { actor, now }: Context) {
  const on = dayOf(now);
  const until = monthsAfter(on, monthsShown(state.decision!, state.partyKind));
  return event('decision-published', { actor, on, until, summary });
}

/** What is done once there is a decision. */
export const decideExecution: Record<string, Decision> = {
  'record-delivery': deliver,
  'note-payment': pay,
  'defer-payment': ({ dueOn }, values, { actor }) =>
    event('payment-deferred', {
      actor,
      dueOn: dateWithin(values.dueOn, 'dueOn', { from: daysAfter(dueOn!, 1) }),
      reason: values.reason,
    }),
  'close-penalty': close,
  'publish-decision': publish,
  'forgo-publication': (_state, { reason }, { actor }) => event('publication-forgone', { actor, reason }),
  'withdraw-publication': (_state, { reason }, { actor, now }) =>
    event('publication-withdrawn', { actor, on: dayOf(now), reason }),
};
