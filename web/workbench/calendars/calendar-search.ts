import { z } from 'zod';
import { code } from '#contract/text';

/** Which calendar and year the page shows. */
export const calendarSearch = z.object({
  calendar: code.optional(),
  year: z.coerce.number().int().min(1949).max(2200).optional(),
  view: z.enum(['year', 'policies']).default('year'),
});
