import type { DecidedEvent, DecisionContext, PartCommand } from '#spine/platform/part';
import type { PenaltyState } from './penalty.ts';

export type Context = Pick<DecisionContext, 'actor' | 'now'>;

/** Turns one permitted action into its event. Pure. */
export type Decision = (state: PenaltyState, values: PartCommand['values'], context: Context) => DecidedEvent;

export const text = (value: unknown): string => String(value ?? '');

/** An event of this part; fields that are not there are left out. */
export const event = (type: string, data: Record<string, unknown>): DecidedEvent => ({
  type: `powers.${type}`,
  data: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)),
});
