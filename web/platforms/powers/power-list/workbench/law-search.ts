import { z } from 'zod';

/** The law whose citations are shown, and perhaps one of its articles. */
export const lawSearch = z.object({
  law: z.string().max(80).optional(),
  article: z.string().max(20).optional(),
});
