import type { ItemInput, OrganInput } from '#contract/catalogue';
import { ensureOrgan } from '#spine/catalogue/ensure-organ';
import { saveItems } from '#spine/catalogue/register';
import type { Spine } from '#spine/spine';

/** Appeals and publications are its business, not that of the organs that are scored: their figures stay untouched. */
export const scoresOrgan: OrganInput = {
  code: 'powers-score-appeals',
  name: { zh: '绩效评估复核机构', en: 'Review of performance evaluation' },
  region: '370000000000',
  kind: 'other',
};

/** Codes of the items of its cases. */
export const scoreItems = { appeal: 'powers-score-appeal', publication: 'powers-score-publication' } as const;

const common = {
  platform: 'powers',
  type: '10',
  // Of organs at every level.
  level: 6,
  organ: scoresOrgan.code,
  effectiveFrom: '2007-01-01',
} as const;

const items: ItemInput[] = [
  {
    ...common,
    code: scoreItems.appeal,
    name: { zh: '绩效评估申诉与调整', en: 'Appeals against scores and adjustments' },
    basis: [{ law: '行政权力电子监察绩效评估（本系统建议）' }],
    limits: { promised: { n: 15, unit: 'working-day', note: '本系统建议值 (proposed by this system)' } },
    flow: { version: 1, steps: [{ code: 'decide', name: { zh: '复核', en: 'Review' } }] },
  },
  {
    ...common,
    code: scoreItems.publication,
    name: { zh: '绩效评估结果发布', en: 'Publication of scores' },
    basis: [{ law: '行政权力电子监察绩效评估（本系统建议）' }],
    limits: { promised: { n: 1, unit: 'month', note: '由系统完成 (done by the system itself)' } },
    flow: { version: 1, steps: [{ code: 'publish', name: { zh: '发布', en: 'Publish' } }] },
  },
];

/** Saves organ and items once; again it changes nothing. */
export async function prepareScores(spine: Spine): Promise<void> {
  await ensureOrgan(spine, scoresOrgan);
  await saveItems(spine.pool, items, false);
}
