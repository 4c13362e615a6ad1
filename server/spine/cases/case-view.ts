import { Refusal } from '#base/errors';
import { type Instant, toRfc3339 } from '#base/time';
import type { AvailableAction, CaseDetail } from '#contract/cases';
import { namesOfContents } from '#contract/item-content';
import type { Role } from '#contract/roles';
import type { Bilingual } from '#contract/text';
import { alertsOfCase } from '#spine/alerts/alert-queries';
import { availableCaseActions } from '#spine/cases/case-actions';
import { findCaseRow } from '#spine/cases/case-queries';
import { type CaseState, endedStatuses, stepOfType, type StepTrace } from '#spine/cases/case-state';
import { readState, stateColumns, type StoredState } from '#spine/cases/stored-state';
import { eventTitle } from '#spine/cases/event-titles';
import { clockContext } from '#spine/cases/fold-context';
import type { HeldEntry } from '#spine/cases/held-entry';
import { receiptCode } from '#spine/cases/receipt';
import { secondPersonActions } from '#spine/cases/second-person-actions';
import type { RegisteredItem } from '#spine/catalogue/registry';
import { clockViews } from '#spine/clocks/clock-view';
import { readTimetable, type StoredTimetable } from '#spine/clocks/stored-clocks';
import type { Timetable } from '#spine/clocks/timetable';
import { covers, may, rolesOver } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import type { View } from '#spine/identity/view';
import { parseKey } from '#spine/keys';
import type { PartFold } from '#spine/platform/apply-part';
import { getPart } from '#spine/platform/installed';
import type { PartState } from '#spine/platform/part';
import { availablePartActions } from '#spine/platform/part-actions';
import type { People } from '#spine/privacy/people';

/** A case with its item and timetable, as views need it. */
export interface StoredCase {
  city: number;
  id: number;
  sourceId: number;
  organId: number;
  region: number;
  /** The applicant, where this system knows who it is. */
  personId: number | null;
  number: string;
  item: RegisteredItem;
  state: CaseState;
  timetable: Timetable;
  /** The part of a platform that it belongs to. */
  part: PartFold | null;
  /** The present of its source. */
  now: Instant;
}

/** Refusal: not-found, also for what lies outside the reach. */
export async function getStoredCase(view: View, id: string): Promise<StoredCase> {
  const key = parseKey(id);
  const { rows } = await view.db.query<
    StoredState & {
      source_id: number;
      organ_id: number;
      region: number;
      person_id: number | null;
      number: string;
      item_id: number;
      item_version: number;
      ledger: string | null;
      rungs: string | null;
      next_i: number | null;
      due_at: Instant | null;
      mode: string;
      now_at: Instant | null;
      part: string | null;
      part_state: PartState | null;
    }
  >(
    `SELECT c.source_id, c.organ_id, c.region, c.person_id, c.number, c.item_id, c.item_version, ${stateColumns}, k.ledger, k.rungs, k.next_i, k.due_at, s.mode, s.now_at,
       p.part, p.state AS part_state
     FROM cases c JOIN source s ON s.id = c.source_id LEFT JOIN clock k ON k.city = c.city AND k.case_id = c.id
     LEFT JOIN part_state p ON p.city = c.city AND p.case_id = c.id
     WHERE c.city = $1 AND c.id = $2`,
    [key.city, key.id],
  );
  const row = rows[0];
  if (!row || !covers(view.reaches.cases, { organId: row.organ_id, region: row.region }))
    throw new Refusal('not-found', { field: 'id' });
  const state = readState(row);
  return {
    ...key,
    sourceId: row.source_id,
    organId: row.organ_id,
    region: row.region,
    personId: row.person_id,
    number: row.number,
    item: view.registry.itemVersion(row.item_id, row.item_version),
    state,
    timetable:
      row.ledger === null
        ? { clocks: {}, rungs: [], nextI: 0, dueAt: null }
        : readTimetable(row as StoredTimetable),
    part: row.part === null ? null : { part: getPart(row.part), state: row.part_state },
    // A log whose present nobody has told yet, as while it is being imported, has come as far as the case has.
    now: row.mode === 'replay' ? (row.now_at ?? state.lastAt) : view.now(),
  };
}

/** The step of the decision, where the flow has it, and all that come after it. */
function fromDecision({ flow }: RegisteredItem): Set<string> {
  const found = new Set(
    flow.steps.flatMap(({ code }) => (code === stepOfType['case.decided'] ? [code] : [])),
  );
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const { code, after } of flow.steps) if (after.some((one) => found.has(one))) found.add(code);
  }
  return found;
}

/** Steps that stand done. When an end was taken back, those from the decision on are to be done once more. */
function standingSteps(item: RegisteredItem, { steps, reopened }: CaseState): Map<string, StepTrace> {
  const again = reopened ? fromDecision(item) : new Set<string>();
  const standing = steps.filter(({ code, last }) => !again.has(code) || last >= reopened!.at);
  return new Map(standing.map((step) => [step.code, step]));
}

/** How far a case is in its flow. */
interface Progress {
  /** Steps that stand done, by code. */
  done: ReadonlyMap<string, StepTrace>;
  /** The step that waits to be done: the first that may come now and does not stand done; null when the case has ended. */
  current: string | null;
}

export function progressOf(item: RegisteredItem, state: CaseState): Progress {
  const done = standingSteps(item, state);
  if (endedStatuses.has(state.status)) return { done, current: null };
  const ready = item.flow.steps.filter(
    ({ code, after }) => !done.has(code) && (after.length === 0 || after.some((one) => done.has(one))),
  );
  return { done, current: (ready.find((step) => step.mandatory) ?? ready[0])?.code ?? null };
}

/** The keys of the alerts that fired on a case. */
export async function firedKeys(view: View, city: number, caseId: number): Promise<Set<string>> {
  const { rows } = await view.db.query<{ key: string }>(
    'SELECT key FROM alert WHERE city = $1 AND case_id = $2',
    [city, caseId],
  );
  return new Set(rows.map((row) => row.key));
}

async function timeline(view: View, one: StoredCase): Promise<CaseDetail['timeline']> {
  const { rows } = await view.db.query<{
    case_seq: number;
    type: string;
    occurred_at: Instant;
    recorded_at: Instant;
    data: Record<string, unknown>;
    digest: Buffer;
    source_id: number;
  }>(
    `SELECT case_seq, type, occurred_at, recorded_at, data, digest, source_id FROM journal
     WHERE city = $1 AND case_id = $2 ORDER BY case_seq LIMIT 2000`,
    [one.city, one.id],
  );
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return rows.map((row) => {
    const step = text(row.data.step);
    const organ = text(row.data.organ);
    const acting = organ === null ? view.registry.organById(one.organId) : view.registry.organ(organ);
    const stepName: Bilingual | null =
      one.item.flow.steps.find((flowStep) => flowStep.code === step)?.name ?? null;
    return {
      seq: row.case_seq,
      type: row.type,
      title: eventTitle(row.type),
      step,
      stepName,
      actor: text(row.data.actor),
      post: text(row.data.post),
      postName: acting?.posts.find(({ code }) => code === row.data.post)?.name ?? null,
      contentNames: namesOfContents(one.item.contents, row.data.contents),
      occurredAt: toRfc3339(row.occurred_at),
      recordedAt: toRfc3339(row.recorded_at),
      source: view.registry.sourceById(row.source_id).code,
      digest: row.digest.toString('hex'),
      data: row.data,
    };
  });
}

/** The applicant, masked, for everybody who sees the case. */
async function applicantOf(
  people: People,
  principal: Principal,
  one: StoredCase,
): Promise<CaseDetail['applicant']> {
  const [person] = one.personId === null ? [] : await people.readMasked([one.personId]);
  return person ? { ...person, readable: may(principal, 'personal.read', one) } : null;
}

function heldView({ seq, at, claimed, event }: HeldEntry): CaseDetail['held'][number] {
  return {
    seq,
    title: eventTitle(event.type),
    claimedAt: toRfc3339(claimed),
    recordedAt: toRfc3339(at),
    actor: event.data.actor ?? null,
    basis: event.data.basis,
  };
}

/**
 * A second person's word first. A case of a part takes of the spine's actions those that the part names, and the part's own.
 */
function actionsOf(one: StoredCase, { actor }: Principal, roles: ReadonlySet<Role>): AvailableAction[] {
  const words = secondPersonActions(one.state, { actor, roles });
  const ofSpine = availableCaseActions(one.state.status, one.item, roles);
  if (!one.part?.state) return [...words, ...ofSpine];
  const taken = one.part.part.caseActions(one.part.state);
  return [
    ...words,
    ...ofSpine.filter(({ action }) => taken.includes(action)),
    ...availablePartActions(one.part, one.item, roles),
  ];
}

/** One case as somebody sees it, with what they may do now. Refusal: not-found. */
export async function getCaseDetail(
  view: View,
  people: People,
  principal: Principal,
  id: string,
): Promise<CaseDetail> {
  const one = await getStoredCase(view, id);
  const row = await findCaseRow(view.db, one.city, one.id, view.now());
  const context = clockContext(view.fold, {
    itemId: one.item.id,
    itemVersion: one.item.version,
    organId: one.organId,
  });
  const fired = await firedKeys(view, one.city, one.id);
  const { reopened } = one.state;
  const { done, current } = progressOf(one.item, one.state);
  const steps = [...done].map(([code, step]) => [
    code,
    { count: step.n, firstAt: toRfc3339(step.first), lastAt: toRfc3339(step.last), actor: step.actor },
  ]);
  return {
    ...row!,
    receipt: receiptCode(one.city, one.id, view.receiptKey),
    applicant: await applicantOf(people, principal, one),
    flow: one.item.flow,
    stepsDone: Object.fromEntries(steps),
    currentStep: current,
    reopened: reopened ? { times: reopened.n, at: toRfc3339(reopened.at) } : null,
    clocks: clockViews(one.timetable, (kind) => !kind.startsWith('correction:'), fired, context, one.now),
    alerts: await alertsOfCase(view.db, view.reaches.alerts, one.city, one.id),
    timeline: await timeline(view, one),
    held: one.state.held.map(heldView),
    part: one.part?.part.name ?? null,
    availableActions: actionsOf(one, principal, rolesOver(principal, 'cases.act', one)),
  };
}
