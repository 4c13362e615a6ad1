import type { OrganInput } from '#contract/catalogue';
import { ensureOrgan } from '#spine/catalogue/ensure-organ';
import type { Spine } from '#spine/spine';

/** Items of villages name this organ; each case names the village's own. */
export const villagesOrgan: OrganInput = {
  code: 'services-villages',
  name: { zh: '各村（社区）', en: 'Villages' },
  region: '370000000000',
  kind: 'other',
};

/** Saved once: saving it again would begin a new edition of the reference data at each start. */
export async function prepareVillagesOrgan(spine: Spine): Promise<void> {
  await ensureOrgan(spine, villagesOrgan);
}
