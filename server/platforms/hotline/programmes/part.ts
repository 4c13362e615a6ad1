import { definePart } from '#spine/platform/part';
import { actions } from './actions.ts';
import { clocks } from './clocks.ts';
import { decide } from './decide.ts';
import type { EpisodeState } from './episode.ts';
import { programmeEvents } from './events.ts';
import { rules } from './indicators.ts';
import { reactions, reactsTo } from './reactions.ts';
import { evolve } from './state.ts';

/** An episode of a programme (一期节目): a case of the centre, open until everything that was raised in it is settled. */
export const programmePart = definePart<EpisodeState, typeof programmeEvents>({
  name: 'hotline/programmes',
  title: { zh: '直播节目', en: 'Programmes' },
  openRecords: true,
  events: programmeEvents,
  evolve,
  actions,
  decide,
  caseActions: () => [],
  clocks,
  rules,
  reactions,
  reactsTo,
});
