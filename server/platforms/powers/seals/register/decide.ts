import { Refusal } from '#base/errors';
import { fence as fenceSchema } from '#contract/powers/seals';
import type { DecidedEvent, DecisionContext, PartCommand } from '#spine/platform/part';
import { deviceKeyOf } from './device-key.ts';
import type { SealState } from './state.ts';

type Context = Pick<DecisionContext, 'actor' | 'now'>;
const hourMs = 3_600_000;
const text = (command: PartCommand, name: string): string => String(command.values[name] ?? '');

const namesIn = (given: string): string[] => [
  ...new Set(
    given
      .split(/[,，、\s]+/)
      .map((one) => one.trim())
      .filter(Boolean),
  ),
];

/** Approver and keeper are never the same person. Refusal: field-invalid. */
function change(state: SealState, command: PartCommand, actor: string): DecidedEvent {
  const keeper = text(command, 'keeper') || undefined;
  const named = namesIn(text(command, 'approvers'));
  const approvers = named.length > 0 ? named : undefined;
  const radius = command.values.radius as number | undefined;
  if ((approvers ?? state.approvers).includes(keeper ?? state.keeper))
    throw new Refusal('field-invalid', {
      field: approvers ? 'values.approvers' : 'values.keeper',
      expected: 'an approver who is not the keeper',
    });
  const fence = radius === undefined ? undefined : fenceSchema.safeParse({ ...state.fence, radius });
  if (fence && !fence.success)
    throw new Refusal('field-invalid', { field: 'values.radius', expected: 'from 10 to 20,000 metres' });
  if (!keeper && !approvers && !fence)
    throw new Refusal('field-invalid', { field: 'values.keeper', expected: 'something to change' });
  const data = {
    ...(keeper && { keeper }),
    ...(approvers && { approvers }),
    ...(fence && { fence: fence.data }),
    reason: text(command, 'reason'),
    actor,
  };
  return { type: 'powers.seal-changed', data };
}

/**
 * Turns a permitted action on a seal into its event.
 * Refusals: action-not-allowed; field-invalid, for a key that is none, or a keeper who would approve.
 */
export function decideSeal(state: SealState, command: PartCommand, { actor, now }: Context): DecidedEvent {
  const reason = text(command, 'reason');
  const device = state.device?.id;
  switch (command.action) {
    case 'enrol-device':
      return {
        type: 'powers.seal-device-enrolled',
        data: { ...deviceKeyOf(text(command, 'publicKey')), actor },
      };
    case 'change-seal':
      return change(state, command, actor);
    case 'revoke-device':
      return { type: 'powers.seal-device-revoked', data: { device, reason, actor } };
    case 'retire-seal':
      return { type: 'powers.seal-retired', data: { reason, actor } };
    case 'note-silence': {
      const since = text(command, 'since');
      const hours = Math.floor(((now - Date.parse(since)) / hourMs) * 100) / 100;
      return { type: 'powers.seal-device-silent', data: { device, since, hours, actor } };
    }
    case 'note-return':
      return { type: 'powers.seal-device-returned', data: { device, actor } };
    default:
      throw new Refusal('action-not-allowed', { field: 'action', detail: command.action });
  }
}
