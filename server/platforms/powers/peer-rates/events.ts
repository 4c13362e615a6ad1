import { z } from 'zod';
import { organComparison } from '#contract/powers/peer-rates';
import { code } from '#contract/text';
import { eventKind } from '#spine/platform/part';

export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2026-10');

/** The comparison of one organ with its peers over one month: a case that opens and closes with its figures. */
export const peerRateEvents = {
  'powers.comparison-opened': eventKind({
    title: { zh: '月度比对开始', en: 'Monthly comparison begun' },
    data: z.object({ item: code, organ: code, title: z.string().max(400), month }),
    means: ({ item, organ, title }) => ({ type: 'case.opened', data: { item, organ, title } }),
  }),
  'powers.month-compared': eventKind({
    title: { zh: '与同类机关比对', en: 'Compared with peers' },
    data: z.object({ month, ...organComparison.shape }),
    means: () => ({ type: 'case.closed', data: { result: 'compared' } }),
  }),
};
