import { z } from 'zod';
import { legalBasis, limit } from '#contract/catalogue';
import { bilingual, civilDate } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const fixed = { basis: legalBasis, name: bilingual };

const limitsFile = z.object({
  version: z.number().int().min(1),
  effectiveFrom: civilDate,
  /** In which everything that has to be corrected is told; whoever is silent has accepted. */
  telling: limit.extend(fixed),
  /** Of a licence, after the decision. */
  delivery: limit.extend(fixed),
  /** Most by which the limit of a joint application may be extended. */
  jointExtension: z.object({ n: z.number().int().min(1), unit: z.literal('working-day'), ...fixed }),
  /** How long a rating may be changed. */
  ratingChange: z.object({ n: z.number().int().min(1), unit: z.literal('calendar-day'), ...fixed }),
});

/** Limits of applications that are no property of an item. @throws Refusal naming the field that is at fault */
export const limits = readReference(limitsFile, 'services/applications.json');
