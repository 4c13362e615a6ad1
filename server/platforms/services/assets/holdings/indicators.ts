import { act, clue } from '#spine/alerts/rules/clue';
import type { PartRule } from '#spine/platform/part';
import type { HoldingEvent, HoldingState } from './state.ts';

const disposedWithoutVote: PartRule<HoldingState, HoldingEvent> = {
  code: 'DISPOSED_WITHOUT_VOTE',
  title: { zh: '资产处置未见民主决策记录', en: 'Asset disposed of without the record of a vote' },
  ruleClass: 2,
  level: 'red',
  basis: '村民委员会组织法第二十四条 (Organic Law of Villagers’ Committees art. 24)',
  clears: {
    zh: '补充村民会议或村民代表会议决定',
    en: 'The decision of the villagers or their representatives',
  },
  evidence: {
    asset: { zh: '资产编号', en: 'Asset' },
    price: { zh: '处置价款（元）', en: 'Price (yuan)' },
    actor: { zh: '经办人', en: 'By' },
    occurredAt: { zh: '发生时间', en: 'Occurred' },
    recordedAt: { zh: '记录时间', en: 'Recorded' },
  },
  parameters: [],
  on: ['services.holding-disposed'],
  judge(judged) {
    const { disposal, number } = judged.after;
    if (!disposal || disposal.vote) return null;
    return clue({ code: 'DISPOSED_WITHOUT_VOTE', level: 'red' }, judged, {
      asset: number,
      price: disposal.price,
      ...act(judged),
    });
  },
};

export const holdingRules = [disposedWithoutVote];
