import { z } from 'zod';
import { bulletinsApi } from '#contract/bulletins';

/** The filter of the desk, and which bulletin is open beside the list. */
export const deskSearch = bulletinsApi.desk.query!.extend({
  bulletin: z.string().optional(),
  create: z.enum(['true']).optional(),
});
