import type { Queries } from '#base/db';
import type { ScoreSelector } from '#contract/score-schemes';
import { Conditions } from '#spine/conditions';
import { countedCases, type ScoredBy } from '#spine/scores/counted-cases';
import { boundsOf } from '#spine/scores/periods';

export interface CountedCase {
  city: number;
  id: number;
  /** Such as `2026-10`. */
  month: string;
}

/** The cases that one line counts for an organ, in the order of months and keys: as many as the line says. */
export async function casesBehind(
  db: Queries,
  months: readonly string[],
  of: { organId: number; counts: ScoreSelector | 'volume'; by?: ScoredBy; key?: string },
  page: { page: number; pageSize: number },
): Promise<{ rows: CountedCase[]; total: number }> {
  const where = new Conditions();
  const selectors: ScoreSelector[] = of.counts === 'volume' ? [{ of: 'cases', are: 'late' }] : [of.counts];
  const text = countedCases(selectors, of, (value) => where.value(value), boundsOf(months));
  where.add(() => (of.counts === 'volume' ? 'ended' : 'l0'));
  where.add((p) => `organ_id = ${p(of.organId)}::int`);
  if (of.key !== undefined) where.add((p) => `key = ${p(of.key)}`);
  const { rows } = await db.query<{ city: number; id: number; month: number; total: number }>(
    `${text} SELECT city, id, month, count(*) OVER ()::int AS total FROM counted ${where.where}
     ORDER BY month, city, id LIMIT ${page.pageSize} OFFSET ${(page.page - 1) * page.pageSize}`,
    where.values,
  );
  return {
    rows: rows.map(({ city, id, month }) => ({ city, id, month: months[month - 1]! })),
    total: rows[0]?.total ?? 0,
  };
}
