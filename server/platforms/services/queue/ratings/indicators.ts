import { clue } from '#spine/alerts/rules/clue';
import type { PartRule } from '#spine/platform/part';
import type { WindowRatingEvent, WindowRatingState } from './state.ts';

type Rule = PartRule<WindowRatingState, WindowRatingEvent>;

const windowRatedLow: Rule = {
  code: 'WINDOW_RATED_LOW',
  title: { zh: '窗口评价较低', en: 'Window rated low' },
  ruleClass: 6,
  level: 'yellow',
  basis:
    '政务服务“好差评”：差评由承办机关核实、整改、反馈 (low ratings are looked into and answered by the organ)',
  clears: { zh: '核实情况并整改', en: 'Looking into it and putting it right' },
  evidence: {
    stars: { zh: '星级', en: 'Stars' },
    ticket: { zh: '排队号', en: 'Ticket' },
  },
  parameters: [],
  on: ['services.window-rated-low'],
  judge: (judged) => {
    if (judged.event.type !== 'services.window-rated-low') return null;
    const { stars, ticket } = judged.event.data;
    return clue(windowRatedLow, judged, { stars, ticket });
  },
};

export const windowRatingRules: Rule[] = [windowRatedLow];
