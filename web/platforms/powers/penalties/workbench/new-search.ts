import { z } from 'zod';

/** By which procedure a penalty case is opened. */
export const newSearch = z.object({ procedure: z.enum(['ordinary', 'summary']).optional() });
