import { z } from 'zod';
import { knowledgeApi } from '#contract/hotline/knowledge';

/** The filter of the desk, and the entry that is open or being written. */
export const deskSearch = (knowledgeApi.desk.query as NonNullable<typeof knowledgeApi.desk.query>).extend({
  entry: z.string().optional(),
  create: z.literal('true').optional(),
});
