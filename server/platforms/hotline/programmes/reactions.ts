import { formatKey } from '#spine/keys';
import type { CasePlace, Reaction } from '#spine/platform/part';
import { type EpisodeEvent, type EpisodeState, unsettled } from './episode.ts';

export const reactsTo = [
  'hotline.question-raised',
  'hotline.question-unlinked',
  'hotline.question-settled',
  'hotline.broadcast-ended',
];

/** An episode closes with its last question. */
const close = (state: EpisodeState, on: { city: number; id: number }): Reaction[] =>
  state.status === 'aired' && state.questions.length > 0 && unsettled(state).length === 0
    ? [{ does: 'act', on, action: 'close-episode', values: {} }]
    : [];

/** A ticket that was there before learns that it was taken up on air, and that it is no longer. */
export function reactions(event: EpisodeEvent, state: EpisodeState, { city, id }: CasePlace): Reaction[] {
  switch (event.type) {
    case 'hotline.question-raised': {
      const { ticket, linked, organ } = event.data;
      if (!linked) return [];
      const programme = {
        name: state.series.name.zh,
        episode: state.number,
        ...(organ && { organOnAir: organ }),
        of: { city, id },
      };
      return [
        {
          does: 'act',
          on: { city: ticket.city, id: ticket.id },
          action: 'take-on-air',
          values: { programme: JSON.stringify(programme) },
        },
      ];
    }
    case 'hotline.question-unlinked': {
      const { ticket } = event.data;
      const on = { city: ticket.city, id: ticket.id };
      return [
        { does: 'act', on, action: 'leave-air', values: { of: formatKey(city, id) } },
        ...close(state, { city, id }),
      ];
    }
    case 'hotline.question-settled':
    case 'hotline.broadcast-ended':
      return close(state, { city, id });
    default:
      return [];
  }
}
