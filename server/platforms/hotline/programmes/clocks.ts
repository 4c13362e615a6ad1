import type { PartClock } from '#spine/platform/part';
import { budget } from '../tickets/limits.ts';
import { type EpisodeEvent, type EpisodeState, unsettled } from './episode.ts';
import { programmeRules } from './programme-rules.ts';

/** Each question is followed until it is solved or explained; after the broadcast it is written down what was said to each. */
export const clocks: PartClock<EpisodeState, EpisodeEvent>[] = [
  {
    kind: 'follow-up',
    name: programmeRules.followUp.name,
    basis: [programmeRules.followUp.basis],
    policy: 'hotline-step',
    rule: 'BROADCAST_NOT_FOLLOWED_UP',
    starts: (event) =>
      event.type === 'hotline.question-raised'
        ? [{ instance: String(event.data.n), limit: budget(programmeRules.followUp) }]
        : [],
    stops: (event) =>
      event.type === 'hotline.question-settled' || event.type === 'hotline.question-unlinked'
        ? [String(event.data.n)]
        : [],
  },
  {
    kind: 'outcome',
    name: programmeRules.outcome.name,
    basis: [programmeRules.outcome.basis],
    policy: 'hotline-step',
    rule: 'OUTCOME_NOT_RECORDED',
    starts: (event, after) =>
      event.type === 'hotline.broadcast-ended'
        ? unsettled(after)
            .filter(({ outcome }) => outcome === null)
            .map(({ n }) => ({ instance: String(n), limit: budget(programmeRules.outcome) }))
        : [],
    stops: (event) =>
      event.type === 'hotline.outcome-said' ||
      event.type === 'hotline.question-settled' ||
      event.type === 'hotline.question-unlinked'
        ? [String(event.data.n)]
        : [],
  },
];
