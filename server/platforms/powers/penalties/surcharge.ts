import { Decimal } from 'decimal.js';
import { epochDayOf, type EpochDay } from '#spine/calendar/civil-date';
import { limits } from './limits.ts';

/** Surcharge of a fine that is not paid in time (加处罚款, 行政处罚法 art. 72): exact, capped, and of whole days. */

interface Payment {
  /** Civil date. */
  on: string;
  amount: string;
}

/** A time in which nothing is added (art. 73: reconsideration or lawsuit), both days included; open while it lasts. */
export interface Still {
  from: string;
  to: string | null;
}

export interface Debt {
  fine: string;
  /** Last day on which payment is in time. */
  dueOn: string;
  payments: readonly Payment[];
  still: readonly Still[];
}

interface Rate {
  percentPerDay: string;
  mostPercent: string;
}

/** Days of (from, to] that no standstill covers. */
function daysCounted(from: EpochDay, to: EpochDay, still: readonly Still[]): number {
  if (to <= from) return 0;
  let days = to - from;
  let covered = from;
  const spans = still
    .map((one) => ({ from: epochDayOf(one.from), to: one.to === null ? to : epochDayOf(one.to) }))
    .sort((a, b) => a.from - b.from);
  for (const span of spans) {
    const first = Math.max(span.from - 1, covered);
    const last = Math.min(span.to, to);
    if (last > first) {
      days -= last - first;
      covered = last;
    }
  }
  return days;
}

/**
 * What is added by the end of a day: for each day after the last day of payment a share of what was unpaid of the fine when
 * that day began, at most the fine itself. Payments count towards the fine first, in favour of whoever pays. Yuan, exact.
 */
export function surchargeOn(
  { fine, dueOn, payments, still }: Debt,
  day: string,
  { percentPerDay, mostPercent }: Rate = limits.surcharge,
): Decimal {
  const end = epochDayOf(day);
  const most = new Decimal(fine).times(mostPercent).div(100);
  const paid = payments
    .map((one) => ({ on: epochDayOf(one.on), amount: one.amount }))
    .sort((a, b) => a.on - b.on);
  let from = epochDayOf(dueOn);
  let unpaid = new Decimal(fine);
  let sum = new Decimal(0);
  const add = (to: EpochDay) => {
    const days = daysCounted(from, to, still);
    sum = sum.plus(unpaid.times(percentPerDay).div(100).times(days));
    from = Math.max(from, to);
  };
  for (const { on, amount } of paid) {
    // On the day of a payment the surcharge is still of what was unpaid when it began.
    add(Math.min(on, end));
    if (on > end) return Decimal.min(sum, most);
    unpaid = Decimal.max(unpaid.minus(amount), 0);
  }
  add(end);
  return Decimal.min(sum, most);
}

/** The same to the cent, half a cent up. */
const toCent = (value: Decimal) => value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);

export interface Owed {
  paid: Decimal;
  surcharge: Decimal;
  owing: Decimal;
}

/** What is owed at the end of a day, in yuan to the cent. */
export function owedOn(debt: Debt, day: string): Owed {
  const paid = debt.payments.reduce(
    (sum, one) => (one.on <= day ? sum.plus(one.amount) : sum),
    new Decimal(0),
  );
  const surcharge = toCent(surchargeOn(debt, day));
  const owing = Decimal.max(new Decimal(debt.fine).plus(surcharge).minus(paid), 0);
  return { paid, surcharge, owing };
}
