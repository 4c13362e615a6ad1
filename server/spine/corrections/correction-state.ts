import type { Instant } from '#base/time';
import type { AlertLevel } from '#contract/alerts';
import type { CorrectionEvent, CorrectionEventData, CorrectionLimits } from '#contract/correction-events';
import type { CorrectionStatus } from '#contract/corrections';

/** A correction as its events tell it. What a clock says (due time, next follow-up) is not here: see CorrectionFold. */
export interface CorrectionState {
  status: CorrectionStatus;
  number: string;
  rule: string;
  level: AlertLevel;
  /** Key of the alert within its case. */
  alertKey: string;
  demand: string;
  limits: CorrectionLimits;
  /** Division whose supervision organ answers for it now. */
  supervisor: string;
  escalations: number;
  issuedAt: Instant;
  endedAt: Instant | null;
  cause: string | null;
  measures: string | null;
  appeal: { ground: string; statement: string } | null;
  feedback: string | null;
  /** Warnings of its clocks up to this time have been followed up by a reminder or by escalation. */
  followedTo: Instant;
}

/** What still lies with the organ: escalation sends it back to the signature, under a higher supervisor. */
const withOrgan: ReadonlySet<CorrectionStatus> = new Set(['issued', 'signed', 'rectifying', 'escalated']);

export const endedCorrections: ReadonlySet<CorrectionStatus> = new Set(['cleared', 'upheld']);

function issued(data: CorrectionEventData<'correction.issued'>, at: Instant): CorrectionState {
  const { number, rule, level, alertKey, demand, limits, issuer } = data;
  return {
    status: 'issued',
    number,
    rule,
    level,
    alertKey,
    demand,
    limits,
    supervisor: issuer,
    escalations: 0,
    issuedAt: at,
    endedAt: null,
    cause: null,
    measures: null,
    appeal: null,
    feedback: null,
    followedTo: at,
  };
}

function escalated(
  before: CorrectionState,
  data: CorrectionEventData<'correction.escalated'>,
): CorrectionState {
  return {
    ...before,
    // An answer or an appeal stays where it is: the level above verifies or decides it.
    status: withOrgan.has(before.status) ? 'escalated' : before.status,
    supervisor: data.to,
    escalations: before.escalations + 1,
    followedTo: 'fellDueAt' in data ? Date.parse(data.fellDueAt) : before.followedTo,
  };
}

/**
 * The fold: the state after one more event at `at`. Whether the event is allowed in this state is asked before
 * (`allowsEvent`); events that were accepted once are accepted again by every replay.
 */
export function evolveCorrection(
  before: CorrectionState | null,
  event: CorrectionEvent,
  at: Instant,
): CorrectionState {
  if (event.type === 'correction.issued') return before ?? issued(event.data, at);
  if (!before) throw new Error(`a correction begins with correction.issued, not with ${event.type}`);
  switch (event.type) {
    case 'correction.signed':
      return { ...before, status: 'signed' };
    case 'correction.rectified': {
      const { cause, measures } = event.data;
      return { ...before, status: 'rectifying', cause, measures };
    }
    case 'correction.appealed': {
      const { ground, statement } = event.data;
      return { ...before, status: 'appealed', appeal: { ground, statement } };
    }
    case 'correction.answered': {
      const { feedback, measures = before.measures } = event.data;
      return { ...before, status: 'answered', feedback, measures };
    }
    case 'correction.cleared':
      return { ...before, status: 'cleared', endedAt: at };
    case 'correction.upheld':
      return { ...before, status: 'upheld', endedAt: at };
    case 'correction.returned':
    case 'correction.appeal-refused':
      return { ...before, status: 'rectifying' };
    case 'correction.escalated':
      return escalated(before, event.data);
    case 'correction.reminded':
      return { ...before, followedTo: Date.parse(event.data.fellDueAt) };
    case 'correction.recalculated':
      return before;
    default:
      return event satisfies never;
  }
}
