import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import type { Bilingual } from '#contract/text';
import type { CaseState } from '#spine/cases/case-state';
import { readState, stateColumns, type StoredState } from '#spine/cases/stored-state';
import { Conditions } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { subtreeRange } from '#spine/regions/region-codes';

/** What a supervisor sees of a division. */
export interface Sight {
  region: string;
  cases: Reach;
  alerts: Reach;
  /** Whether the roll-ups of the division are theirs to read. */
  statistics: boolean;
}

/** Rows of a table (with city, region, organ_id) of the division and within the reach. */
function within(table: string, reach: Reach, region: string): Conditions {
  const where = new Conditions();
  addReach(where, reach, table);
  const { from, to } = subtreeRange(region);
  where.add((p) => `${table}.region BETWEEN ${p(from)} AND ${p(to)}`);
  return where;
}

/** Running cases on which a card stands, by the highest: 3 red, 2 yellow, 1 notice. */
export async function carriedByLevel(db: Queries, sight: Sight): Promise<{ level: number; cases: number }[]> {
  const where = within('c', sight.cases, sight.region).add(() => 'c.ended_at IS NULL AND a.status IN (0, 1)');
  const { rows } = await db.query<{ level: number; cases: number }>(
    `SELECT level, count(*)::int AS cases FROM (
       SELECT max(a.level)::int AS level FROM alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id
       ${where.where} GROUP BY a.city, a.case_id
     ) x GROUP BY level`,
    where.values,
  );
  return rows;
}

/** The newest ended cases, at most `most`, each with its item. */
export async function endedCases(
  db: Queries,
  sight: Sight,
  { from, most }: { from: Instant; most: number },
): Promise<{ itemId: number; state: CaseState }[]> {
  const where = within('k', sight.cases, sight.region).add((p) => `k.ended_at >= ${p(toRfc3339(from))}`);
  const { rows } = await db.query<StoredState & { item_id: number }>(
    `SELECT c.item_id, ${stateColumns} FROM clock k JOIN cases c ON c.city = k.city AND c.id = k.case_id
     ${where.where} ORDER BY k.ended_at DESC LIMIT ${most}`,
    where.values,
  );
  return rows.map((row) => ({ itemId: row.item_id, state: readState(row) }));
}

/** Alerts of these rules fired since then, by rule and organ. */
export async function anomaliesSince(
  db: Queries,
  sight: Sight,
  { from, rules }: { from: Instant; rules: readonly string[] },
): Promise<{ rule: string; organ: string; name: Bilingual; alerts: number; red: number }[]> {
  const where = within('a', sight.alerts, sight.region)
    .add((p) => `a.fired_at >= ${p(toRfc3339(from))}`)
    .add((p) => `a.rule = ANY(${p(rules)}::text[])`);
  const { rows } = await db.query<{
    rule: string;
    organ: string;
    name: Bilingual;
    alerts: number;
    red: number;
  }>(
    `SELECT x.rule, o.code AS organ, o.content -> 'name' AS name, x.alerts, x.red FROM (
       SELECT a.rule, a.organ_id, count(*)::int AS alerts, (count(*) FILTER (WHERE a.level = 3))::int AS red
       FROM alert a ${where.where} GROUP BY a.rule, a.organ_id
     ) x JOIN organ o ON o.id = x.organ_id`,
    where.values,
  );
  return rows;
}
