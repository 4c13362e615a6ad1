import { z } from 'zod';
import { code } from '#contract/text';

/** Which version of an item is shown; the newest when absent. */
export const itemSearch = z.object({ version: z.coerce.number().int().min(1).optional() });

/** The item that a new one is copied from. */
export const newItemSearch = z.object({ copyOf: code.optional() });
