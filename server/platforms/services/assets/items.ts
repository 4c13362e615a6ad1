import type { ItemInput } from '#contract/catalogue';
import { villagesOrgan } from '../villages-organ.ts';

/** Codes of the items of the catalogue that cases of the three assets are of. */
export const assetItems = {
  books: 'village-books',
  contracts: 'village-contract',
  holdings: 'village-holding',
} as const;

/** Items name an organ; each case names the village's own. */
const organ = villagesOrgan.code;
const law = '中华人民共和国村民委员会组织法';
const step = (code: string, zh: string, en: string) => ({
  code,
  name: { zh, en },
  after: [],
  mandatory: false,
});
const common = { platform: 'services', type: '20', level: 6, organ, effectiveFrom: '2026-01-01' } as const;

/** The items of funds, assets and resources; their limits are long, since each case brings the date that counts. */
export const items: ItemInput[] = [
  {
    ...common,
    code: assetItems.books,
    name: { zh: '村级资金账套', en: 'Account book of a village' },
    basis: [
      { law, article: '第三十条' },
      { law, article: '第三十五条' },
    ],
    limits: { promised: { n: 2, unit: 'year', note: '年度结账期限随账套 (the book brings its own date)' } },
    flow: {
      version: 1,
      steps: [
        step('close-month', '月末结账', 'Month closed'),
        step('sign-month', '监督委员会签字', 'Month signed'),
      ],
    },
  },
  {
    ...common,
    code: assetItems.contracts,
    name: { zh: '集体资源合同', en: 'Contract over a resource of a village' },
    basis: [{ law, article: '第二十四条' }],
    limits: { promised: { n: 70, unit: 'year', note: '期限随合同 (the contract brings its own end)' } },
    policy: 'village-contract',
    flow: { version: 1, steps: [step('rent', '租金到账', 'Rent received')] },
  },
  {
    ...common,
    code: assetItems.holdings,
    name: { zh: '集体资产', en: 'Asset of a village' },
    basis: [{ law, article: '第二十四条' }],
    limits: {
      promised: { n: 100, unit: 'year', note: '登记至处置 (from its registration to its disposal)' },
    },
    flow: { version: 1, steps: [step('use', '使用变更', 'Use changed')] },
  },
];
