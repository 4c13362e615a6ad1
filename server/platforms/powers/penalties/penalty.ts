import type { Instant } from '#base/time';
import type { Certificate } from '#contract/powers/penalties';
import type {
  PartyKind,
  PenaltyKind,
  PenaltyStatus,
  Tier,
  adoptions,
  challengeKinds,
  clueSources,
  deliveryMethods,
  evidenceOutcomes,
  penaltyOutcomes,
  procedures,
} from '#contract/powers/penalty-terms';
import type { PartEvent } from '#spine/platform/part';
import type { AmountRange } from './discretion.ts';
import type { PenaltyEvents } from './events.ts';

export type PenaltyEvent = PartEvent<PenaltyEvents>;

interface Intended {
  kinds: PenaltyKind[];
  fine: string | null;
  /** Confiscated gains and goods; absent: none, or told in `content`, as before there were fields for them. */
  gains?: string;
  goods?: string;
  content: string;
}

/** What of an event is confiscated; absent where nothing is, so that states of before stay as they are. */
export const confiscatedOf = ({
  gains,
  goods,
}: {
  gains?: string;
  goods?: string;
}): Pick<Intended, 'gains' | 'goods'> => ({
  ...(gains !== undefined && { gains }),
  ...(goods !== undefined && { goods }),
});

/** The state of a penalty case: a pure fold of its events. Days are civil dates where the organ is. */
export interface PenaltyState {
  status: PenaltyStatus;
  procedure: keyof typeof procedures;
  organ: string;
  offence: string;
  partyKind: PartyKind;
  personId: number | null;
  source: keyof typeof clueSources;
  facts: string;
  filedAt: Instant | null;
  officers: Certificate[];
  evidence: { evidence: number; what: string; at: Instant; outcome: keyof typeof evidenceOutcomes | null }[];
  findings: string | null;
  tier: Tier | null;
  /** A change that waits for a second person. */
  tierChange: { from: Tier; to: Tier; reason: string; by: string } | null;
  notice: (Intended & { at: Instant; hearingRight: boolean; hearingUntil: Instant; waived: boolean }) | null;
  statements: { on: string; adoption: keyof typeof adoptions; answer: string }[];
  hearing: {
    askedOn: string;
    heldFor: string | null;
    place: string | null;
    heldOn: string | null;
    /** The party took its request back or did not come (art. 64). */
    givenUp: boolean;
  } | null;
  discussion: { on: string; record: string } | null;
  decision:
    | (Intended & {
        at: Instant;
        on: string;
        number: string;
        outcome: keyof typeof penaltyOutcomes;
        reason: string;
        tier: Tier | null;
        range: AmountRange | null;
        median: string | null;
        medianOf: number;
        by: string;
      })
    | null;
  delivery: { on: string; method: keyof typeof deliveryMethods } | null;
  /** Last day on which the fine is paid in time. */
  dueOn: string | null;
  payments: { on: string; amount: string; receipt: string; cashier: string }[];
  challenges: { kind: keyof typeof challengeKinds; from: string; to: string | null }[];
  annulment: { on: string; by: string; reason: string } | null;
  publication: {
    on: string;
    until: string;
    summary: string;
    withdrawn: { on: string; reason: string } | null;
  } | null;
  notPublished: string | null;
  /** Who has had a part in the decision: none of them takes its money in. */
  deciders: string[];
}

/** Registered evidence of which nobody has said what becomes of it. */
export const undecidedEvidence = ({ evidence }: PenaltyState) =>
  evidence.filter(({ outcome }) => outcome === null);

/** The challenge that goes on. */
export const openChallenge = ({ challenges }: PenaltyState) => challenges.find(({ to }) => to === null);

/** A penalty that was delivered may be published, once. */
export const isPublishable = (state: PenaltyState): boolean =>
  state.decision?.outcome === 'imposed' &&
  state.delivery !== null &&
  state.annulment === null &&
  state.publication === null &&
  state.notPublished === null;
