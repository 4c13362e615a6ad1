import type { PartClock } from '#spine/platform/part';
import { budget, limits } from './limits.ts';
import { leadOf, type TicketEvent, type TicketState } from './ticket.ts';

/** Clocks of a ticket beside the limit of its item: until it is sent to an organ, and until somebody is called back. */
export const clocks: PartClock<TicketState, TicketEvent>[] = [
  {
    kind: 'sorting',
    name: limits.sorting.name,
    basis: [limits.sorting.basis],
    policy: 'hotline-step',
    rule: 'TICKET_NOT_SORTED',
    starts: (event, after) => {
      if (after.status !== 'received') return [];
      const limit = budget(limits.sorting);
      if (event.type === 'hotline.ticket-received' || event.type === 'hotline.ticket-released')
        return [{ instance: String(after.assignments.length), limit }];
      const returned = event.type === 'hotline.return-settled' && event.data.accepted;
      return returned && !leadOf(after) ? [{ instance: String(after.assignments.length), limit }] : [];
    },
    stops: (event) =>
      event.type === 'hotline.ticket-dispatched' ||
      event.type === 'hotline.ticket-joined' ||
      event.type === 'hotline.ticket-answered'
        ? 'all'
        : [],
  },
  {
    kind: 'callback',
    name: limits.callback.name,
    basis: [limits.callback.basis],
    policy: 'hotline-step',
    rule: 'CALLBACK_OVERDUE',
    starts: (event, after) =>
      event.type === 'hotline.feedback-passed' || event.type === 'hotline.main-passed'
        ? [{ instance: String(after.redos), limit: budget(limits.callback) }]
        : [],
    stops: (event) => (event.type === 'hotline.called-back' ? 'all' : []),
  },
];
