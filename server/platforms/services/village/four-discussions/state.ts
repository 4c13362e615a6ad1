import { type Instant, toRfc3339 } from '#base/time';
import type { AttachmentReference } from '#contract/attachments';
import type { MatterStatus, Stage, VoteRecord } from '#contract/services/village-matters';
import type { PartEvent, PartState } from '#spine/platform/part';
import type { matterEvents } from './events.ts';

export type MatterEvent = PartEvent<typeof matterEvents>;

export interface MatterState extends PartState {
  status: MatterStatus;
  /** Division code of the village. */
  region: string;
  title: string;
  type: string;
  proposal: string;
  amount: string | null;
  votes: (VoteRecord & { attachments?: AttachmentReference[]; by: string })[];
  /** When the villagers' vote was recorded. */
  decidedAt: string | null;
  signedBy: string | null;
  decision: string | null;
  decisionPublicOn: string | null;
  outcome: string | null;
  outcomePublicOn: string | null;
  spent: string | null;
}

const blank: MatterState = {
  status: 'opened',
  region: '',
  title: '',
  type: '',
  proposal: '',
  amount: null,
  votes: [],
  decidedAt: null,
  signedBy: null,
  decision: null,
  decisionPublicOn: null,
  outcome: null,
  outcomePublicOn: null,
  spent: null,
};

/** Where a matter stands once a discussion has carried it. */
const carried: Record<Stage, MatterStatus> = {
  propose: 'proposed',
  discuss: 'discussed',
  review: 'reviewed',
  decide: 'decided',
};

const over: readonly MatterStatus[] = ['closed', 'rejected', 'ended'];

/** A matter after one more event. Pure and total: what does not fit leaves it as it is. */
export function evolveMatter(before: MatterState | null, event: MatterEvent, at: Instant): MatterState {
  const state = before ?? blank;
  switch (event.type) {
    case 'services.matter-opened': {
      const { region, title, type, proposal, amount = null } = event.data;
      return { ...blank, region, title, type, proposal, amount };
    }
    case 'services.vote-recorded': {
      const { actor: by, ...record } = event.data;
      const { stage, passed } = record;
      return {
        ...state,
        status: passed ? carried[stage] : 'rejected',
        votes: [...state.votes, { ...record, by }],
        decidedAt: passed && stage === 'decide' ? toRfc3339(at) : state.decidedAt,
      };
    }
    case 'services.matter-signed':
      return { ...state, status: 'signed', signedBy: event.data.actor };
    case 'services.decision-published':
      return {
        ...state,
        status: 'decision-public',
        decision: event.data.text,
        decisionPublicOn: event.data.on,
      };
    case 'services.outcome-published':
      return {
        ...state,
        status: 'outcome-public',
        outcome: event.data.text,
        outcomePublicOn: event.data.on,
        spent: event.data.spent ?? null,
      };
    case 'services.matter-confirmed':
      return { ...state, status: 'closed' };
    case 'case.terminated':
    case 'case.withdrawn':
      return over.includes(state.status) ? state : { ...state, status: 'ended' };
    default:
      return state;
  }
}
