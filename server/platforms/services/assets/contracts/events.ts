import { z } from 'zod';
import { contractTerms } from '#contract/services/assets';
import { amount, civilDate, code, positiveAmount, regionCode, rfc3339 } from '#contract/text';
import { eventKind } from '#spine/platform/part';

const actor = z.string().min(1).max(80);

/** What happens to a contract over a resource of a village. */
export const contractEvents = {
  'services.contract-signed': eventKind({
    title: { zh: '合同签订', en: 'Contract signed' },
    data: contractTerms.safeExtend({
      item: code,
      organ: code,
      title: z.string().max(400),
      village: regionCode,
      /** The end of `until` where the village is. */
      untilAt: rfc3339,
      firstDueAt: rfc3339,
      /** Median rent per mu of such contracts in the county when it was signed; absent where there are too few. */
      medianRent: amount.optional(),
      actor: actor.optional(),
    }),
    means: ({ item, organ, title, untilAt, actor: by }) => ({
      type: 'case.opened',
      data: { item, organ, title, due: { promised: untilAt }, ...(by && { actor: by }) },
    }),
  }),
  'services.rent-paid': eventKind({
    title: { zh: '收到租金', en: 'Rent received' },
    data: z.object({
      due: civilDate,
      amount: positiveAmount,
      /** The next due date, absent when the contract ends before it. */
      next: civilDate.optional(),
      nextAt: rfc3339.optional(),
      actor,
    }),
    means: ({ actor: by }) => ({ type: 'case.step-done', data: { step: 'rent', actor: by } }),
  }),
  'services.contract-ended': eventKind({
    title: { zh: '合同终止', en: 'Contract ended' },
    data: z.object({ reason: z.string().min(1).max(2000), actor }),
    means: ({ actor: by, reason }) => ({
      type: 'case.closed',
      data: { result: reason.slice(0, 400), actor: by },
    }),
  }),
};
