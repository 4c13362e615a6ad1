import { type Instant, toRfc3339 } from '#base/time';
import { type BreakGlass, breakGlassActions, breakGlassPhases } from '#contract/privacy';
import type { BreakGlassRequest } from '#spine/privacy/break-glass';
import { allowedActions } from '#spine/privacy/break-glass-actions';
import { phaseAt } from '#spine/privacy/break-glass-state';
import type { Official } from '#spine/privacy/official';

/** A request as `who` sees it now. */
export function breakGlassView({ id, state }: BreakGlassRequest, who: Official, now: Instant): BreakGlass {
  const phase = phaseAt(state, now);
  const time = (instant: Instant | null) => (instant === null ? null : toRfc3339(instant));
  return {
    id: String(id),
    person: String(state.person),
    fields: state.fields,
    caseId: state.caseId,
    reason: state.reason,
    phase,
    phaseText: breakGlassPhases[phase],
    asker: state.asker.actor,
    askedAt: toRfc3339(state.askedAt),
    approvers: state.approvers.map(({ actor }) => actor),
    lapsesAt: toRfc3339(state.lapsesAt),
    endsAt: time(state.endsAt),
    reviewDueAt: time(state.reviewDueAt),
    reviewOverdue: phase === 'to-review' && state.reviewDueAt !== null && now > state.reviewDueAt,
    verdict: state.verdict && { ...state.verdict, by: state.verdict.by.actor },
    actions: allowedActions(state, who, now).map((action) => ({ action, title: breakGlassActions[action] })),
  };
}
