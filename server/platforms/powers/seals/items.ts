import type { ItemInput, OrganInput } from '#contract/catalogue';
import { ensureOrgan } from '#spine/catalogue/ensure-organ';
import { saveItems } from '#spine/catalogue/register';
import type { Spine } from '#spine/spine';

/** Codes of the items that cases of seals are of. */
export const sealItems = { seal: 'powers-seal', stamping: 'powers-stamping' } as const;

/** Items name an organ; each case names the one whose seal it is. */
const sealsOrgan: OrganInput = {
  code: 'powers-seal-owners',
  name: { zh: '各村（社区）及用印单位', en: 'Villages and other owners of seals' },
  region: '370000000000',
  kind: 'other',
};

const basis = [
  { law: '中华人民共和国村民委员会组织法', article: '第三十四条' },
  { law: '国务院关于国家行政机关和企业事业单位社会团体印章管理的规定' },
];
const common = {
  platform: 'powers',
  type: '10',
  level: 6,
  organ: sealsOrgan.code,
  basis,
  effectiveFrom: '2026-01-01',
} as const;
const step = (code: string, zh: string, en: string, after: string[] = []) => ({
  code,
  name: { zh, en },
  after,
  mandatory: false,
});

const items: ItemInput[] = [
  {
    ...common,
    code: sealItems.seal,
    name: { zh: '印章登记', en: 'Register of a seal' },
    limits: {
      promised: { n: 100, unit: 'year', note: '登记至停用 (from its registration to its retirement)' },
    },
    flow: { version: 1, steps: [step('use', '使用', 'In use')] },
  },
  {
    ...common,
    code: sealItems.stamping,
    name: { zh: '村（社区）用印审批', en: 'Stamping with the seal of a village' },
    limits: { promised: { n: 2, unit: 'working-day', note: '本系统建议 (proposed by this system)' } },
    flow: {
      version: 1,
      steps: [
        step('agree', '村书记同意', 'Secretary agrees'),
        step('decide', '乡镇（街道）站审批', 'Town station approves', ['agree']),
      ],
    },
  },
];

/** Saved once: saving an organ again would begin a new edition of the reference data at each start. */
export async function prepareSealItems(spine: Spine): Promise<void> {
  await ensureOrgan(spine, sealsOrgan);
  await saveItems(spine.pool, items, false);
}
