import type { Queries } from '#base/db';
import type { Registry } from '#spine/catalogue/registry';
import { adjustmentKey, type CountRow, factsOf, readAdjustments, readCounts } from '#spine/scores/read-facts';
import { type Calculation, isEmpty, meanOf, score } from '#spine/scores/score';
import { schemeIn, schemeOfOrgan } from '#spine/scores/schemes';

/** The score of an organ over a period: its months that have one, and their mean. */
export interface OrganScore {
  organId: number;
  /** Code of the organ and of its scheme. */
  organ: string;
  scheme: string;
  months: Calculation[];
  /** Mean of the months. */
  total: string;
  volume: number;
  late: number;
  reopened: number;
}

/**
 * Scores of every organ over the months of a period, in the order of their codes: a pure function of what the journal comes to
 * and of the schemes in force in each month. Organs without anything to score are not in it.
 */
export async function computeScores(
  db: Queries,
  registry: Registry,
  months: readonly string[],
  organId?: number,
): Promise<OrganScore[]> {
  const counts = await readCounts(db, months, organId === undefined ? {} : { organId });
  const adjustments = await readAdjustments(db, months);
  const rows = new Map<number, CountRow[]>();
  for (const row of counts) {
    const id = Number(row.key);
    const of = rows.get(id);
    if (of) of.push(row);
    else rows.set(id, [row]);
  }
  const scores: OrganScore[] = [];
  for (const organ of registry.organs()) {
    if (organId !== undefined && organ.id !== organId) continue;
    const scheme = schemeOfOrgan(organ);
    if (scheme === null) continue;
    const own = rows.get(organ.id) ?? [];
    const calculations = months.flatMap((month) => {
      const row = own.find((one) => one.month === month);
      const given = adjustments.get(adjustmentKey(organ.code, scheme, month)) ?? [];
      if (!row && given.length === 0) return [];
      const version = schemeIn(scheme, month);
      const facts = factsOf(version, row, given);
      return isEmpty(facts) ? [] : [score(version, month, facts)];
    });
    const total = meanOf(calculations.map((one) => one.total));
    if (total === null) continue;
    const count = (name: 'volume' | 'late' | 'reopened') => own.reduce((sum, row) => sum + row[name], 0);
    scores.push({
      organId: organ.id,
      organ: organ.code,
      scheme,
      months: calculations,
      total,
      volume: count('volume'),
      late: count('late'),
      reopened: count('reopened'),
    });
  }
  return scores.sort((a, b) => (a.organ < b.organ ? -1 : 1));
}
