import { z } from 'zod';
import { scorePeriod } from '#contract/powers/scores';

/** The address of a calculation: its period, and whose scores within the organ are shown. */
export const scoreSearch = z.object({
  period: scorePeriod.optional(),
  by: z.enum(['post', 'person']).optional(),
});
