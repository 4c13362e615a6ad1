import type { Pool } from 'pg';
import type { OrganInput } from '#contract/catalogue';
import type { Registry } from './registry.ts';
import { saveOrgans } from './register.ts';

/**
 * Saves an organ that items of a platform name, where it is not there yet: saving it again would begin a new edition of the
 * reference data at each start.
 */
export async function ensureOrgan(
  { pool, registry }: { pool: Pool; registry: Registry },
  organ: OrganInput,
): Promise<void> {
  if (!registry.organ(organ.code)) await saveOrgans(pool, [organ], false);
}
