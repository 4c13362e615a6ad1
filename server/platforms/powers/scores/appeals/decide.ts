import { Decimal } from 'decimal.js';
import { Refusal } from '#base/errors';
import { adjustmentPoints } from '#contract/powers/scores';
import { eventOf, refusedValue } from '#spine/platform/deciding';
import type { DecidedEvent, DecisionContext, PartCommand } from '#spine/platform/part';
import type { appealEvents } from './events.ts';
import type { AppealState } from './state.ts';

const event = eventOf<typeof appealEvents>();

/** Signed points with two places, from what somebody typed. Refusal: field-invalid */
export function signedPoints(text: string): string {
  const read = adjustmentPoints.safeParse(text);
  if (!read.success) throw refusedValue('points', 'points such as 1.5 or -2, at most 100');
  const value = new Decimal(read.data);
  return value.isZero() ? '0.00' : value.toFixed(2);
}

/** Refusal: forbidden, for whoever asked or proposed. */
function checkSecondPerson({ by, proposedBy }: AppealState, actor: string): void {
  if (actor === by || actor === proposedBy)
    throw new Refusal('forbidden', {
      field: 'action',
      expected: 'another person than whoever asked or proposed',
    });
}

/**
 * Turns a permitted action on an appeal into its event. Pure.
 * Refusals: forbidden, where the same person would decide twice; field-invalid; action-not-allowed.
 */
export function decideAppeal(
  state: AppealState,
  { action, values }: PartCommand,
  { actor }: Pick<DecisionContext, 'actor'>,
): DecidedEvent {
  const note = String(values.note ?? '');
  switch (action) {
    case 'propose-outcome':
      return event('powers.score-adjustment-proposed', {
        points: signedPoints(String(values.points ?? '')),
        reason: String(values.reason),
        actor,
      });
    case 'approve-outcome':
      checkSecondPerson(state, actor);
      return event('powers.score-adjustment-approved', { note, actor });
    case 'return-outcome':
      checkSecondPerson(state, actor);
      // An appeal waits for another proposal; what supervision itself began is over.
      return state.kind === 'appeal'
        ? event('powers.score-adjustment-returned', { note, actor })
        : event('powers.score-adjustment-withdrawn', { note, actor });
    default:
      throw new Refusal('action-not-allowed', { field: 'action', detail: action });
  }
}
