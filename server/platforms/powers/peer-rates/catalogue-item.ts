import type { ItemInput, OrganInput } from '#contract/catalogue';
import { ensureOrgan } from '#spine/catalogue/ensure-organ';
import { saveItems } from '#spine/catalogue/register';
import type { Spine } from '#spine/spine';

/** The item names this organ; each comparison names the organ that it is of. */
const peersOrgan: OrganInput = {
  code: 'powers-peers',
  name: { zh: '各权力机关', en: 'Organs with powers' },
  region: '370000000000',
  kind: 'other',
};

export const peerRatesItem: ItemInput = {
  code: 'powers-peer-comparison',
  platform: 'powers',
  name: { zh: '与同类机关月度比对', en: 'Monthly comparison with peers' },
  type: '10',
  // Of organs at every level: the lowest keeps any of them from seeming to act above its own.
  level: 6,
  organ: peersOrgan.code,
  basis: [{ law: '行政权力电子监察规则（本系统建议）' }],
  limits: { promised: { n: 1, unit: 'month', note: '由系统完成 (done by the system itself)' } },
  flow: {
    version: 1,
    steps: [{ code: 'compare', name: { zh: '比对', en: 'Compare' } }],
  },
  effectiveFrom: '2020-01-01',
};

/** Saves organ and item once; again it changes nothing. */
export async function preparePeerRates(spine: Spine): Promise<void> {
  await ensureOrgan(spine, peersOrgan);
  await saveItems(spine.pool, [peerRatesItem], false);
}
