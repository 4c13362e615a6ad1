import { z } from 'zod';
import { paging } from '#contract/endpoint';
import { code, regionCode } from '#contract/text';

/** The division in sight, a search among its organs, and the organ that is being edited. */
export const organSearch = z.object({
  ...paging,
  region: regionCode.default('370000000000'),
  search: z.string().max(40).optional(),
  edit: code.optional(),
  /** A new organ is being written. */
  create: z.literal('true').optional(),
});
