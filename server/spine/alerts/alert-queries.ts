import type { QueryResultRow } from 'pg';
import type { z } from 'zod';
import type { Queries } from '#base/db';
import { Refusal } from '#base/errors';
import { type Instant, toRfc3339 } from '#base/time';
import type { AlertDetail, AlertLevel, AlertRow, AlertStatus, alertFilter } from '#contract/alerts';
import type { ItemContent } from '#contract/item-content';
import type { Bilingual } from '#contract/text';
import { evidenceFacts } from '#spine/alerts/evidence-facts';
import { ruleTable } from '#spine/alerts/rules/rule-table';
import { parseKey, formatKey } from '#spine/keys';
import { itemsOf } from '#spine/catalogue/item-base';
import { addDays, Conditions } from '#spine/conditions';
import { type Concerned, covers, type Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { ownRange, subtreeRange } from '#spine/regions/region-codes';

export const alertLevels: AlertLevel[] = ['notice', 'yellow', 'red'];
export const alertStatuses: AlertStatus[] = ['open', 'correcting', 'cleared', 'lifted'];

export interface AlertSqlRow {
  city: number;
  id: number;
  case_id: number;
  case_number: string;
  key: string;
  rule: string;
  level: number;
  status: number;
  organ_id: number;
  region: number;
  region_zh: string;
  region_en: string;
  organ: string;
  organ_name: Bilingual;
  item: string;
  item_content: { name: Bilingual; platform: string; contents?: ItemContent[] };
  fired_at: Instant;
  recorded_at: Instant;
  evidence: Record<string, string | number> | null;
  correction: boolean;
  source: string;
  demonstration: boolean;
}

/** All columns of `AlertSqlRow` over `alert a`. */
export const alertSelect = `a.city, a.id, a.case_id, c.number AS case_number, a.key, a.rule, a.level, a.status, a.organ_id, a.region,
  r.name_zh AS region_zh, r.name_en AS region_en, o.code AS organ, o.content -> 'name' AS organ_name, i.code AS item,
  v.content AS item_content, a.fired_at, a.recorded_at, a.evidence, s.code AS source, s.demonstration,
  EXISTS (SELECT 1 FROM correction x WHERE x.city = a.city AND x.id = a.id) AS correction`;
export const alertJoins = `JOIN cases c ON c.city = a.city AND c.id = a.case_id JOIN source s ON s.id = c.source_id
  JOIN region r ON r.code = a.region JOIN organ o ON o.id = a.organ_id JOIN item i ON i.id = a.item_id
  JOIN item_version v ON v.item_id = c.item_id AND v.version = c.item_version`;

export function ruleTitle(rule: string): Bilingual {
  return ruleTable[rule]?.title ?? { zh: rule, en: rule };
}

export function toAlertRow(row: AlertSqlRow): AlertRow {
  const id = formatKey(row.city, row.id);
  return {
    id,
    caseId: formatKey(row.city, row.case_id),
    caseNumber: row.case_number,
    rule: row.rule,
    title: ruleTitle(row.rule),
    ruleClass: ruleTable[row.rule]?.ruleClass ?? 6,
    level: alertLevels[row.level - 1]!,
    status: alertStatuses[row.status]!,
    region: String(row.region),
    regionName: { zh: row.region_zh, en: row.region_en },
    organ: row.organ,
    organName: row.organ_name,
    item: row.item,
    itemName: row.item_content.name,
    platform: row.item_content.platform,
    source: row.source,
    firedAt: toRfc3339(row.fired_at),
    recordedAt: toRfc3339(row.recorded_at),
    correctionId: row.correction ? id : null,
    demonstration: row.demonstration,
  };
}

const order = {
  newest: 'a.fired_at DESC, a.id DESC',
  oldest: 'a.fired_at, a.id',
  level: 'a.level DESC, a.fired_at DESC, a.id DESC',
} as const;

/** Conditions over `alert a` (and, for item, organ, number and platform, their joined tables). */
function conditionsOf(filter: z.output<typeof alertFilter>, reach: Reach, withLevel: boolean): Conditions {
  const where = new Conditions();
  addReach(where, reach, 'a');
  if (filter.region) {
    const { from, to } = (filter.own === 'true' ? ownRange : subtreeRange)(filter.region);
    where.add((p) => `a.region BETWEEN ${p(from)} AND ${p(to)}`);
  }
  if (filter.organ) where.add((p) => `a.organ_id = (SELECT id FROM organ WHERE code = ${p(filter.organ)})`);
  if (filter.item) where.add((p) => `a.item_id IN ${itemsOf(p(filter.item))}`);
  if (filter.platform)
    where.add(
      (p) =>
        `a.item_id IN (SELECT item_id FROM item_version WHERE content ->> 'platform' = ${p(filter.platform)})`,
    );
  if (filter.source)
    where.add(
      (p) =>
        `(a.city, a.case_id) IN (SELECT city, id FROM cases WHERE source_id = (SELECT id FROM source WHERE code = ${p(filter.source)}))`,
    );
  if (filter.rule) where.add((p) => `a.rule = ${p(filter.rule)}`);
  if (filter.ruleClass?.length) {
    const codes = codesOf(filter.ruleClass);
    where.add((p) => `a.rule = ANY(${p(codes)}::text[])`);
  }
  if (withLevel && filter.level?.length) {
    const levels = filter.level.map((one) => alertLevels.indexOf(one) + 1);
    where.add((p) => `a.level = ANY(${p(levels)}::int2[])`);
  }
  if (filter.status?.length) {
    const statuses = filter.status.map((one) => alertStatuses.indexOf(one));
    where.add((p) => `a.status = ANY(${p(statuses)}::int2[])`);
  }
  if (filter.caseNumber)
    where.add(
      (p) => `(a.city, a.case_id) IN (SELECT city, id FROM cases WHERE number = ${p(filter.caseNumber)})`,
    );
  addDays(where, 'a.fired_at', filter.from, filter.to);
  return where;
}

/** One page of the alerts within a reach, with how many there are of each level under the other filters. */
export async function listAlerts(db: Queries, reach: Reach, filter: z.output<typeof alertFilter>) {
  const counted = conditionsOf(filter, reach, false);
  const byLevel = await db.query<{ level: number; n: number }>(
    `SELECT level, count(*)::int AS n FROM alert a ${counted.where} GROUP BY level`,
    counted.values,
  );
  const counts = Object.fromEntries(
    alertLevels.map((level, i) => [level, byLevel.rows.find((row) => row.level === i + 1)?.n ?? 0]),
  ) as Record<AlertLevel, number>;
  const chosen = filter.level?.length ? filter.level : alertLevels;
  const where = conditionsOf(filter, reach, true);
  const { rows } = await db.query<AlertSqlRow>(
    `SELECT ${alertSelect} FROM (
       SELECT * FROM alert a ${where.where} ORDER BY ${order[filter.sort]} LIMIT ${filter.pageSize} OFFSET ${(filter.page - 1) * filter.pageSize}
     ) a ${alertJoins} ORDER BY ${order[filter.sort]}`,
    where.values,
  );
  const total = chosen.reduce((sum, level) => sum + counts[level], 0);
  return { rows: rows.map(toAlertRow), total, page: filter.page, pageSize: filter.pageSize, counts };
}

/** Refusal: not-found, also for what lies outside the reach. */
export async function getAlert(db: Queries, reach: Reach, id: string): Promise<AlertDetail> {
  const key = parseKey(id);
  const { rows } = await db.query<AlertSqlRow>(
    `SELECT ${alertSelect} FROM alert a ${alertJoins} WHERE a.city = $1 AND a.id = $2`,
    [key.city, key.id],
  );
  const row = rows[0];
  if (!row || !covers(reach, { organId: row.organ_id, region: row.region }))
    throw new Refusal('not-found', { field: 'id' });
  return toAlertDetail(row);
}

/** Whom an alert concerns. Refusal: not-found, also for what lies outside the reach. */
export async function getAlertPlace(db: Queries, reach: Reach, id: string): Promise<Concerned> {
  const key = parseKey(id);
  const { rows } = await db.query<Concerned & QueryResultRow>(
    'SELECT organ_id AS "organId", region FROM alert WHERE city = $1 AND id = $2',
    [key.city, key.id],
  );
  if (!rows[0] || !covers(reach, rows[0]))
    throw new Refusal('not-found', { field: 'id', expected: 'an alert' });
  return rows[0];
}

export function toAlertDetail(row: AlertSqlRow): AlertDetail {
  const rule = ruleTable[row.rule];
  return {
    ...toAlertRow(row),
    basis: rule?.basis ?? '',
    evidence: evidenceFacts(row.rule, row.evidence, row.item_content),
    clears: rule?.clears ?? { zh: '核实后处理', en: 'To be checked and settled' },
    clock: row.evidence === null && row.key.includes(':') ? row.key.slice(0, row.key.lastIndexOf(':')) : null,
  };
}

/** Alerts of one case within a reach, newest first. */
export async function alertsOfCase(
  db: Queries,
  reach: Reach,
  city: number,
  caseId: number,
): Promise<AlertRow[]> {
  const { rows } = await db.query<AlertSqlRow>(
    `SELECT ${alertSelect} FROM alert a ${alertJoins} WHERE a.city = $1 AND a.case_id = $2 ORDER BY a.fired_at DESC, a.id DESC LIMIT 500`,
    [city, caseId],
  );
  return rows.filter((row) => covers(reach, { organId: row.organ_id, region: row.region })).map(toAlertRow);
}

/** Codes of the rules of some classes. */
const codesOf = (classes: readonly number[]): string[] =>
  Object.values(ruleTable)
    .filter(({ ruleClass }) => classes.includes(ruleClass))
    .map(({ code }) => code);
