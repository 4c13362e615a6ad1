import { analysisRules } from './analysis-rules.ts';

/** How a count stands to those of the periods before. */
export interface Comparison {
  expected: number;
  ratio: number;
  rising: boolean;
}

/**
 * Compares a count with the mean of the periods before. The ratio is smoothed, (n + s) / (mean + s), so that 2 after 0 is no
 * rise; and a rise must stand out of what chance brings, for a count of events taken as Poisson: n ≥ mean + d √(mean + s).
 */
export function compare(count: number, before: readonly number[], rules = analysisRules): Comparison {
  const { smoothing, rising } = rules;
  const expected = before.reduce((sum, one) => sum + one, 0) / Math.max(1, before.length);
  const ratio = (count + smoothing) / (expected + smoothing);
  const beyondChance = count >= expected + rising.deviations * Math.sqrt(expected + smoothing);
  return { expected, ratio, rising: count >= rising.least && ratio >= rising.ratio && beyondChance };
}
