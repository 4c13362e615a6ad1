import { z } from 'zod';
import { pointsApi } from '#contract/services/points';

/** The filter of the register, and the point that is being edited or written anew. */
export const pointSearch = (
  pointsApi.listPoints.query as NonNullable<typeof pointsApi.listPoints.query>
).extend({
  edit: z.string().optional(),
  create: z.literal('true').optional(),
});
