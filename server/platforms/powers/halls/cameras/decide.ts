import { Refusal } from '#base/errors';
import type { AttachmentReference } from '#contract/attachments';
import { firstIssue } from '#contract/fault';
import { type CameraContent, cameraContent, momentKind } from '#contract/powers/halls';
import { eventOf, refusedValue } from '#spine/platform/deciding';
import type { DecidedEvent, DecisionContext, PartCommand } from '#spine/platform/part';
import { hallParameters } from '../hall-parameters.ts';
import type { cameraEvents } from './events.ts';
import type { CameraState } from './state.ts';

const event = eventOf<typeof cameraEvents>();
const text = ({ values }: PartCommand, name: string): string => String(values[name] ?? '');

/** Whoever proposed a version is not the one to approve it. Refusal: forbidden. */
function requireSecondPerson({ proposal }: CameraState, actor: string): void {
  if (proposal?.by === actor)
    throw new Refusal('forbidden', { field: 'action', expected: 'somebody who did not propose it' });
}

/** What would hold, where it differs from what holds. Refusal: field-invalid. */
function changedContent({ content }: CameraState, { values }: PartCommand): CameraContent {
  const { reason: _, ...given } = values;
  const read = cameraContent.safeParse({ ...content, ...given });
  if (!read.success) {
    const { field, expected } = firstIssue(read.error);
    throw refusedValue(field, expected);
  }
  if (JSON.stringify(read.data) === JSON.stringify(cameraContent.parse(content)))
    throw refusedValue('name', 'something to change');
  const { leastRetentionDays } = hallParameters;
  if (read.data.retentionDays < leastRetentionDays)
    throw refusedValue('retentionDays', `at least ${leastRetentionDays} days`);
  return read.data;
}

function keepMoment(command: PartCommand, actor: string): DecidedEvent {
  const { minutes, about, files } = command.values;
  return event('powers.hall-moment-kept', {
    kind: momentKind.parse(command.values.kind),
    at: text(command, 'at'),
    ...(typeof minutes === 'number' && { minutes }),
    note: text(command, 'note'),
    ...(typeof about === 'string' && { about }),
    viewing: text(command, 'viewing'),
    attachments: [...((files ?? []) as readonly AttachmentReference[])],
    actor,
  });
}

/**
 * Turns a permitted action on a camera into its event.
 * Refusals: action-not-allowed; forbidden, for approving one's own proposal; field-invalid.
 */
export function decideCamera(
  state: CameraState,
  command: PartCommand,
  { actor }: Pick<DecisionContext, 'actor'>,
): DecidedEvent {
  const reason = text(command, 'reason');
  switch (command.action) {
    case 'approve-camera':
      requireSecondPerson(state, actor);
      return event('powers.camera-approved', { actor });
    case 'refuse-camera':
      requireSecondPerson(state, actor);
      return state.status === 'proposed'
        ? event('powers.camera-refused', { reason, actor })
        : event('powers.camera-change-refused', { reason, actor });
    case 'change-camera':
      return event('powers.camera-change-proposed', {
        content: changedContent(state, command),
        reason,
        actor,
      });
    case 'retire-camera':
      return event('powers.camera-retired', { reason, actor });
    case 'note-offline':
      return event('powers.camera-offline', {
        since: text(command, 'since'),
        minutes: Number(command.values.minutes),
        actor,
      });
    case 'note-online':
      return event('powers.camera-returned', { actor });
    case 'keep-moment':
      return keepMoment(command, actor);
    default:
      throw new Refusal('action-not-allowed', { field: 'action', detail: command.action });
  }
}
