import type { Queries } from '#base/db';
import type { CalculationView } from '#contract/powers/scores';
import { Conditions } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { rangeOf } from '#spine/identity/reach-setting';
import { adjustmentPart } from '#spine/scores/read-facts';
import type { AppealState } from './state.ts';

export interface AppealRow {
  city: number;
  id: number;
  number: string;
  state: AppealState;
}

/** Adjustments that two persons agreed on, with their reasons. */
export async function approvedOf(
  db: Queries,
  organ: string,
  scheme: string,
  months: readonly string[],
): Promise<CalculationView['adjustments']> {
  const { rows } = await db.query<{ id: string; state: AppealState }>(
    `SELECT city || '-' || case_id AS id, state FROM part_state
     WHERE part = $1 AND state ->> 'status' = 'approved' AND state ->> 'organ' = $2 AND state ->> 'scheme' = $3
       AND state ->> 'month' = ANY($4::text[]) ORDER BY state ->> 'month', case_id`,
    [adjustmentPart, organ, scheme, months],
  );
  return rows.map(({ id, state }) => ({
    id,
    month: state.month,
    points: state.points ?? '0.00',
    reason: state.reason ?? '',
  }));
}

/** Organs within a reach, by the code and the division that an appeal is about; its case is the reviewing organ's. */
function withinReach(where: Conditions, reach: Reach): void {
  if (reach.everything) return;
  const region = `(p.state ->> 'region')::int8`;
  where.add((p) => {
    const within = (prefix: string) => {
      const { from, to } = rangeOf(prefix);
      return `${region} BETWEEN ${p(from)} AND ${p(to)}`;
    };
    const parts = [
      ...reach.regions.map((prefix) => `(${within(prefix)})`),
      ...reach.organs.map(
        ({ organId, region: prefix }) =>
          `(p.state ->> 'organ' = (SELECT code FROM organ WHERE id = ${p(organId)}) AND ${within(prefix)})`,
      ),
    ];
    return parts.length > 0 ? `(${parts.join(' OR ')})` : 'false';
  });
}

const from = 'FROM part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id';

/** One page of the appeals within a reach, newest first, with how many there are of each status. */
export async function listAppealRows(
  db: Queries,
  reach: Reach,
  filter: {
    page: number;
    pageSize: number;
    status?: readonly string[] | undefined;
    organ?: string | undefined;
  },
): Promise<{ rows: AppealRow[]; total: number; counts: Map<string, number> }> {
  const base = () => {
    const where = new Conditions();
    where.add((p) => `p.part = ${p(adjustmentPart)}`);
    withinReach(where, reach);
    if (filter.organ) where.add((p) => `p.state ->> 'organ' = ${p(filter.organ)}`);
    return where;
  };
  const counted = base();
  const byStatus = await db.query<{ status: string; n: number }>(
    `SELECT p.state ->> 'status' AS status, count(*)::int AS n ${from} ${counted.where} GROUP BY 1`,
    counted.values,
  );
  const counts = new Map(byStatus.rows.map(({ status, n }) => [status, n]));
  const where = base();
  if (filter.status?.length) where.add((p) => `p.state ->> 'status' = ANY(${p(filter.status)}::text[])`);
  const { rows } = await db.query<{ city: number; id: number; number: string; state: AppealState }>(
    `SELECT c.city, c.id, c.number, p.state ${from} ${where.where} ORDER BY c.id DESC
     LIMIT ${filter.pageSize} OFFSET ${(filter.page - 1) * filter.pageSize}`,
    where.values,
  );
  const chosen = filter.status?.length ? filter.status : [...counts.keys()];
  const total = chosen.reduce((sum, status) => sum + (counts.get(status) ?? 0), 0);
  return { rows, total, counts };
}

/** An appeal by its key; undefined where there is none. */
export async function findAppeal(
  db: Queries,
  key: { city: number; id: number },
): Promise<AppealRow | undefined> {
  const { rows } = await db.query<{ city: number; id: number; number: string; state: AppealState }>(
    `SELECT c.city, c.id, c.number, p.state ${from} WHERE p.part = $1 AND c.city = $2 AND c.id = $3`,
    [adjustmentPart, key.city, key.id],
  );
  return rows[0];
}
