import type { PartClock } from '#spine/platform/part';
import { budget, limits } from '../tickets/limits.ts';
import type { Assignment, AssignmentEvent } from './assignment.ts';

type Clock = PartClock<Assignment, AssignmentEvent>;

const stopsWith =
  (...types: AssignmentEvent['type'][]): Clock['stops'] =>
  (event) =>
    types.includes(event.type) ? 'all' : [];

/** Clocks of an organ's part beside its handling, which is the promised limit of its item. */
export const clocks: Clock[] = [
  {
    kind: 'signing',
    name: limits.signing.name,
    basis: [limits.signing.basis],
    policy: 'hotline-step',
    rule: 'ASSIGNMENT_NOT_SIGNED',
    starts: (event) =>
      event.type === 'hotline.assignment-opened' ? [{ limit: budget(limits.signing) }] : [],
    stops: stopsWith('hotline.assignment-signed', 'hotline.return-asked'),
  },
  {
    kind: 'contact',
    name: limits.contact.name,
    basis: [limits.contact.basis],
    policy: 'hotline-contact',
    rule: 'CALLER_NOT_CONTACTED',
    // Nobody is to be contacted of a confidential ticket, and by the lead organ alone.
    starts: (event) =>
      event.type === 'hotline.assignment-opened' && event.data.role === 'lead' && !event.data.confidential
        ? [{ limit: budget(limits.contact) }]
        : [],
    stops: stopsWith('hotline.caller-contacted', 'hotline.assignment-answered', 'hotline.return-asked'),
  },
  {
    kind: 'redo',
    name: limits.redo.name,
    basis: [limits.redo.basis],
    policy: 'shandong',
    rule: 'REDO_OVERDUE',
    starts: (event, after) =>
      event.type === 'hotline.assignment-sent-back'
        ? [{ instance: String(after.sentBack!.times), limit: budget(limits.redo) }]
        : [],
    stops: stopsWith('hotline.assignment-answered'),
  },
  {
    kind: 'reminder',
    name: limits.reminder.name,
    basis: [limits.reminder.basis],
    policy: 'hotline-step',
    rule: 'REMINDER_NOT_ANSWERED',
    starts: (event, after) =>
      event.type === 'hotline.assignment-reminded'
        ? [{ instance: String(after.reminders.length), limit: budget(limits.reminder) }]
        : [],
    stops: stopsWith('hotline.reminder-answered', 'hotline.assignment-answered'),
  },
];
