import { Refusal } from '#base/errors';
import { moneyText } from '#base/money';
import { toRfc3339, toRfc3339OrNull } from '#base/time';
import type { PenaltyDetail, PenaltyRow } from '#contract/powers/penalties';
import { getStoredCase, type StoredCase } from '#spine/cases/case-view';
import { rolesOver } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import type { View } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { type FormAction, formRoles, penaltyActions } from './actions.ts';
import { findOffence } from './benchmarks.ts';
import { dayOf } from './civil-day.ts';
import { debtOf } from './decide-execution.ts';
import { showParties } from './party.ts';
import type { PenaltyState } from './penalty.ts';
import { findPenalty, type PenaltySqlRow } from './store.ts';
import { owedOn } from './surcharge.ts';

/** A case that is a penalty, with its state. */
export interface StoredPenalty {
  one: StoredCase;
  state: PenaltyState;
}

/** Refusal: not-found, also for what lies outside the reach, and for cases that are no penalties. */
export async function getPenalty(view: View, id: string): Promise<StoredPenalty> {
  const one = await getStoredCase(view, id);
  if (one.part?.part.name !== 'powers/penalties' || !one.part.state)
    throw new Refusal('not-found', { field: 'id' });
  return { one, state: one.part.state as PenaltyState };
}

const offenceName = (code: string) => findOffence(code)?.name ?? { zh: code, en: code };

export function toRow(row: PenaltySqlRow): PenaltyRow {
  const { state } = row;
  return {
    id: formatKey(row.city, row.id),
    number: row.number,
    offence: state.offence,
    offenceName: offenceName(state.offence),
    organName: row.organ_name,
    status: state.status,
    procedure: state.procedure,
    tier: state.tier,
    fine: state.decision?.fine ?? null,
    openedAt: toRfc3339(row.opened_at),
    dueAt: toRfc3339OrNull(row.due_at),
    late: row.late,
    published: state.publication !== null && state.annulment === null,
    demonstration: row.demonstration,
  };
}

/** What is owed today of a fine; null while there is none to pay. */
function moneyOf(state: PenaltyState, today: string): PenaltyDetail['money'] {
  const debt = debtOf(state);
  if (!debt) return null;
  const open = state.status === 'executing';
  const owed = owedOn(debt, open ? today : (state.payments.at(-1)?.on ?? state.decision!.on));
  return {
    fine: debt.fine,
    paid: moneyText(owed.paid),
    surcharge: moneyText(owed.surcharge),
    owing: moneyText(owed.owing),
    dueOn: debt.dueOn,
    today,
    payments: state.payments,
  };
}

const isAllowed = (state: PenaltyState, name: FormAction) => {
  const { from, when } = penaltyActions[name]!;
  return from.includes(state.status) && (when?.(state) ?? true);
};

const shownConfiscation = ({ gains, goods }: { gains?: string; goods?: string }) => ({
  gains: gains ?? null,
  goods: goods ?? '',
});

/** One penalty case as somebody sees it, its party masked, with the forms that are open to them. Refusal: not-found. */
export async function showPenalty(
  spine: Spine,
  view: View,
  principal: Principal,
  id: string,
): Promise<PenaltyDetail> {
  const { one, state } = await getPenalty(view, id);
  const row = await findPenalty(view.db, one, spine.now());
  const [party] = await showParties(spine, [state]);
  const roles = rolesOver(principal, 'cases.act', one);
  const { notice, decision } = state;
  return {
    ...toRow(row!),
    offenceBasis: findOffence(state.offence)?.basis ?? [],
    party: {
      kind: state.partyKind,
      name: party!.name,
      creditCode: party!.creditCode,
      fields: party!.fields,
    },
    clueSource: state.source,
    facts: state.facts,
    filedAt: toRfc3339OrNull(state.filedAt),
    officers: state.officers,
    evidence: state.evidence.map(({ at, ...rest }) => ({ ...rest, registeredAt: toRfc3339(at) })),
    tierChange: state.tierChange,
    notice: notice && {
      ...notice,
      ...shownConfiscation(notice),
      at: toRfc3339(notice.at),
      hearingUntil: toRfc3339(notice.hearingUntil),
    },
    statements: state.statements,
    hearing: state.hearing && {
      askedOn: state.hearing.askedOn,
      announcedFor: state.hearing.heldFor,
      place: state.hearing.place,
      heldOn: state.hearing.heldOn,
      givenUp: state.hearing.givenUp,
    },
    discussion: state.discussion,
    decision: decision && { ...decision, ...shownConfiscation(decision) },
    delivery: state.delivery,
    money: moneyOf(state, dayOf(spine.now())),
    challenges: state.challenges,
    annulment: state.annulment,
    publication: state.publication,
    notPublished: state.notPublished,
    may: (Object.keys(formRoles) as FormAction[]).filter(
      (name) => roles.has(formRoles[name]) && isAllowed(state, name),
    ),
  };
}
