import { z } from 'zod';
import { regionCode } from '#contract/text';

/** What the address of the board says: whose divisions it shows, and of which year. */
export const boardSearch = z.object({
  region: regionCode.optional(),
  year: z.coerce.number().int().min(2000).max(2999).optional(),
});
