import { z } from 'zod';
import { regionCode } from '#contract/text';

/** How many pictures stand beside each other. */
export const grids = [1, 4, 9] as const;

/** Which cameras the wall shows. */
export const wallSearch = z.object({
  region: regionCode.optional(),
  hall: z.string().max(120).optional(),
  grid: z.coerce
    .number()
    .pipe(z.union([z.literal(1), z.literal(4), z.literal(9)]))
    .default(4),
  page: z.coerce.number().int().min(1).default(1),
});
export type WallSearch = Partial<z.output<typeof wallSearch>>;
