import { z } from 'zod';
import { pointQuery } from '#contract/services/points';

/** The filter of the register, and the point that is being edited or written anew. */
export const pointSearch = pointQuery.extend({
  edit: z.string().optional(),
  create: z.literal('true').optional(),
});
