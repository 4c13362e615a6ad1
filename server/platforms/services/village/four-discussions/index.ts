import { definePart } from '#spine/platform/part';
import { matterActions } from './actions.ts';
import { decideMatter } from './decide.ts';
import { matterEvents } from './events.ts';
import { matterReactions } from './reactions.ts';
import { evolveMatter } from './state.ts';

/**
 * Four discussions and two publications (四议两公开): one case for each matter. Time between the publications is data of
 * the item's flow (`notBefore`), so that the spine's own rule notices a publicity that was too short.
 */
export const fourDiscussions = definePart({
  name: 'services/four-discussions',
  title: { zh: '四议两公开', en: 'Four discussions, two publications' },
  openRecords: true,
  events: matterEvents,
  evolve: evolveMatter,
  actions: matterActions,
  decide: decideMatter,
  caseActions: () => [],
  clocks: [],
  rules: [],
  reactions: matterReactions,
});
