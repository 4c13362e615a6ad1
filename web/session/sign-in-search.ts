import { z } from 'zod';

/** Where one came from, and what the identity provider's answer was refused with. */
export const signInSearch = z.object({
  from: z.string().max(2000).optional(),
  refused: z.string().max(60).optional(),
});
