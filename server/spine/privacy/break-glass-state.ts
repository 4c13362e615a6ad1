import type { z } from 'zod';
import type { Instant } from '#base/time';
import type { BreakGlassPhase, breakGlassEvents, PersonField } from '#contract/privacy';
import type { Concerned, Party } from '#spine/privacy/official';

export type BreakGlassEventType = keyof typeof breakGlassEvents;

/** An event of a request with who and when. */
export type BreakGlassEvent = {
  [T in BreakGlassEventType]: {
    type: T;
    data: z.output<(typeof breakGlassEvents)[T]>;
    by: Party;
    at: Instant;
  };
}[BreakGlassEventType];

/** A request for break-glass access: a fold of its events. */
export interface BreakGlassState extends Concerned {
  person: number;
  fields: PersonField[];
  caseId: string;
  reason: string;
  asker: Party;
  askedAt: Instant;
  lapsesAt: Instant;
  approvers: Party[];
  /** Null until the last approval. */
  endsAt: Instant | null;
  reviewDueAt: Instant | null;
  ended: 'refused' | 'withdrawn' | null;
  verdict: { by: Party; justified: boolean; note: string } | null;
}

const instantOf = (text: string | null): Instant | null => (text === null ? null : Date.parse(text));

/** What a request comes to with one more event. The first must be `break-glass.asked`. */
export function evolve(state: BreakGlassState | null, event: BreakGlassEvent): BreakGlassState {
  if (event.type === 'break-glass.asked') {
    const { person, lapsesAt, ...asked } = event.data;
    return {
      ...asked,
      person: Number(person),
      asker: event.by,
      askedAt: event.at,
      lapsesAt: Date.parse(lapsesAt),
      approvers: [],
      endsAt: null,
      reviewDueAt: null,
      ended: null,
      verdict: null,
    };
  }
  if (!state) throw new Error(`${event.type} of a request that was never asked`);
  switch (event.type) {
    case 'break-glass.approved':
      return {
        ...state,
        approvers: [...state.approvers, event.by],
        endsAt: instantOf(event.data.endsAt),
        reviewDueAt: instantOf(event.data.reviewDueAt),
      };
    case 'break-glass.refused':
      return { ...state, ended: 'refused' };
    case 'break-glass.withdrawn':
      return { ...state, ended: 'withdrawn' };
    case 'break-glass.closed':
      return { ...state, endsAt: event.at, reviewDueAt: instantOf(event.data.reviewDueAt) };
    case 'break-glass.reviewed':
      return { ...state, verdict: { by: event.by, ...event.data } };
  }
}

/** Where a request stands at a moment: time alone lets it lapse, and ends what was opened. */
export function phaseAt(state: BreakGlassState, now: Instant): BreakGlassPhase {
  if (state.ended) return state.ended;
  if (state.verdict) return 'reviewed';
  if (state.endsAt !== null) return now < state.endsAt ? 'open' : 'to-review';
  if (now >= state.lapsesAt) return 'lapsed';
  return state.approvers.length > 0 ? 'seconded' : 'asked';
}
