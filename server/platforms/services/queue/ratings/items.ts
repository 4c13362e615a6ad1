import type { ItemInput, OrganInput } from '#contract/catalogue';
import { ensureOrgan } from '#spine/catalogue/ensure-organ';
import { saveItems } from '#spine/catalogue/register';
import type { Spine } from '#spine/spine';

/** The item names this organ; each case names the organ whose people sit at the window. */
const hallsOrgan: OrganInput = {
  code: 'services-halls',
  name: { zh: '各政务服务大厅', en: 'Service halls' },
  region: '370000000000',
  kind: 'other',
};

export const windowRatingItem: ItemInput = {
  code: 'services-window-rating',
  platform: 'services',
  name: { zh: '窗口服务差评', en: 'Low rating of a window' },
  type: '10',
  // Of organs at every level: the lowest keeps any of them from seeming to act above its own.
  level: 6,
  organ: hallsOrgan.code,
  basis: [{ law: '政务服务“好差评”制度' }],
  limits: { promised: { n: 1, unit: 'month', note: '登记即办结 (recorded at once)' } },
  flow: { version: 1, steps: [{ code: 'record', name: { zh: '登记', en: 'Record' } }] },
  effectiveFrom: '2020-01-01',
};

/** Saves organ and item once; again it changes nothing. */
export async function prepareWindowRatings(spine: Spine): Promise<void> {
  await ensureOrgan(spine, hallsOrgan);
  await saveItems(spine.pool, [windowRatingItem], false);
}
