import { z } from 'zod';
import { legalBasis, limit } from '#contract/catalogue';
import { bilingual, civilDate, code } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const fixed = limit.extend({ name: bilingual, basis: legalBasis });

const rulesFile = z.object({
  code,
  version: z.number().int().min(1),
  effectiveFrom: civilDate,
  name: bilingual,
  /** From a question until it is solved or explained. */
  followUp: fixed,
  /** From the end of the broadcast until it is written down what was said to each question. */
  outcome: fixed,
  /** Of an episode, from its broadcast. */
  whole: fixed,
});

/** Limits of programmes (reference/hotline/programmes.json). @throws Refusal naming the field that is at fault */
export const programmeRules = readReference(rulesFile, 'hotline/programmes.json');
