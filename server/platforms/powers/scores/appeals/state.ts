import { type Instant, toRfc3339 } from '#base/time';
import type { ScoreAppealStatus } from '#contract/powers/scores';
import type { PartEvent, PartState } from '#spine/platform/part';
import type { appealEvents } from './events.ts';

export type AppealEvent = PartEvent<typeof appealEvents>;

export interface AppealState extends PartState {
  status: ScoreAppealStatus;
  kind: 'appeal' | 'adjustment';
  /** Of which organ, by its code and division. */
  organ: string;
  region: string;
  scheme: string;
  month: string;
  line: string | null;
  ground: string | null;
  statement: string;
  by: string;
  at: string;
  /** Signed, two places. */
  points: string | null;
  reason: string | null;
  proposedBy: string | null;
  note: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
}

const blank: AppealState = {
  status: 'withdrawn',
  kind: 'appeal',
  organ: '',
  region: '',
  scheme: '',
  month: '',
  line: null,
  ground: null,
  statement: '',
  by: '',
  at: '',
  points: null,
  reason: null,
  proposedBy: null,
  note: null,
  decidedBy: null,
  decidedAt: null,
};

/** Zero points: the score stays as it is, and the appeal has failed. */
const isNothing = (points: string | null): boolean => points === null || Number(points) === 0;

/** An appeal after one more event. Pure and total. */
export function evolveAppeal(before: AppealState | null, event: AppealEvent, at: Instant): AppealState {
  const state = before ?? blank;
  switch (event.type) {
    case 'powers.score-appealed': {
      const { of: organ, region, scheme, month, line = null, ground, statement, actor: by } = event.data;
      const about = { organ, region, scheme, month, line, ground, statement, by, at: toRfc3339(at) };
      return { ...blank, ...about, status: 'appealed' };
    }
    case 'powers.score-adjustment-opened': {
      const { of: organ, region, scheme, month, line = null, points, reason, actor: by } = event.data;
      const about = { organ, region, scheme, month, line, points, reason, by, at: toRfc3339(at) };
      return {
        ...blank,
        ...about,
        statement: reason,
        proposedBy: by,
        kind: 'adjustment',
        status: 'proposed',
      };
    }
    case 'powers.score-adjustment-proposed': {
      const { points, reason, actor: proposedBy } = event.data;
      return { ...state, points, reason, proposedBy, status: 'proposed' };
    }
    case 'powers.score-adjustment-returned':
      return { ...state, note: event.data.note, status: 'appealed' };
    case 'powers.score-adjustment-approved': {
      const status = isNothing(state.points) ? 'rejected' : 'approved';
      const { note, actor: decidedBy } = event.data;
      return { ...state, status, note, decidedBy, decidedAt: toRfc3339(at) };
    }
    case 'powers.score-adjustment-withdrawn': {
      const { note, actor: decidedBy } = event.data;
      return { ...state, status: 'withdrawn', note, decidedBy, decidedAt: toRfc3339(at) };
    }
    default:
      return state;
  }
}
