import { z } from 'zod';

/** The draft that an application goes on with. */
export const applySearch = z.object({ draft: z.string().max(80).optional() });

/** Whether the application has just been handed in. */
export const applicationSearch = z.object({ filed: z.coerce.boolean().optional() });
