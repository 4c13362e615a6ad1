import { Decimal } from 'decimal.js';
import type { z } from 'zod';
import { moneyText } from '#base/money';
import type { PartEvent, PartState } from '#spine/platform/part';
import { daysBetween } from '../days.ts';
import type { contractTerms } from '#contract/services/assets';
import type { contractEvents } from './events.ts';

export type ContractEvent = PartEvent<typeof contractEvents>;

export interface ContractState extends PartState, z.output<typeof contractTerms> {
  status: 'running' | 'ended';
  village: string;
  medianRent: string | null;
  /** Due dates that were paid, with the amount. */
  paid: Record<string, string>;
  /** The rent that is due next; null when all is paid until the end. */
  nextDue: string | null;
}

/** A contract after one more event. Pure and total. */
export function evolveContract(before: ContractState | null, event: ContractEvent): ContractState {
  switch (event.type) {
    case 'services.contract-signed': {
      const { number, kind, what, area, party, from, until, yearlyRent, firstDue, vote, village } =
        event.data;
      const { medianRent = null } = event.data;
      const terms = {
        number,
        kind,
        what,
        area,
        party,
        from,
        until,
        yearlyRent,
        firstDue,
        ...(vote && { vote }),
      };
      return { status: 'running', village, ...terms, medianRent, paid: {}, nextDue: firstDue };
    }
    case 'services.rent-paid': {
      const { due, amount, next = null } = event.data;
      return { ...before!, paid: { ...before!.paid, [due]: amount }, nextDue: next };
    }
    case 'services.contract-ended':
      return { ...before!, status: 'ended' };
    default:
      return before!;
  }
}

/** The same day a year later; 29 February becomes the 28th. */
export function yearAfter(date: string): string {
  const later = `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
  return later.endsWith('-02-29') ? `${later.slice(0, 8)}28` : later;
}

/** Rent that is due and unpaid on a day, in yuan. */
export function unpaidOn({ status, nextDue, until, yearlyRent }: ContractState, today: string): string {
  if (status === 'ended') return '0.00';
  let due = nextDue;
  let years = 0;
  while (due !== null && due <= until && daysBetween(due, today) > 0) {
    years += 1;
    due = yearAfter(due);
  }
  return moneyText(new Decimal(yearlyRent).times(years));
}
