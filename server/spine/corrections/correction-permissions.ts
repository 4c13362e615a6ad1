import type { Queries } from '#base/db';
import { Refusal } from '#base/errors';
import type { CorrectionEventType } from '#contract/correction-events';
import {
  allowedActions,
  type CorrectionAction,
  eventOf,
  isAction,
} from '#spine/corrections/correction-actions';
import type { CorrectionFold } from '#spine/corrections/apply-correction';
import { supervisorOf } from '#spine/corrections/supervision';
import { type Concerned, covers, may, reachOf } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';

/** Who acts on a correction: the organ that answers, or the supervision that asked. */
export type Side = 'answer' | 'supervise';

/** The closed table: whose act each action is. */
export const sides: Record<CorrectionAction, Side> = {
  sign: 'answer',
  rectify: 'answer',
  appeal: 'answer',
  answer: 'answer',
  verify: 'supervise',
  reject: 'supervise',
  uphold: 'supervise',
  refuse: 'supervise',
  escalate: 'supervise',
};
const sideOfEvent = new Map<string, Side>(
  Object.entries(sides).map(([action, side]) => [eventOf(action as CorrectionAction), side]),
);
sideOfEvent.set('correction.issued' satisfies CorrectionEventType, 'supervise');

/** What permission asks of a correction. */
export interface PermittedCorrection {
  city: number;
  id: number;
  case_id: number;
  organ_id: number;
  region: number;
  state: CorrectionFold;
}

/** True for supervision of a level that answers for it or of one above. */
function supervises(principal: Principal, supervisor: string): boolean {
  const { regions } = reachOf(principal, 'corrections.supervise');
  return regions.some((prefix) => supervisor.startsWith(prefix));
}

function isOnSide(principal: Principal, side: Side, one: PermittedCorrection): boolean {
  return side === 'supervise'
    ? supervises(principal, one.state.state.supervisor)
    : may(principal, 'corrections.answer', { organId: one.organ_id, region: one.region });
}

/**
 * What a principal may do with a correction now: what its state allows, on the side that the principal stands on, and never
 * on both sides of the same one.
 */
export function permittedActions(
  principal: Principal,
  one: PermittedCorrection,
  acted: ReadonlySet<Side>,
): CorrectionAction[] {
  const open = (side: Side) =>
    !acted.has(side === 'answer' ? 'supervise' : 'answer') && isOnSide(principal, side, one);
  return allowedActions(one.state.state).filter((action) => open(sides[action]));
}

/** On which side of each correction a principal has acted already. */
export async function actedSides(
  db: Queries,
  principal: Principal,
  corrections: PermittedCorrection[],
): Promise<ReadonlySet<Side>[]> {
  const acted = corrections.map(() => new Set<Side>());
  if (corrections.length === 0) return acted;
  const { rows } = await db.query<{ i: number; type: string }>(
    `SELECT DISTINCT x.i::int, j.type FROM unnest($1::int2[], $2::int8[], $3::int8[]) WITH ORDINALITY AS x (city, case_id, id, i)
     CROSS JOIN LATERAL (
       SELECT type, data FROM journal WHERE journal.city = x.city AND journal.case_id = x.case_id AND type = ANY($4::text[]) OFFSET 0
     ) j WHERE j.data ->> 'correction' = x.id::text AND j.data ->> 'actor' = $5`,
    [
      corrections.map((one) => one.city),
      corrections.map((one) => one.case_id),
      corrections.map((one) => one.id),
      [...sideOfEvent.keys()],
      principal.actor,
    ],
  );
  for (const row of rows) acted[row.i - 1]!.add(sideOfEvent.get(row.type)!);
  return acted;
}

/** Refusal: forbidden, for an action that the state allows and this principal may not take. */
export async function mayAct(
  db: Queries,
  principal: Principal,
  one: PermittedCorrection,
  action: string,
): Promise<void> {
  // What no state or no table allows is refused as such, with what is allowed.
  if (!isAction(action) || !allowedActions(one.state.state).includes(action)) return;
  const [acted] = await actedSides(db, principal, [one]);
  if (!isOnSide(principal, sides[action], one))
    throw new Refusal('forbidden', { field: 'action', expected: expected[sides[action]] });
  if (!permittedActions(principal, one, acted!).includes(action))
    throw new Refusal('forbidden', {
      field: 'action',
      expected: 'somebody who has not acted on the other side of this correction',
    });
}

const expected: Record<Side, string> = {
  answer: 'somebody who answers for the organ',
  supervise: 'supervision of the level that answers for it, or of one above',
};

/** Refusal: forbidden, for issuing a correction on what another level supervises. */
export function mayIssue(principal: Principal, alert: Concerned): void {
  if (
    !covers(reachOf(principal, 'corrections.supervise'), alert) ||
    !supervises(principal, supervisorOf(String(alert.region)))
  )
    throw new Refusal('forbidden', { field: 'id', expected: expected.supervise });
}
