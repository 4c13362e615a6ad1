import { definePart } from '#spine/platform/part';
import { actions } from './actions.ts';
import type { Assignment } from './assignment.ts';
import { clocks } from './clocks.ts';
import { decide } from './decide.ts';
import { assignmentEvents } from './events.ts';
import { rules } from './indicators.ts';
import { reactions } from './reactions.ts';
import { evolve } from './state.ts';

/** One organ's part of a ticket (承办件): a case of that organ, with its own clocks and warnings. */
export const assignmentPart = definePart<Assignment, typeof assignmentEvents>({
  name: 'hotline/assignments',
  title: { zh: '热线承办件', en: 'Hotline assignments' },
  events: assignmentEvents,
  evolve,
  actions,
  decide,
  caseActions: () => [],
  clocks,
  rules,
  reactions,
});
