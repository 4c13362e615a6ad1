import type { Queries } from '#base/db';
import { type ScoreLine, type ScoreScheme, type ScoreSelector } from '#contract/score-schemes';
import { Conditions } from '#spine/conditions';
import { countedCases, type ScoredBy } from '#spine/scores/counted-cases';
import { boundsOf } from '#spine/scores/periods';
import type { Adjustment, ScoreFacts } from '#spine/scores/score';
import { linesOf, schemes } from '#spine/scores/schemes';

/** Name of the part of which the adjustments are cases (server/platforms/powers/score-appeals). */
export const adjustmentPart = 'powers/score-appeals';

const selectorKey = (line: ScoreLine): string => JSON.stringify(line.counts);

/** What any line of any scheme counts, each once. */
const selectors = new Map<string, { selector: ScoreSelector; index: number }>();
for (const scheme of schemes)
  for (const line of linesOf(scheme)) {
    const key = selectorKey(line);
    if (!selectors.has(key)) selectors.set(key, { selector: line.counts, index: selectors.size });
  }
const all = [...selectors.values()].map(({ selector }) => selector);

/** Counts of every selector for one key (organ, post, person) in one month. */
export interface CountRow {
  key: string;
  month: string;
  volume: number;
  late: number;
  reopened: number;
  counts: readonly number[];
}

interface SqlRow extends Record<string, unknown> {
  key: string;
  month: number;
  volume: number;
}

const lateIndex = all.findIndex((one) => one.of === 'cases' && one.are === 'late');

/**
 * Counts everything that schemes ask for, set by set, in one statement. Ordered by key and month.
 * @param months of one year at most, following each other
 */
export async function readCounts(
  db: Queries,
  months: readonly string[],
  how: { by?: ScoredBy; organId?: number } = {},
): Promise<CountRow[]> {
  const where = new Conditions();
  const wanted: ScoreSelector[] = [...all, { of: 'cases', are: 'reopened' }];
  const text = countedCases(wanted, how, (value) => where.value(value), boundsOf(months));
  const columns = wanted.map((_, i) => `count(*) FILTER (WHERE l${i})::int AS l${i}`).join(', ');
  const { rows } = await db.query<SqlRow>(
    `${text} SELECT key, month, count(*) FILTER (WHERE ended)::int AS volume, ${columns}
     FROM counted GROUP BY key, month ORDER BY key COLLATE "C", month`,
    where.values,
  );
  return rows.map((row) => {
    const counts = wanted.map((_, i) => row[`l${i}`] as number);
    return {
      key: row.key,
      month: months[row.month - 1]!,
      volume: row.volume,
      late: counts[lateIndex] ?? 0,
      reopened: counts.at(-1)!,
      counts,
    };
  });
}

/** The facts of one month as a scheme asks for them. */
export function factsOf(
  scheme: ScoreScheme,
  row: CountRow | undefined,
  adjustments: readonly Adjustment[],
): ScoreFacts {
  const counts: Record<string, number> = {};
  for (const line of linesOf(scheme))
    counts[line.code] = row?.counts[selectors.get(selectorKey(line))!.index] ?? 0;
  return { volume: row?.volume ?? 0, counts, adjustments };
}

/** Adjustments that two persons agreed on, by organ code, scheme and month. */
export async function readAdjustments(
  db: Queries,
  months: readonly string[],
): Promise<Map<string, Adjustment[]>> {
  const { rows } = await db.query<{
    id: string;
    organ: string;
    scheme: string;
    month: string;
    points: string;
  }>(
    `SELECT city || '-' || case_id AS id, state ->> 'organ' AS organ, state ->> 'scheme' AS scheme, state ->> 'month' AS month,
       state ->> 'points' AS points
     FROM part_state WHERE part = $1 AND state ->> 'status' = 'approved' AND state ->> 'month' = ANY($2::text[])`,
    [adjustmentPart, months],
  );
  const found = new Map<string, Adjustment[]>();
  for (const { id, organ, scheme, month, points } of rows) {
    const key = adjustmentKey(organ, scheme, month);
    found.set(key, [...(found.get(key) ?? []), { id, points }]);
  }
  return found;
}

export const adjustmentKey = (organ: string, scheme: string, month: string): string =>
  `${organ} ${scheme} ${month}`;
