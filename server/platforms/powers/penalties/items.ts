import type { ItemInput, OrganInput } from '#contract/catalogue';
import { limits } from './limits.ts';

/** Items of penalties name this organ; each case names its own. */
export const penaltiesOrgan: OrganInput = {
  code: 'powers-penalties',
  name: { zh: '各行政执法机关', en: 'Organs that enforce the law' },
  region: '370000000000',
  kind: 'other',
};

/** Codes of the items of the catalogue that penalty cases are of, by procedure. */
export const penaltyItems = {
  ordinary: 'powers-penalty-ordinary',
  summary: 'powers-penalty-summary',
} as const;

const law = '中华人民共和国行政处罚法';
type Step = ItemInput['flow']['steps'][number];
const step = (code: string, zh: string, en: string, more: Partial<Step> = {}): Step => ({
  code,
  name: { zh, en },
  after: [],
  ...more,
});
const common = {
  platform: 'powers',
  type: '02',
  level: 4,
  organ: penaltiesOrgan.code,
  effectiveFrom: limits.effectiveFrom,
} as const;
const pay = step('pay', '缴纳罚款', 'Payment', { after: ['decide'], separateFrom: ['decide'] });

/** The two procedures of the law, as items with their limits and flows. */
export const items: ItemInput[] = [
  {
    ...common,
    code: penaltyItems.ordinary,
    name: { zh: '行政处罚（普通程序）', en: 'Administrative penalty (ordinary procedure)' },
    basis: [
      { law, article: '第五十四条' },
      { law, article: '第五十七条' },
      { law, article: '第六十条' },
    ],
    limits: { legal: { n: limits.decision.n, unit: limits.decision.unit } },
    flow: {
      version: 1,
      steps: [
        step('accept', '立案', 'Case opened', { mandatory: true }),
        step('investigate', '调查取证', 'Investigation', { after: ['accept'], mandatory: true }),
        step('review', '案件审核', 'Review', {
          after: ['investigate'],
          mandatory: true,
          separateFrom: ['investigate'],
        }),
        step('notify', '事先告知', 'Advance notice', { after: ['review'], mandatory: true }),
        step('hearing', '听证', 'Hearing', { after: ['notify'], separateFrom: ['investigate'] }),
        step('legal-review', '法制审核', 'Legal review', {
          after: ['notify', 'hearing'],
          mandatory: true,
          separateFrom: ['investigate'],
        }),
        step('discuss', '集体讨论', 'Collective discussion', { after: ['legal-review'] }),
        step('decide', '决定', 'Decision', {
          after: ['legal-review', 'discuss'],
          mandatory: true,
          separateFrom: ['investigate'],
        }),
        step('deliver', '送达', 'Delivery', { after: ['decide'], mandatory: true }),
        { ...pay, after: ['deliver'] },
      ],
    },
  },
  {
    ...common,
    code: penaltyItems.summary,
    name: { zh: '行政处罚（简易程序）', en: 'Administrative penalty (summary procedure)' },
    basis: [
      { law, article: '第五十一条' },
      { law, article: '第五十二条' },
    ],
    limits: { legal: { n: limits.onTheSpotRecord.n, unit: limits.onTheSpotRecord.unit } },
    // Nothing is near its end on the day on which it begins.
    policy: 'step-limit',
    flow: {
      version: 1,
      steps: [step('decide', '当场决定', 'Decision on the spot', { mandatory: true }), pay],
    },
  },
];
