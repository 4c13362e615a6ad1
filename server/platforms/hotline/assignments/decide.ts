import { Refusal } from '#base/errors';
import { eventOf, refusedValue } from '#spine/platform/deciding';
import type { DecidedEvent, DecisionContext, PartCommand } from '#spine/platform/part';
import { budget, limits } from '../tickets/limits.ts';
import type { Assignment } from './assignment.ts';
import type { AssignmentEvents } from './events.ts';

type Decide = (state: Assignment, values: PartCommand['values'], context: DecisionContext) => DecidedEvent;

const event = eventOf<AssignmentEvents>();

const said = (values: PartCommand['values'], name: string): string => String(values[name] ?? '');

/** Whoever signed for it answers for it, the second time as well; another one is named first (`hand-over`). */
function mustBeHandler({ handler }: Assignment, actor: string): void {
  if (handler !== null && handler !== actor)
    throw new Refusal('forbidden', { field: 'action', expected: `${handler}, who signed for it` });
}

const decisions: Record<string, Decide> = {
  'sign-for': (_state, _values, { actor }) => event('hotline.assignment-signed', { actor }),
  contact: (_state, values, { actor }) =>
    event('hotline.caller-contacted', {
      actor,
      ...(values.note === undefined ? null : { note: said(values, 'note') }),
    }),
  'ask-return': (state, values, { actor, now, dueAfter }) => {
    const until = dueAfter?.(budget(limits.return), state.dispatchedAt);
    if (until !== undefined && now > until)
      throw new Refusal('action-not-allowed', {
        field: 'action',
        detail: `A ticket is returned within ${limits.return.n} working days of its dispatch.`,
      });
    return event('hotline.return-asked', { actor, reason: said(values, 'reason') });
  },
  'ask-extension': (state, values, { actor }) => {
    const most = limits.extension.n - state.extendedBy;
    const days = Number(values.days);
    if (days < 1 || days > most) throw refusedValue('days', `1 to ${most} working days`);
    return event('hotline.extension-asked', { actor, days, reason: said(values, 'reason') });
  },
  'hand-over': (state, values, { actor }) => {
    const handler = said(values, 'handler');
    if (handler === state.handler) throw refusedValue('handler', 'another person than the present handler');
    return event('hotline.handler-changed', { actor, handler, reason: said(values, 'reason') });
  },
  'answer-ticket': (state, values, { actor }) => {
    mustBeHandler(state, actor);
    const { attachments } = values;
    return event('hotline.assignment-answered', {
      actor,
      answer: said(values, 'answer'),
      first: state.answers === 0,
      ...(Array.isArray(attachments) ? { attachments } : null),
    });
  },
  'answer-reminder': (_state, values, { actor }) =>
    event('hotline.reminder-answered', { actor, answer: said(values, 'answer') }),

  'settle-return': (_state, values) =>
    values.accepted === 'yes'
      ? event('hotline.assignment-returned', { reason: said(values, 'reason') })
      : event('hotline.return-refused', { reason: said(values, 'reason') }),
  'settle-extension': (_state, values) =>
    values.approved === 'yes'
      ? event('hotline.extension-approved', {
          days: Number(values.days),
          reason: said(values, 'reason').slice(0, 400),
          approver: said(values, 'approver'),
        })
      : event('hotline.extension-refused', { reason: said(values, 'reason') }),
  'send-back': (_state, values) =>
    event('hotline.assignment-sent-back', {
      reason: said(values, 'reason'),
      cause: said(values, 'cause') as 'check',
    }),
  'take-reminder': (_state, values) =>
    event('hotline.assignment-reminded', { text: said(values, 'text').slice(0, 1000) }),
  finish: () => event('hotline.assignment-finished', {}),
  recall: (_state, values) => event('hotline.assignment-recalled', { reason: said(values, 'reason') }),
};

/** Turns a permitted action into its event. Pure. Refusals: field-invalid, action-not-allowed, forbidden. */
export function decide(state: Assignment, command: PartCommand, context: DecisionContext): DecidedEvent {
  const decision = Object.hasOwn(decisions, command.action) ? decisions[command.action] : undefined;
  if (!decision) throw new Refusal('action-not-allowed', { field: 'action' });
  return decision(state, command.values, context);
}
