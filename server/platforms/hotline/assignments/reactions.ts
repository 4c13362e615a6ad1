import type { CasePlace, Reaction } from '#spine/platform/part';
import type { Assignment, AssignmentEvent } from './assignment.ts';

/** What an event of an organ's part tells its ticket; null for what the ticket knows already. */
function toldBy(
  event: AssignmentEvent,
  place: CasePlace,
): { stage: string; [about: string]: unknown } | null {
  switch (event.type) {
    case 'hotline.assignment-opened':
      return { stage: 'opened', city: place.city, id: place.id };
    case 'hotline.assignment-signed':
      return { stage: 'signed', handler: event.data.actor };
    case 'hotline.caller-contacted':
      return { stage: 'contacted' };
    case 'hotline.return-asked':
      return { stage: 'return-asked', reason: event.data.reason };
    case 'hotline.extension-asked':
      return { stage: 'extension-asked', days: event.data.days, reason: event.data.reason };
    case 'hotline.assignment-answered':
      return { stage: 'answered', answer: event.data.answer };
    case 'hotline.reminder-answered':
      return { stage: 'reminder-answered' };
    case 'hotline.handler-changed':
      return { stage: 'handed-over', handler: event.data.handler };
    default:
      return null;
  }
}

export function reactions(event: AssignmentEvent, { ticket, n }: Assignment, place: CasePlace): Reaction[] {
  const told = toldBy(event, place);
  if (!told) return [];
  const { stage, ...about } = told;
  return [
    {
      does: 'act',
      on: { city: ticket.city, id: ticket.id },
      action: 'note-assignment',
      values: { n, stage, about: JSON.stringify(about) },
    },
  ];
}
