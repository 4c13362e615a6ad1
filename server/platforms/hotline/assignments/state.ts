import type { Instant } from '#base/time';
import type { Assignment, AssignmentEvent } from './assignment.ts';

type Opened = Extract<AssignmentEvent, { type: 'hotline.assignment-opened' }>['data'];

const open = (data: Opened, at: Instant): Assignment => ({
  status: 'dispatched',
  organ: data.organ,
  ticket: data.ticket,
  n: data.n,
  role: data.role,
  instruction: data.instruction,
  emergency: data.emergency,
  confidential: data.confidential,
  dispatchedAt: at,
  handler: null,
  contactedAt: null,
  returnReason: null,
  returnsRefused: 0,
  extensionAsked: null,
  extendedBy: 0,
  answer: null,
  answers: 0,
  files: [],
  sentBack: null,
  reminders: [],
});

/** The state after one more event at the effective time `at`. Total over every order. */
export function evolve(before: Assignment | null, event: AssignmentEvent, at: Instant): Assignment {
  if (event.type === 'hotline.assignment-opened') return before ?? open(event.data, at);
  if (!before) throw new Error(`an organ's part begins with its opening, not with ${event.type}`);
  const state = before;
  switch (event.type) {
    case 'hotline.assignment-signed':
      return { ...state, status: 'handling', handler: event.data.actor };
    case 'hotline.caller-contacted':
      return { ...state, contactedAt: state.contactedAt ?? at };
    case 'hotline.return-asked':
      return { ...state, status: 'returning', returnReason: event.data.reason };
    case 'hotline.return-refused':
      return {
        ...state,
        status: state.handler === null ? 'dispatched' : 'handling',
        returnsRefused: state.returnsRefused + 1,
      };
    case 'hotline.assignment-returned':
      return { ...state, status: 'returned' };
    case 'hotline.extension-asked':
      return { ...state, extensionAsked: { days: event.data.days, reason: event.data.reason } };
    case 'hotline.extension-refused':
      return { ...state, extensionAsked: null };
    case 'hotline.extension-approved':
      return { ...state, extensionAsked: null, extendedBy: state.extendedBy + event.data.days };
    case 'hotline.handler-changed':
      return { ...state, handler: event.data.handler };
    case 'hotline.assignment-answered':
      return {
        ...state,
        status: 'answered',
        answer: event.data.answer,
        answers: state.answers + 1,
        files: [...state.files, ...(event.data.attachments ?? [])],
        // An answer answers what it was reminded of as well.
        reminders: state.reminders.map((one) => ({ ...one, answer: one.answer ?? event.data.answer })),
      };
    case 'hotline.assignment-sent-back': {
      const { reason, cause } = event.data;
      return {
        ...state,
        status: 'handling',
        sentBack: { reason, cause, times: (state.sentBack?.times ?? 0) + 1 },
      };
    }
    case 'hotline.assignment-reminded':
      return { ...state, reminders: [...state.reminders, { at, text: event.data.text, answer: null }] };
    case 'hotline.reminder-answered':
      return {
        ...state,
        reminders: state.reminders.map((one) => ({ ...one, answer: one.answer ?? event.data.answer })),
      };
    case 'hotline.assignment-finished':
      return { ...state, status: 'finished' };
    case 'hotline.assignment-recalled':
      return { ...state, status: 'recalled' };
    default:
      return state;
  }
}
