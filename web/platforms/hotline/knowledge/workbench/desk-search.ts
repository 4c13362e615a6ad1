import { z } from 'zod';
import { deskQuery } from '#contract/hotline/knowledge';

/** The filter of the desk, and the entry that is open or being written. */
export const deskSearch = deskQuery.extend({
  entry: z.string().optional(),
  create: z.literal('true').optional(),
});
