import { z } from 'zod';
import { endpoint } from '#contract/endpoint';
import { bilingual } from '#contract/text';

export const portalApi = {
  getProgress: endpoint({
    method: 'GET',
    path: '/api/progress/:receipt',
    summary: 'How far a case is, by the code on its receipt; no names of persons',
    face: 'public',
    access: 'everybody',
    params: z.object({ receipt: z.string().max(60) }),
    response: z.object({
      receipt: z.string(),
      itemName: bilingual,
      organName: bilingual,
      status: z.string(),
      statusName: bilingual,
      openedAt: z.iso.datetime(),
      closedAt: z.iso.datetime().nullable(),
      dueAt: z.iso.datetime().nullable(),
      late: z.boolean(),
      /** Why the due time is what it is, in plain words. */
      explanation: z.array(bilingual),
      steps: z.array(
        z.object({
          code: z.string(),
          name: bilingual,
          state: z.enum(['done', 'current', 'waiting']),
          at: z.iso.datetime().nullable(),
        }),
      ),
      supervisionPhone: z.string().nullable(),
      demonstration: z.boolean(),
    }),
  }),
};
