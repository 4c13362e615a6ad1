import type { Queries } from '#base/db';
import type { ReportFigure } from '#contract/openness';
import { columnsFrom } from '#spine/bulletins/bulletin-rules';
import type { RegisteredOrgan } from '#spine/catalogue/reference-rows';
import type { Spine } from '#spine/spine';
import type { FigureForm } from './report-form.ts';

const zone = 'Asia/Shanghai';

/** Bulletins of an organ whose first publication fell into a year, and that were to be seen at all. */
async function countBulletins(db: Queries, organ: RegisteredOrgan, year: number, columns: string[] | null) {
  const { rows } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM (
       SELECT p.city, p.bulletin_id, min(p.from_at) AS first FROM bulletin_publication p
       WHERE p.organ_id = $1 AND p.until_at IS DISTINCT FROM p.from_at AND ($3::text[] IS NULL OR p.column_code = ANY($3))
       GROUP BY 1, 2) f
     WHERE extract(year FROM f.first AT TIME ZONE '${zone}') = $2`,
    [organ.id, year, columns],
  );
  return rows[0]!.n;
}

/** Cases of an organ that were closed in a year, as the list of cases finds them. */
async function countClosed(spine: Spine, organ: RegisteredOrgan, year: number, type: string | undefined) {
  const items =
    type === undefined ? null : spine.registry.items().flatMap((one) => (one.type === type ? [one.id] : []));
  const { rows } = await spine.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM cases c
     WHERE c.organ_id = $1 AND c.status = 'closed' AND ($3::int4[] IS NULL OR c.item_id = ANY($3))
       AND c.ended_at >= make_date($2, 1, 1)::timestamp AT TIME ZONE '${zone}'
       AND c.ended_at < make_date($2 + 1, 1, 1)::timestamp AT TIME ZONE '${zone}'`,
    [organ.id, year, items],
  );
  return rows[0]!.n;
}

/** A figure with what it counts and where that is listed; null where this installation does not count it. */
export async function countFigure(
  spine: Spine,
  organ: RegisteredOrgan,
  year: number,
  { code, name, count, column, type }: FigureForm,
): Promise<ReportFigure> {
  const head = { code, name, publicList: null, deskList: null };
  if (count === null) return { ...head, value: null };
  if (count === 'bulletins') {
    const narrowed = new URLSearchParams({ ...(column && { column }), region: organ.region });
    const value = await countBulletins(
      spine.pool,
      organ,
      year,
      column === undefined ? null : columnsFrom(column),
    );
    return { ...head, value, publicList: `/bulletins?${narrowed}`, deskList: `/bulletins?${narrowed}` };
  }
  const narrowed = new URLSearchParams({
    organ: organ.code,
    ...(type && { type }),
    status: 'closed',
    closedFrom: `${year}-01-01`,
    closedTo: `${year}-12-31`,
  });
  return {
    ...head,
    value: await countClosed(spine, organ, year, type),
    deskList: `/workbench/cases?${narrowed}`,
  };
}
