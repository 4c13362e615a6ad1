import { z } from 'zod';
import { holdingFacts } from '#contract/services/assets';
import { code, regionCode } from '#contract/text';
import { eventKind } from '#spine/platform/part';

const actor = z.string().min(1).max(80);

/** What happens to an asset of a village. */
export const holdingEvents = {
  'services.holding-registered': eventKind({
    title: { zh: '资产登记', en: 'Asset registered' },
    data: holdingFacts.extend({
      item: code,
      organ: code,
      title: z.string().max(400),
      village: regionCode,
      actor: actor.optional(),
    }),
    means: ({ item, organ, title, actor: by }) => ({
      type: 'case.opened',
      data: { item, organ, title, ...(by && { actor: by }) },
    }),
  }),
  'services.holding-used': eventKind({
    title: { zh: '资产使用变更', en: 'Use of an asset changed' },
    data: z.object({ use: z.enum(['in-use', 'leased', 'idle']), user: z.string().max(80), actor }),
    means: ({ actor: by }) => ({ type: 'case.step-done', data: { step: 'use', actor: by } }),
  }),
  'services.holding-disposed': eventKind({
    title: { zh: '资产处置', en: 'Asset disposed of' },
    data: z.object({
      price: z.string(),
      reason: z.string().min(1).max(2000),
      /** Number of the record of the villagers' decision. */
      vote: z.string().max(120).optional(),
      actor,
    }),
    means: ({ actor: by }) => ({ type: 'case.closed', data: { result: 'disposed', actor: by } }),
  }),
};
