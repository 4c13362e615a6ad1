import type { Queries } from '#base/db';
import type { Instant } from '#base/time';
import type { CaseStatus } from '#contract/cases';
import { stepOf } from '#spine/cases/case-state';
import { baseOf } from '#spine/catalogue/item-base';
import { addDays, Conditions } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { meaningOf } from '#spine/platform/installed';
import type { Trace } from './trace.ts';

/** Which cases of which items. */
export interface CaseChoice {
  items: readonly number[];
  openedFrom?: string | undefined;
  openedTo?: string | undefined;
}

/** A case as it is chosen, before its steps are read. */
export interface ChosenCase {
  city: number;
  id: number;
  item_id: number;
  item_version: number;
  organ_id: number;
  source_id: number;
  status: CaseStatus;
  opened_at: Instant;
  ended_at: Instant | null;
}

function conditionsOf({ items, openedFrom, openedTo }: CaseChoice, reach: Reach): Conditions {
  const where = new Conditions();
  where.add((p) => `c.item_id = ANY(${p(items)}::int4[])`);
  addReach(where, reach, 'c');
  addDays(where, 'c.opened_at', openedFrom, openedTo);
  return where;
}

/** The newest cases of a choice, and how many there are. */
export async function chooseCases(db: Queries, reach: Reach, choice: CaseChoice, most: number) {
  const counted = conditionsOf(choice, reach);
  const { rows: count } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM cases c ${counted.where}`,
    counted.values,
  );
  const where = conditionsOf(choice, reach);
  const { rows } = await db.query<ChosenCase>(
    `SELECT c.city, c.id, c.item_id, c.item_version, c.organ_id, c.source_id, c.status, c.opened_at, c.ended_at
     FROM cases c ${where.where} ORDER BY c.opened_at DESC, c.city, c.id DESC LIMIT ${where.value(most)}`,
    where.values,
  );
  return { cases: rows, total: count[0]!.n };
}

/** How many cases within reach the items of each base code have; those without any are not named. */
export async function countByBase(db: Queries, reach: Reach): Promise<Map<string, number>> {
  const where = addReachTo(reach);
  const { rows } = await db.query<{ base: string; n: number }>(
    `SELECT ${baseOf('i.code')} AS base, sum(n)::int AS n FROM
       (SELECT c.item_id, count(*) AS n FROM cases c ${where.where} GROUP BY c.item_id) counted
     JOIN item i ON i.id = counted.item_id GROUP BY 1`,
    where.values,
  );
  return new Map(rows.map(({ base, n }) => [base, n]));
}

function addReachTo(reach: Reach): Conditions {
  const where = new Conditions();
  addReach(where, reach, 'c');
  return where;
}

interface StepRow {
  city: number;
  case_id: number;
  type: string;
  at: Instant;
  step: string | null;
  data: Record<string, unknown> | null;
}

/** Keys as two arrays, for `unnest`. */
const keysOf = (cases: readonly { city: number; id: number }[]) => [
  cases.map(({ city }) => city),
  cases.map(({ id }) => id),
];

/** The chosen cases as traces, with their steps in the order of effective time. Bounded by the caller: about ten rows a case. */
export async function readTraces(db: Queries, chosen: readonly ChosenCase[]): Promise<Trace[]> {
  const traces = new Map(chosen.map((one) => [`${one.city}-${one.id}`, traceOf(one)]));
  const { rows } = await db.query<StepRow>(
    `SELECT j.city, j.case_id, j.type, CASE WHEN j.historic THEN j.occurred_at ELSE j.recorded_at END AS at,
       CASE WHEN j.type = 'case.step-done' THEN j.data ->> 'step' END AS step,
       CASE WHEN j.type NOT LIKE 'case.%' THEN j.data END AS data
     FROM unnest($1::int2[], $2::int8[]) AS k (city, id)
     JOIN journal j ON j.city = k.city AND j.case_id = k.id
     WHERE j.type IN ('case.step-done', 'case.accepted', 'case.decided')
       OR (j.type NOT LIKE 'case.%' AND j.type NOT LIKE 'correction.%')
     ORDER BY at, j.case_seq`,
    keysOf(chosen),
  );
  for (const row of rows) {
    const step = stepOfRow(row);
    const trace = traces.get(`${row.city}-${row.case_id}`);
    if (step === null || !trace) continue;
    trace.steps.push(step);
    trace.times.push(row.at);
  }
  return [...traces.values()];
}

const traceOf = (one: ChosenCase): Trace => ({
  city: one.city,
  id: one.id,
  itemId: one.item_id,
  version: one.item_version,
  closed: one.status === 'closed',
  openedAt: one.opened_at,
  endedAt: one.ended_at,
  steps: [],
  times: [],
});

/** The step that an entry does: one of its own, or one that the event of a part means. */
function stepOfRow({ type, step, data }: StepRow): string | null {
  if (step !== null) return step;
  const meaning = meaningOf(type, data ?? {});
  return meaning ? stepOf(meaning) : null;
}
