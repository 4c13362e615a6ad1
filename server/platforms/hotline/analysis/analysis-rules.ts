import { z } from 'zod';
import { readReference, referenceHead } from '#spine/calendar/reference-folder';

const count = z.number().int().min(1);

const rulesFile = z.object({
  ...referenceHead,
  /** Periods of the same length before, with which the present one is compared. */
  periods: count.max(12),
  /** Added to what is compared, so that a few do not count as a rise over none. */
  smoothing: z.number().positive(),
  /** A topic rises from so many on, so many times over what was expected, so many standard deviations (Poisson) above it. */
  rising: z.object({ least: count, ratio: z.number().min(1), deviations: z.number().min(0) }),
  /** The same weeks of so many previous years, where they have so many cases of a topic together. */
  season: z.object({ years: count.max(5), least: count }),
  /** An organ with fewer ended cases is shown, and not ranked. */
  fewCases: count,
  /** The least count that everybody sees. */
  publicLeast: count,
  grid: z.object({ columns: count.max(200), mostPoints: count }),
});

/** How counts are compared, marked and shown, with the basis (reference/hotline/analysis.json). */
export const analysisRules = readReference(rulesFile, 'hotline/analysis.json');
