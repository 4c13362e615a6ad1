import type { ItemInput } from '#contract/catalogue';
import type { DisclosureKind } from '#contract/services/village';
import { stageNames } from '#contract/services/village-matters';
import { voteRules } from './four-discussions/vote-rules.ts';
import { villagesOrgan } from '../villages-organ.ts';

/** Codes of the items of the catalogue that cases of the village are of. */
export const disclosureItems: Record<DisclosureKind, string> = {
  village: 'village-disclosure',
  party: 'party-disclosure',
};
export const matterItem = 'village-four-discussions';

const law = '村民委员会组织法';
const effectiveFrom = '2026-01-01';
const common = {
  platform: 'services',
  type: '20',
  level: 6,
  organ: villagesOrgan.code,
  effectiveFrom,
} as const;
const step = (code: string, zh: string, en: string, after: string[] = []) => ({
  code,
  name: { zh, en },
  after,
  mandatory: true,
});

function disclosureItem(kind: DisclosureKind, zh: string, en: string, basis: ItemInput['basis']): ItemInput {
  return {
    ...common,
    code: disclosureItems[kind],
    name: { zh, en },
    basis,
    // Each duty brings its own date of publication; this is for the catalogue, and long enough never to come before it.
    limits: {
      legal: {
        n: 6,
        unit: 'month',
        note: '公布期限按公开目录和期间确定 (the date follows from entry and period)',
      },
    },
    policy: 'village-disclosure',
    flow: { version: 1, steps: [step('draft', '拟定公开内容', 'Draft')] },
  };
}

/** The items of the village, ordinary ones of the platform. */
export const villageItems: ItemInput[] = [
  disclosureItem('village', '村务公开', 'Disclosure of village affairs', [{ law, article: '第三十条' }]),
  disclosureItem('party', '农村党务公开', 'Disclosure of party affairs in villages', [
    { law: '中国共产党党务公开条例（试行）', article: '第十条' },
  ]),
  {
    ...common,
    code: matterItem,
    name: { zh: '四议两公开', en: 'Four discussions, two publications' },
    basis: [
      { law, article: '第二十二条' },
      { law, article: '第二十四条' },
      { law, article: '第二十六条' },
    ],
    limits: { promised: { n: 180, unit: 'calendar-day', note: '本系统建议 (proposed by this system)' } },
    flow: {
      version: 1,
      steps: [
        step('propose', stageNames.propose.zh, stageNames.propose.en),
        step('discuss', stageNames.discuss.zh, stageNames.discuss.en, ['propose']),
        step('review', stageNames.review.zh, stageNames.review.en, ['discuss']),
        step('decide', stageNames.decide.zh, stageNames.decide.en, ['review']),
        step('sign', '村务监督委员会签字', 'Signature of the supervision committee', ['decide']),
        {
          ...step('publish-decision', '决议公开', 'Decision published', ['sign']),
          limit: { n: 3, unit: 'calendar-day', from: 'sign', note: '本系统建议 (proposed by this system)' },
        },
        {
          ...step('publish-outcome', '实施结果公开', 'Outcome published', ['publish-decision']),
          notBefore: { n: voteRules.publicity.n, unit: voteRules.publicity.unit, from: 'publish-decision' },
        },
      ],
    },
  },
];
