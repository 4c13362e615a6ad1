import type { PartEvent, PartState } from '#spine/platform/part';
import type { windowRatingEvents } from './events.ts';

export type WindowRatingEvent = PartEvent<typeof windowRatingEvents>;

export interface WindowRatingState extends PartState {
  status: 'opened' | 'recorded';
  stars: number;
}

const blank: WindowRatingState = { status: 'opened', stars: 0 };

/** A low rating after one more event. Pure and total. */
export function evolveWindowRating(
  before: WindowRatingState | null,
  event: WindowRatingEvent,
): WindowRatingState {
  switch (event.type) {
    case 'services.window-rated-low':
      return { ...blank, stars: event.data.stars };
    case 'services.window-rating-recorded':
      return { ...(before ?? blank), status: 'recorded' };
    default:
      return before ?? blank;
  }
}
