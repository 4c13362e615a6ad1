import { Refusal } from '#base/errors';
import { definePart } from '#spine/platform/part';
import { windowRatingEvents } from './events.ts';
import { windowRatingRules } from './indicators.ts';
import { prepareWindowRatings } from './items.ts';
import { evolveWindowRating } from './state.ts';

const windowRatingsPart = definePart({
  name: 'services/window-ratings',
  title: { zh: '窗口差评', en: 'Low ratings of windows' },
  events: windowRatingEvents,
  evolve: evolveWindowRating,
  actions: {},
  decide: () => {
    throw new Refusal('action-not-allowed', {
      field: 'action',
      expected: 'none: a rating is answered by its correction',
    });
  },
  caseActions: () => [],
  clocks: [],
  rules: windowRatingRules,
  reactions: (event) =>
    event.type === 'services.window-rated-low'
      ? [
          {
            does: 'correct',
            rule: 'WINDOW_RATED_LOW',
            demand: '窗口服务评价较低，请核实情况、说明原因并整改。',
          },
        ]
      : [],
});

/** What the platform takes from the ratings of windows. */
export const windowRatings = { parts: [windowRatingsPart], prepare: prepareWindowRatings };
