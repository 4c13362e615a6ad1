import { z } from 'zod';
import { code } from '#contract/text';
import { eventKind } from '#spine/platform/part';

const stars = z.number().int().min(1).max(5);

/** A low rating by whoever held a ticket: a case that ends with its record. Tickets bear no names, and neither do these. */
export const windowRatingEvents = {
  'services.window-rated-low': eventKind({
    title: { zh: '窗口被评较低', en: 'A window was rated low' },
    data: z.object({
      item: code,
      organ: code,
      title: z.string().max(400),
      stars,
      ticket: z.string().max(20),
    }),
    means: ({ item, organ, title }) => ({ type: 'case.opened', data: { item, organ, title } }),
  }),
  'services.window-rating-recorded': eventKind({
    title: { zh: '差评已登记', en: 'The low rating was recorded' },
    data: z.object({}),
    means: () => ({ type: 'case.closed', data: { result: 'recorded' } }),
  }),
};
