import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import type { AttachmentReference } from '#contract/attachments';
import type { DecidedEvent, DecisionContext, PartCommand } from '#spine/platform/part';
import { sealParameters } from '../seal-parameters.ts';
import type { TakenRecord } from './events.ts';
import type { StampingState } from './state.ts';

type Context = Pick<DecisionContext, 'actor' | 'now'>;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const text = (command: PartCommand, name: string): string => String(command.values[name] ?? '');

const notThem = (expected: string) => new Refusal('forbidden', { field: 'action', expected });

/** Whoever asks or keeps the seal agrees to nothing. Refusal: forbidden. */
function checkSecretary({ requester, keeper }: StampingState, actor: string): void {
  if (actor === requester || actor === keeper)
    throw notThem('a secretary who neither asked for it nor keeps the seal');
}

/** An approver of the register, who is neither keeper nor secretary nor requester. Refusal: forbidden. */
function checkApprover({ approvers, requester, keeper, agreed }: StampingState, actor: string): void {
  if (!approvers.includes(actor)) throw notThem('an approver whom the register of this seal names');
  if (actor === keeper || actor === requester || actor === agreed?.by)
    throw notThem('an approver who neither keeps the seal, nor asked for it, nor agreed to it');
}

/** Until when a request may be stamped; null when it has no end. Refusal: action-not-allowed, once that is over. */
function checkOpen({ urgent, agreed, approval }: StampingState, now: number): void {
  const until = approval?.granted
    ? Date.parse(approval.at) + sealParameters.approvalDays * dayMs
    : urgent && agreed
      ? Date.parse(agreed.at) + sealParameters.urgentHours * hourMs
      : now - 1;
  if (now <= until) return;
  throw new Refusal('action-not-allowed', {
    field: 'action',
    expected: approval
      ? `within ${sealParameters.approvalDays} days of the approval`
      : `within ${sealParameters.urgentHours} hours of the secretary's agreement`,
    detail: `open until ${toRfc3339(until)}`,
  });
}

/** A code expires soon, and never after the request does. */
function issueCode(state: StampingState, command: PartCommand, { actor, now }: Context): DecidedEvent {
  if (actor !== state.keeper) throw notThem('the keeper of the seal');
  checkOpen(state, now);
  return { type: 'powers.seal-code-issued', data: { expiresAt: text(command, 'expiresAt'), actor } };
}

function release(state: StampingState, command: PartCommand, { actor, now }: Context): DecidedEvent {
  checkOpen(state, now);
  const until = toRfc3339(now + sealParameters.releaseMinutes * minuteMs);
  return { type: 'powers.seal-released', data: { device: text(command, 'device'), until, actor } };
}

/** The command bears the record as it was checked (devices/take-record.ts); the pictures come as files. */
function record(command: PartCommand, actor: string): DecidedEvent {
  const taken = JSON.parse(text(command, 'record')) as Omit<TakenRecord, 'attachments'>;
  const attachments = (command.values.photos ?? []) as readonly AttachmentReference[];
  return { type: 'powers.seal-stamped', data: { ...taken, attachments, actor } };
}

/** Whoever made the stampings does not say that they are right. Refusal: forbidden. */
function close(state: StampingState, command: PartCommand, actor: string): DecidedEvent {
  if (actor === state.keeper || actor === state.requester)
    throw notThem('somebody who neither keeps the seal nor asked for it');
  const data = { comparison: text(command, 'comparison'), note: text(command, 'note'), actor };
  return { type: 'powers.seal-closed', data };
}

/**
 * Turns a permitted action on a request into its event.
 * Refusals: action-not-allowed, for what has expired; forbidden, for whoever would act on both sides.
 */
export function decideStamping(state: StampingState, command: PartCommand, context: Context): DecidedEvent {
  const { actor } = context;
  const reason = text(command, 'reason');
  const note = text(command, 'note');
  switch (command.action) {
    case 'agree-stamping':
      checkSecretary(state, actor);
      return { type: 'powers.seal-agreed', data: { note, actor } };
    case 'refuse-agreement':
      checkSecretary(state, actor);
      return { type: 'powers.seal-refused', data: { reason, impressions: 0, actor } };
    case 'approve-stamping':
      checkApprover(state, actor);
      return {
        type: 'powers.seal-approved',
        data: { note, afterwards: state.releases.length > 0, actor },
      };
    case 'refuse-stamping':
      checkApprover(state, actor);
      return { type: 'powers.seal-refused', data: { reason, impressions: state.impressions, actor } };
    case 'withdraw-request':
      return { type: 'powers.seal-withdrawn', data: { reason, actor } };
    case 'issue-code':
      return issueCode(state, command, context);
    case 'release-seal':
      return release(state, command, context);
    case 'record-stamping':
      return record(command, actor);
    case 'close-stamping':
      return close(state, command, actor);
    case 'explain-stamping':
      return { type: 'powers.seal-explained', data: { explanation: text(command, 'explanation'), actor } };
    default:
      throw new Refusal('action-not-allowed', { field: 'action', detail: command.action });
  }
}
