import { analysisRules } from './analysis-rules.ts';
import type { Expectation } from './seasonal.ts';

/** How a count stands to what was to be expected. */
export interface Comparison {
  expected: number;
  ratio: number;
  rising: boolean;
}

/**
 * Compares a count with what was to be expected by days and season. The ratio is smoothed, (n + s) / (expected + s), so that 2 after
 * 0 is no rise; and a rise must stand out of what chance brings, for a count of events taken as Poisson, and out of what the season
 * is not known by: n ≥ expected + d √(expected + s + expected² · uncertainty).
 */
export function compare(
  count: number,
  { awaited: expected, uncertainty }: Pick<Expectation, 'awaited' | 'uncertainty'>,
  rules = analysisRules,
): Comparison {
  const { smoothing, rising } = rules;
  const ratio = (count + smoothing) / (expected + smoothing);
  const spread = Math.sqrt(expected + smoothing + expected ** 2 * uncertainty);
  const beyondChance = count >= expected + rising.deviations * spread;
  return { expected, ratio, rising: count >= rising.least && ratio >= rising.ratio && beyondChance };
}
