import { definePart } from '#spine/platform/part';
import { actions } from './actions.ts';
import { clocks } from './clocks.ts';
import { decide } from './decide.ts';
import { ticketEvents } from './events.ts';
import { rules } from './indicators.ts';
import { reactions, reactsTo } from './reactions.ts';
import { evolve } from './state.ts';
import type { TicketState } from './ticket.ts';

/** What somebody told the hotline (工单): a case of the centre, which sends it to organs and calls back. */
export const ticketPart = definePart<TicketState, typeof ticketEvents>({
  name: 'hotline/tickets',
  title: { zh: '热线工单', en: 'Hotline tickets' },
  events: ticketEvents,
  evolve,
  actions,
  decide,
  caseActions: () => [],
  clocks,
  rules,
  reactions,
  reactsTo,
});
