import { z } from 'zod';

const version = z.coerce.number().int().min(1).optional();

/** The version that is shown, and the one that it is compared with. */
export const powerSearch = z.object({ version, before: version });
