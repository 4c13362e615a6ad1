import { z } from 'zod';
import { endpoint } from '#contract/endpoint';
import { bilingual, month, regionCode } from '#contract/text';

/** A published number; null where it is hidden: it lies below `least`, or would tell one that does. */
const told = z.number().int().nullable();

/** What is published of a place and a month: cells of the data sets `case-counts` and `alert-counts`, and nothing else. */
const placeFigures = z.object({
  received: told,
  platforms: z.array(z.object({ platform: z.string(), count: told })),
  alerts: told,
  notice: told,
  yellow: told,
  red: told,
});
export type PlaceFigures = z.infer<typeof placeFigures>;

const place = { region: regionCode.default('370000000000') };
const named = z.object({ region: regionCode, name: bilingual });

export const figuresApi = {
  getFigures: endpoint({
    method: 'GET',
    path: '/api/figures',
    summary:
      'Published figures of a month: of a province, city or county and of the divisions below; small numbers are hidden',
    face: 'public',
    access: 'everybody',
    query: z.object({ ...place, month: month.optional() }),
    response: named.extend({
      demonstration: z.boolean(),
      month,
      /** Months that can be asked for, the newest first. */
      months: z.array(month),
      /** k: counts of 1 to k - 1 are hidden. */
      least: z.number().int(),
      publishedAt: z.iso.datetime(),
      /** From the province down to the place. */
      path: z.array(named),
      total: placeFigures,
      /** 'residual' is of the level of the place itself, below no child. */
      children: z.array(named.extend({ kind: z.enum(['region', 'residual']), figures: placeFigures })),
    }),
  }),
  getMonths: endpoint({
    method: 'GET',
    path: '/api/figures/months',
    summary: 'Published figures of a province, city or county, month by month, the oldest first',
    face: 'public',
    access: 'everybody',
    query: z.object(place),
    response: z.array(z.object({ month, figures: placeFigures })),
  }),
};
