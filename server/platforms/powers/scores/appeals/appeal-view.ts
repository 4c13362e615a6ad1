import type { ScoreAppeal } from '#contract/powers/scores';
import { appealGround } from '#contract/correction-events';
import { may } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import { formatKey } from '#spine/keys';
import { linesOf, schemeIn } from '#spine/scores/schemes';
import type { Spine } from '#spine/spine';
import type { AppealRow } from './store.ts';

/** An appeal as somebody sees it, with what they may do about it. */
export function appealView(
  { registry }: Spine,
  principal: Principal,
  { city, id, number, state }: AppealRow,
): ScoreAppeal {
  const organ = registry.organ(state.organ)!;
  const decides = may(principal, 'scores.decide', { organId: organ.id, region: organ.regionCode });
  const second = principal.actor !== state.by && principal.actor !== state.proposedBy;
  const line = linesOf(schemeIn(state.scheme, state.month)).find(({ code }) => code === state.line);
  return {
    id: formatKey(city, id),
    number,
    kind: state.kind,
    status: state.status,
    organ: organ.code,
    organName: organ.name,
    region: organ.region,
    scheme: state.scheme,
    month: state.month,
    line: state.line,
    lineName: line?.name ?? null,
    ground: appealGround.nullable().catch(null).parse(state.ground),
    statement: state.statement,
    by: state.by,
    at: state.at,
    points: state.points,
    reason: state.reason,
    proposedBy: state.proposedBy,
    note: state.note,
    decidedBy: state.decidedBy,
    decidedAt: state.decidedAt,
    mayPropose: decides && state.status === 'appealed',
    mayDecide: decides && second && state.status === 'proposed',
    demonstration: organ.demonstration,
  };
}
