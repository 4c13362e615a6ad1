import type { ItemInput, OrganInput } from '#contract/catalogue';
import { ensureOrgan } from '#spine/catalogue/ensure-organ';
import { saveItems } from '#spine/catalogue/register';
import type { Spine } from '#spine/spine';

/** Code of the item that cases of cameras are of. */
export const cameraItem = 'powers-camera';

/** Items name an organ; each case names the one that runs the hall. */
const hallsOrgan: OrganInput = {
  code: 'powers-hall-owners',
  name: { zh: '各服务大厅', en: 'Service halls' },
  region: '370000000000',
  kind: 'other',
};

const item: ItemInput = {
  code: cameraItem,
  platform: 'powers',
  name: { zh: '服务大厅摄像机登记', en: 'Register of a camera of a hall' },
  type: '10',
  level: 3,
  organ: hallsOrgan.code,
  basis: [
    { law: '中华人民共和国个人信息保护法', article: '第二十六条' },
    { law: '公共安全视频图像信息系统管理条例' },
  ],
  limits: {
    promised: { n: 100, unit: 'year', note: '登记至停用 (from its registration to its retirement)' },
  },
  flow: { version: 1, steps: [{ code: 'use', name: { zh: '使用', en: 'In use' } }] },
  effectiveFrom: '2026-01-01',
};

/** Saved once: saving an organ again would begin a new edition of the reference data at each start. */
export async function prepareHallItems(spine: Spine): Promise<void> {
  await ensureOrgan(spine, hallsOrgan);
  await saveItems(spine.pool, [item], false);
}
