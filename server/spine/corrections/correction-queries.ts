import type { z } from 'zod';
import type { Queries } from '#base/db';
import { Refusal } from '#base/errors';
import { type Instant, toRfc3339 } from '#base/time';
import type { CorrectionPart } from '#contract/correction-events';
import {
  type CorrectionRow,
  type CorrectionStatus,
  correctionStatuses,
  type correctionsApi,
} from '#contract/corrections';
import type { Bilingual } from '#contract/text';
import { ruleTitle } from '#spine/alerts/alert-queries';
import { levelNumber } from '#spine/clocks/timetable';
import { Conditions } from '#spine/conditions';
import type { CorrectionFold } from '#spine/corrections/apply-correction';
import { actedSides, permittedActions } from '#spine/corrections/correction-permissions';
import { type CorrectionAction } from '#spine/corrections/correction-actions';
import { formatKey } from '#spine/keys';
import { covers, type Reach } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import { addReach } from '#spine/identity/reach-conditions';
import { subtreeRange } from '#spine/regions/region-codes';

type Filter = z.output<NonNullable<typeof correctionsApi.listCorrections.query>>;

/** A correction with the names that people read. */
export interface CorrectionSqlRow {
  city: number;
  id: number;
  case_id: number;
  case_number: string;
  organ_id: number;
  organ: string;
  organ_name: Bilingual;
  region: number;
  region_zh: string;
  region_en: string;
  item_id: number;
  item_version: number;
  item_name: Bilingual;
  demonstration: boolean;
  state: CorrectionFold;
}

const select = `x.city, x.id, x.case_id, c.number AS case_number, x.organ_id, o.code AS organ, o.content -> 'name' AS organ_name,
  x.region, r.name_zh AS region_zh, r.name_en AS region_en, c.item_id, c.item_version, v.content -> 'name' AS item_name,
  s.demonstration, x.state`;
const joins = `JOIN cases c ON c.city = x.city AND c.id = x.case_id JOIN source s ON s.id = c.source_id
  JOIN organ o ON o.id = x.organ_id JOIN region r ON r.code = x.region
  JOIN item_version v ON v.item_id = c.item_id AND v.version = c.item_version`;

/** What the interface calls the limit that runs: the organ's answer is its feedback. */
const dueNames: Record<CorrectionPart, string> = {
  sign: 'sign',
  answer: 'feedback',
  verify: 'verify',
  appeal: 'appeal',
  close: 'close',
};

/** @param allowed what whoever asks may do with it now */
export function toCorrectionRow(
  row: CorrectionSqlRow,
  allowed: CorrectionAction[],
  now: Instant,
): CorrectionRow {
  const { state, due } = row.state;
  const id = formatKey(row.city, row.id);
  return {
    id,
    number: state.number,
    status: state.status,
    escalations: state.escalations,
    level: state.level,
    alertId: id,
    rule: state.rule,
    title: ruleTitle(state.rule),
    caseId: formatKey(row.city, row.case_id),
    caseNumber: row.case_number,
    organ: row.organ,
    organName: row.organ_name,
    region: String(row.region),
    regionName: { zh: row.region_zh, en: row.region_en },
    itemName: row.item_name,
    issuedAt: toRfc3339(state.issuedAt),
    dueAt: due && toRfc3339(due.at),
    dueFor: due && dueNames[due.part],
    late: due !== null && due.at < now,
    availableActions: allowed,
    demonstration: row.demonstration,
  };
}

const order = {
  newest: 'x.issued_at DESC, x.id DESC',
  oldest: 'x.issued_at, x.id',
  due: 'x.due_at NULLS LAST, x.id',
} as const;

/** Conditions over `correction x`. Without the status, to count what each status would show. */
function conditionsOf(filter: Filter, reach: Reach, now: Instant, withStatus: boolean): Conditions {
  const where = new Conditions();
  addReach(where, reach, 'x');
  if (filter.region) {
    const { from, to } = subtreeRange(filter.region);
    where.add((p) => `x.region BETWEEN ${p(from)} AND ${p(to)}`);
  }
  if (filter.organ) where.add((p) => `x.organ_id = (SELECT id FROM organ WHERE code = ${p(filter.organ)})`);
  if (filter.level?.length) {
    const levels = filter.level.map((one) => levelNumber[one]);
    where.add((p) => `x.level = ANY(${p(levels)}::int2[])`);
  }
  if (filter.late) {
    const late = filter.late === 'true';
    where.add((p) => `coalesce(x.due_at < ${p(toRfc3339(now))}::timestamptz, false) = ${p(late)}`);
  }
  if (withStatus && filter.status?.length) where.add((p) => `x.status = ANY(${p(filter.status)}::text[])`);
  return where;
}

/**
 * One page of the corrections within a reach, with what the asking person may do with each, and how many there are in each
 * status under the other filters.
 */
export async function listCorrections(
  db: Queries,
  reach: Reach,
  principal: Principal,
  filter: Filter,
  now: Instant,
) {
  const counted = conditionsOf(filter, reach, now, false);
  const byStatus = await db.query<{ status: CorrectionStatus; n: number }>(
    `SELECT x.status, count(*)::int AS n FROM correction x ${counted.where} GROUP BY x.status`,
    counted.values,
  );
  const found = new Map(byStatus.rows.map((row) => [row.status, row.n]));
  const counts = Object.fromEntries(
    correctionStatuses.map((status) => [status, found.get(status) ?? 0]),
  ) as Record<CorrectionStatus, number>;
  const { page, pageSize, sort } = filter;
  const where = conditionsOf(filter, reach, now, true);
  const { rows } = await db.query<CorrectionSqlRow>(
    `SELECT ${select} FROM (
       SELECT * FROM correction x ${where.where} ORDER BY ${order[sort]}
       LIMIT ${where.value(pageSize)} OFFSET ${where.value((page - 1) * pageSize)}
     ) x ${joins} ORDER BY ${order[sort]}`,
    where.values,
  );
  const chosen: readonly CorrectionStatus[] = filter.status?.length ? filter.status : correctionStatuses;
  const total = chosen.reduce((sum, status) => sum + counts[status], 0);
  const acted = await actedSides(db, principal, rows);
  return {
    rows: rows.map((row, i) => toCorrectionRow(row, permittedActions(principal, row, acted[i]!), now)),
    total,
    page,
    pageSize,
    counts,
  };
}

/** Refusal: not-found, also for what lies outside the reach. */
export async function getCorrectionRow(
  db: Queries,
  reach: Reach,
  key: { city: number; id: number },
): Promise<CorrectionSqlRow> {
  const { rows } = await db.query<CorrectionSqlRow>(
    `SELECT ${select} FROM correction x ${joins} WHERE x.city = $1 AND x.id = $2`,
    [key.city, key.id],
  );
  const row = rows[0];
  if (!row || !covers(reach, { organId: row.organ_id, region: row.region }))
    throw new Refusal('not-found', { field: 'id', expected: 'a correction that was issued' });
  return row;
}
