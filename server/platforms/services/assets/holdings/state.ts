import { Decimal } from 'decimal.js';
import type { z } from 'zod';
import { moneyText } from '#base/money';
import type { PartEvent, PartState } from '#spine/platform/part';
import { daysBetween } from '../days.ts';
import type { holdingFacts } from '#contract/services/assets';
import type { holdingEvents } from './events.ts';

export type HoldingEvent = PartEvent<typeof holdingEvents>;

export interface HoldingState extends PartState, z.output<typeof holdingFacts> {
  status: 'in-use' | 'leased' | 'idle' | 'disposed';
  village: string;
  disposal: { price: string; vote: string | null } | null;
}

/** An asset after one more event. Pure and total. */
export function evolveHolding(before: HoldingState | null, event: HoldingEvent): HoldingState {
  switch (event.type) {
    case 'services.holding-registered': {
      const { number, name, value, acquired, lifeYears, user, village } = event.data;
      return { status: 'in-use', village, number, name, value, acquired, lifeYears, user, disposal: null };
    }
    case 'services.holding-used':
      return { ...before!, status: event.data.use, user: event.data.user };
    case 'services.holding-disposed': {
      const { price, vote = null } = event.data;
      return { ...before!, status: 'disposed', disposal: { price, vote } };
    }
    default:
      return before!;
  }
}

/** What is left of the value on a day: written off in equal parts over the years of its life, never below nothing. */
export function netValueOn({ value, acquired, lifeYears }: HoldingState, today: string): string {
  const left = 1 - Math.max(0, daysBetween(acquired, today)) / (lifeYears * 365.2425);
  return moneyText(new Decimal(value).times(Math.max(0, left)));
}
