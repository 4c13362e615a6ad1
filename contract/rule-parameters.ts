import { z } from 'zod';
import { alertLevel } from '#contract/alerts';
import { bilingual, civilDate } from '#contract/text';

/**
 * Where a threshold comes from: F found in a law or in a system in force, K general knowledge that has to be
 * checked against the official text, P a proposal of this system.
 */
const certaintyMark = z.enum(['F', 'K', 'P']);

/** One threshold of a rule in the version that is in force. */
const ruleParameter = z.object({
  value: z.number().min(0),
  unit: z.enum([
    'times',
    'characters',
    'percent',
    'steps',
    'score',
    'second',
    'minute',
    'hour',
    'working-day',
    'calendar-day',
    'month',
    'year',
    'yuan',
    'metre',
    'people',
    'cases',
    'organs',
    'standard-deviation',
  ]),
  name: bilingual,
  basis: z.string().min(1),
  mark: certaintyMark,
  version: z.number().int().min(1),
  effectiveFrom: civilDate,
});

/** What a place says of the anomaly rules: thresholds, and levels where they differ from the table of rules. */
export const ruleParametersData = z.object({
  code: z.string().min(1),
  version: z.number().int().min(1),
  effectiveFrom: civilDate,
  name: bilingual,
  /**
   * After how many working days from the act to its recording an extension or a pause of a live source waits for a second
   * person. Absent: of an edition before there was such a thing, and nothing waits.
   */
  secondPerson: ruleParameter.optional(),
  rules: z.record(
    z.string(),
    z.object({
      level: alertLevel.optional(),
      parameters: z.record(z.string(), ruleParameter).default({}),
    }),
  ),
});
export type RuleParametersData = z.infer<typeof ruleParametersData>;
