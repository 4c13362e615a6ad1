import type { AttachmentReference } from '#contract/attachments';
import { z } from 'zod';
import { Refusal } from '#base/errors';
import { linkKind } from '#contract/hotline/ticket-names';
import { bilingual } from '#contract/text';
import { formatKey } from '#spine/keys';
import { eventOf, jsonValue, refusedValue } from '#spine/platform/deciding';
import type { DecidedEvent, DecisionContext, PartCommand } from '#spine/platform/part';
import type { TicketEvents } from './events.ts';
import { limits } from './limits.ts';
import { type AssignmentState, leadOf, liveAssignments, type TicketState } from './ticket.ts';

/** From a permitted action to its event; the table (`actions.ts`) has checked state, role and fields. */
type Decide = (state: TicketState, values: PartCommand['values'], context: DecisionContext) => DecidedEvent;

const event = eventOf<TicketEvents>();

const said = (values: PartCommand['values'], name: string): string => String(values[name] ?? '');
const isYes = (values: PartCommand['values'], name: string): boolean | undefined =>
  values[name] === undefined ? undefined : values[name] === 'yes';

const onAir = z.object({
  name: z.string(),
  episode: z.string(),
  organOnAir: z.string().optional(),
  of: z.object({ city: z.number().int(), id: z.number().int() }).optional(),
});
const pointer = z.object({ city: z.number().int(), id: z.number().int(), number: z.string() });
const about = z.object({
  city: z.number().int().optional(),
  id: z.number().int().optional(),
  handler: z.string().optional(),
  reason: z.string().optional(),
  days: z.number().int().optional(),
  answer: z.string().optional(),
});
const sent = z
  .array(
    z.object({ organ: z.string(), name: bilingual, role: z.enum(['lead', 'joint']), region: z.string() }),
  )
  .min(1)
  .max(6);

function dispatch(state: TicketState, values: PartCommand['values']): DecidedEvent {
  const to = jsonValue(sent, values, 'assignments');
  if (to.filter(({ role }) => role === 'lead').length !== 1)
    throw refusedValue('assignments', 'one lead organ');
  if (new Set(to.map(({ organ }) => organ)).size !== to.length)
    throw refusedValue('assignments', 'each organ once');
  const first = state.assignments.length + 1;
  return event('hotline.ticket-dispatched', {
    actor: said(values, 'by'),
    assignments: to.map((one, index) => ({ ...one, n: first + index })),
    instruction: said(values, 'instruction'),
  });
}

/** The part that an action names, or the only one that asks for it. Refusal: field-invalid. */
function named(
  state: TicketState,
  values: PartCommand['values'],
  asks: (one: AssignmentState) => boolean = () => true,
): AssignmentState {
  const asking = liveAssignments(state).filter(asks);
  const found =
    values.n === undefined && asking.length === 1
      ? asking[0]
      : state.assignments.find(({ n }) => String(n) === said(values, 'n'));
  if (!found) throw refusedValue('n', 'a part of this ticket');
  return found;
}
const isReturning = ({ status }: AssignmentState): boolean => status === 'returning';
const asksTime = ({ extensionAsked }: AssignmentState): boolean => extensionAsked !== null;

/** What follows from what somebody says of the handling: at most two turns more, then a named person watches. */
function nextOf(
  state: TicketState,
  result: 'satisfied' | 'unsatisfied' | 'unreachable' | 'declined',
): 'close' | 'redo' | 'again' | 'supervise' {
  if (result === 'satisfied' || result === 'declined') return 'close';
  if (result === 'unreachable') return 'again';
  if (state.redos < limits.most.redos) return 'redo';
  return state.supervision === null ? 'supervise' : 'again';
}

function callBack(
  state: TicketState,
  values: PartCommand['values'],
  { actor }: DecisionContext,
  by: 'agent' | 'caller',
): DecidedEvent {
  const result = said(values, 'result') as 'satisfied';
  const resolved = isYes(values, 'resolved');
  const note = said(values, 'note');
  const evaluated = result === 'satisfied' || (result as string) === 'unsatisfied';
  if (evaluated && resolved === undefined) throw refusedValue('resolved', 'whether the problem is solved');
  if ((result as string) === 'unsatisfied' && [...note].length < 5)
    throw refusedValue('note', 'what is not satisfactory, in at least 5 characters');
  return event('hotline.called-back', {
    actor,
    by,
    result,
    ...(evaluated ? { resolved } : null),
    note,
    next: nextOf(state, result),
  });
}

const decisions: Record<string, Decide> = {
  sort: (_state, values) =>
    event('hotline.ticket-sorted', {
      actor: said(values, 'by'),
      category: said(values, 'category'),
      kind: said(values, 'kind') as 'complaint',
      ...(values.reason === undefined ? null : { reason: said(values, 'reason') }),
    }),
  'answer-ticket': (_state, values, { actor }) =>
    event('hotline.ticket-answered', {
      actor,
      answer: said(values, 'answer'),
      satisfied: isYes(values, 'satisfied'),
    }),
  dispatch,
  'accept-return': (state, values, { actor }) =>
    event('hotline.return-settled', {
      actor,
      n: named(state, values, isReturning).n,
      accepted: true,
      reason: said(values, 'reason'),
    }),
  'refuse-return': (state, values, { actor }) =>
    event('hotline.return-settled', {
      actor,
      n: named(state, values, isReturning).n,
      accepted: false,
      reason: said(values, 'reason'),
    }),
  'approve-extension': (state, values, { actor }) => settleExtension(state, values, actor, true),
  'refuse-extension': (state, values, { actor }) => settleExtension(state, values, actor, false),
  'pass-check': (state, values, { actor }) =>
    event('hotline.feedback-passed', {
      actor,
      first: state.passedAt === null,
      ...(values.note === undefined ? null : { note: said(values, 'note') }),
    }),
  'send-back': (_state, values, { actor }) =>
    event('hotline.feedback-sent-back', { actor, reason: said(values, 'reason') }),
  'call-back': (state, values, context) => callBack(state, values, context, 'agent'),
  evaluate: (state, values, context) => callBack(state, values, context, 'caller'),
  'name-supervisor': (state, values, { actor }) =>
    event('hotline.supervised', {
      actor,
      person: said(values, 'person'),
      reason: said(values, 'reason'),
      again: state.status === 'supervising',
    }),
  remind: (_state, values, { actor, roles }) =>
    event('hotline.reminded', {
      actor,
      by: roles.has('citizen') ? 'caller' : 'agent',
      text: said(values, 'text'),
    }),
  'publish-notice': (state, values, { actor }) =>
    event('hotline.notice-published', {
      actor,
      organ: leadOf(state)!.organ,
      text: said(values, 'text'),
    }),
  'refer-violation': (_state, values, { actor }) =>
    event('hotline.violation-referred', { actor, text: said(values, 'text') }),
  'ask-exclusion': (_state, values, { actor }) =>
    event('hotline.exclusion-asked', { actor, reason: said(values, 'reason') }),
  'settle-exclusion': (state, values, { actor }) => {
    if (state.exclusion?.askedBy === actor)
      throw new Refusal('forbidden', { field: 'action', expected: 'another person than who asked for it' });
    return event('hotline.exclusion-settled', {
      actor,
      approved: isYes(values, 'approved') ?? false,
      reason: said(values, 'reason'),
    });
  },
  'take-on-air': (_state, values) =>
    event('hotline.ticket-taken-on-air', { programme: jsonValue(onAir, values, 'programme') }),
  'leave-air': ({ programme }, values) => {
    // Another episode may have taken it up since.
    if (!programme?.of || formatKey(programme.of.city, programme.of.id) !== said(values, 'of'))
      throw new Refusal('action-not-allowed', { field: 'of' });
    return event('hotline.ticket-left-air', { of: programme.of });
  },
  supplement: (_state, values, { actor }) =>
    event('hotline.ticket-supplemented', {
      actor,
      message: said(values, 'message'),
      ...(values.files === undefined ? null : { files: values.files as AttachmentReference[] }),
    }),
  'withdraw-ticket': (_state, values, { actor }) =>
    event('hotline.ticket-withdrawn', {
      actor,
      ...(values.reason === undefined ? null : { reason: said(values, 'reason') }),
    }),
  'close-explained': (_state, values, { actor }) =>
    event('hotline.ticket-closed', { actor, reason: said(values, 'reason') }),
  'archive-ticket': (_state, _values, { actor }) => event('hotline.ticket-archived', { actor }),

  'note-assignment': (state, values) => {
    const details = values.about === undefined ? {} : jsonValue(about, values, 'about');
    return event('hotline.assignment-moved', {
      n: named(state, values).n,
      stage: said(values, 'stage') as 'opened',
      ...details,
    });
  },
  join: (_state, values) =>
    event('hotline.ticket-joined', {
      actor: said(values, 'by'),
      main: jsonValue(pointer, values, 'main'),
      link: linkKind.parse(values.link),
    }),
  'note-member': (_state, values) =>
    event('hotline.member-noted', {
      ...jsonValue(pointer, values, 'member'),
      link: linkKind.parse(values.link),
    }),
  'settle-with-main': (_state, values) => event('hotline.main-passed', { answer: said(values, 'answer') }),
  release: (_state, values) => event('hotline.ticket-released', { reason: said(values, 'reason') }),
};

function settleExtension(
  state: TicketState,
  values: PartCommand['values'],
  approver: string,
  approved: boolean,
): DecidedEvent {
  const { n, extensionAsked } = named(state, values, asksTime);
  return event('hotline.extension-settled', {
    actor: approver,
    n,
    approved,
    days: extensionAsked?.days ?? 0,
    reason: said(values, 'reason'),
    approver,
  });
}

/** Turns a permitted action into its event. Pure. Refusals: field-invalid, action-not-allowed, forbidden. */
export function decide(state: TicketState, command: PartCommand, context: DecisionContext): DecidedEvent {
  const decision = Object.hasOwn(decisions, command.action) ? decisions[command.action] : undefined;
  if (!decision) throw new Refusal('action-not-allowed', { field: 'action' });
  return decision(state, command.values, context);
}
