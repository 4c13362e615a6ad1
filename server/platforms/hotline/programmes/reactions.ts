import type { CasePlace, Reaction } from '#spine/platform/part';
import { type EpisodeEvent, type EpisodeState, unsettled } from './episode.ts';

export const reactsTo = ['hotline.question-raised', 'hotline.question-settled', 'hotline.broadcast-ended'];

/** A ticket that was there before learns that it was taken up on air; an episode closes with its last question. */
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
    case 'hotline.question-settled':
    case 'hotline.broadcast-ended':
      return state.status === 'aired' && state.questions.length > 0 && unsettled(state).length === 0
        ? [{ does: 'act', on: { city, id }, action: 'close-episode', values: {} }]
        : [];
    default:
      return [];
  }
}
