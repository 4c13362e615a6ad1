import { z } from 'zod';
import { code } from '#contract/text';

/** Which report is open at the desk. */
export const reportSearch = z.object({
  organ: code.optional(),
  year: z.coerce.number().int().min(2008).max(2200).optional(),
});
