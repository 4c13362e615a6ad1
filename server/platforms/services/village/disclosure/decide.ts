import { Refusal } from '#base/errors';
import type { DecidedEvent, DecisionContext, PartCommand } from '#spine/platform/part';
import { disclosureCatalogue } from './catalogue.ts';
import { readItems } from './item-table.ts';
import type { DisclosureState } from './state.ts';

/** Objections to one disclosure that may wait for an answer at once, so that nobody floods a village. */
const mostWaiting = 50;
const mostVersions = 30;

const given = (command: PartCommand, name: string): string => String(command.values[name] ?? '');

function content(command: PartCommand, actor: string) {
  const { attachments } = command.values;
  const items = readItems(given(command, 'items'));
  return { text: given(command, 'text'), items, ...(attachments && { attachments }), actor };
}

/** Whoever wrote a version does not sign it: the committee supervises, it does not publish for itself. */
function sign(state: DisclosureState, actor: string): DecidedEvent {
  if (state.draft?.by === actor)
    throw new Refusal('forbidden', {
      field: 'action',
      expected: 'a member of the supervision committee who did not write it',
    });
  return { type: 'services.disclosure-signed', data: { version: state.versions.length + 1, actor } };
}

function correct(state: DisclosureState, command: PartCommand, actor: string): DecidedEvent {
  if (state.versions.length >= mostVersions)
    throw new Refusal('action-not-allowed', { field: 'action', detail: `${mostVersions} versions are kept` });
  const data = { ...content(command, actor), reason: given(command, 'reason') };
  return { type: 'services.disclosure-correction-submitted', data };
}

function object(state: DisclosureState, command: PartCommand): DecidedEvent {
  if (state.objections.filter(({ answer }) => answer === null).length >= mostWaiting)
    throw new Refusal('too-many-tries', { detail: 'So many objections to it wait for an answer already.' });
  const { n, unit } = disclosureCatalogue.answerIn;
  return {
    type: 'services.objection-raised',
    data: {
      objection: state.objections.length + 1,
      subject: given(command, 'subject'),
      text: given(command, 'text'),
      answerIn: { n, unit },
    },
  };
}

/**
 * Turns a permitted action into its event.
 * Refusals: forbidden, where the one who wrote a version would sign it; field-invalid; too-many-tries.
 */
export function decideDisclosure(
  state: DisclosureState,
  command: PartCommand,
  { actor }: Pick<DecisionContext, 'actor'>,
): DecidedEvent {
  switch (command.action) {
    case 'submit':
      return { type: 'services.disclosure-submitted', data: content(command, actor) };
    case 'sign':
      return sign(state, actor);
    case 'return':
      return { type: 'services.disclosure-returned', data: { reason: given(command, 'reason'), actor } };
    case 'correct':
      return correct(state, command, actor);
    case 'answer-objection': {
      const data = {
        objection: Number(given(command, 'objection')),
        answer: given(command, 'answer'),
        actor,
      };
      return { type: 'services.objection-answered', data };
    }
    case 'object':
      return object(state, command);
    default:
      throw new Refusal('action-not-allowed', { field: 'action', detail: command.action });
  }
}
