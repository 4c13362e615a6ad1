import { z } from 'zod';
import { bulletinDeskQuery } from '#contract/bulletins';

/** The filter of the desk, and which bulletin is open beside the list. */
export const deskSearch = bulletinDeskQuery.extend({
  bulletin: z.string().optional(),
  create: z.enum(['true']).optional(),
});
