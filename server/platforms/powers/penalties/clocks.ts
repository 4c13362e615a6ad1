import type { ClockLimit } from '#contract/clock';
import { epochDayOf } from '#spine/calendar/civil-date';
import { zoneOf } from '#spine/calendar/zone';
import type { PartClock } from '#spine/platform/part';
import { limits } from './limits.ts';
import type { PenaltyEvent, PenaltyState } from './penalty.ts';

type Clock = PartClock<PenaltyState, PenaltyEvent>;

const limitOf = ({ n, unit }: { n: number; unit: (typeof limits.filing)['unit'] }): ClockLimit => ({
  n,
  unit,
});

/** The end of a civil day in the zone of the law that counts it (all of China has one). */
export const endOfDay = (date: string): number =>
  zoneOf('Asia/Shanghai').instantOf((epochDayOf(date) + 1) * 86_400_000) - 1000;

const dated = (dueOn: string, givenBy: string): ClockLimit => ({ due: endOfDay(dueOn), givenBy });

/** Events after which nobody waits for payment any more. */
const paymentEnds = ({ type, data }: PenaltyEvent): boolean =>
  (type === 'powers.fine-paid' && data.settled) ||
  type === 'powers.decision-annulled' ||
  type === 'powers.penalty-closed';

/** Clocks of a penalty beside the ninety days of its item (行政处罚法 art. 60). */
export const penaltyClocks: Clock[] = [
  {
    kind: 'filing',
    name: limits.filing.name,
    basis: [limits.filing.basis],
    policy: 'penalty-step',
    rule: 'CLUE_UNDECIDED',
    starts: ({ type }, { procedure }) =>
      type === 'powers.clue-registered' && procedure === 'ordinary'
        ? [{ limit: limitOf(limits.filing) }]
        : [],
    stops: ({ type }) => (type === 'powers.penalty-filed' || type === 'powers.clue-dropped' ? 'all' : []),
  },
  {
    kind: 'evidence',
    name: limits.evidence.name,
    basis: [limits.evidence.basis],
    policy: 'step-limit',
    rule: 'EVIDENCE_UNDECIDED',
    starts: ({ type, data }) =>
      type === 'powers.evidence-registered'
        ? [{ instance: String(data.evidenceNo), limit: limitOf(limits.evidence) }]
        : [],
    stops: ({ type, data }) => (type === 'powers.evidence-decided' ? [String(data.evidenceNo)] : []),
  },
  {
    kind: 'delivery',
    name: limits.delivery.name,
    basis: [limits.delivery.basis],
    policy: 'step-limit',
    rule: 'PENALTY_DELIVERY_OVERDUE',
    starts: ({ type }) => (type === 'powers.penalty-decided' ? [{ limit: limitOf(limits.delivery) }] : []),
    stops: ({ type }) => (type === 'powers.penalty-delivered' ? 'all' : []),
  },
  {
    kind: 'payment',
    name: limits.payment.name,
    basis: [limits.payment.basis],
    policy: 'penalty-payment',
    rule: 'FINE_UNPAID',
    starts: ({ type, data }) =>
      (type === 'powers.penalty-delivered' ||
        type === 'powers.decided-on-the-spot' ||
        type === 'powers.payment-deferred') &&
      data.dueOn
        ? [{ limit: dated(data.dueOn, limits.payment.basis.article) }]
        : [],
    stops: (event) => (paymentEnds(event) ? 'all' : []),
    // The party's own limit: that it was missed does not make the organ's case late.
    lasting: true,
  },
  {
    kind: 'publication',
    name: limits.publication.name,
    basis: [limits.publication.basis],
    policy: 'penalty-step',
    rule: 'PUBLICATION_OVERDUE',
    starts: ({ type, data }) =>
      type === 'powers.penalty-decided' && data.outcome === 'imposed'
        ? [{ limit: limitOf(limits.publication) }]
        : [],
    stops: ({ type }) =>
      type === 'powers.decision-published' ||
      type === 'powers.publication-forgone' ||
      type === 'powers.decision-annulled'
        ? 'all'
        : [],
    lasting: true,
  },
  {
    kind: 'withdrawal',
    name: limits.withdrawal.name,
    basis: [limits.withdrawal.basis],
    policy: 'step-limit',
    rule: 'PUBLICATION_NOT_WITHDRAWN',
    starts: ({ type }, { publication }) =>
      type === 'powers.decision-annulled' && publication !== null
        ? [{ limit: limitOf(limits.withdrawal) }]
        : [],
    stops: ({ type }) => (type === 'powers.publication-withdrawn' ? 'all' : []),
    lasting: true,
  },
];
