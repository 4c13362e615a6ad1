import { z } from 'zod';
import { endpoint } from '#contract/endpoint';
import { bilingual, regionCode } from '#contract/text';

/** What is counted everywhere; every figure sums exactly over the tree of divisions. */
export const counters = z.object({
  opened: z.number().int(),
  closed: z.number().int(),
  closedLate: z.number().int(),
  notice: z.number().int(),
  yellow: z.number().int(),
  red: z.number().int(),
  yellowEnded: z.number().int(),
  redEnded: z.number().int(),
  correctionsIssued: z.number().int(),
  correctionsEnded: z.number().int(),
});
export type Counters = z.infer<typeof counters>;

export const placeCounters = z.object({
  region: regionCode,
  name: bilingual,
  /** 'residual' counts what is registered at the parent itself, below no child. */
  kind: z.enum(['region', 'residual']),
  counters,
});

const query = z.object({
  /** The first division within reach where none is named. */
  region: regionCode.optional(),
  days: z.coerce.number().int().min(1).max(366).default(30),
});

export const overviewApi = {
  getOverview: endpoint({
    method: 'GET',
    path: '/api/overview',
    summary:
      'Totals of a division, of each of its children, the trend by day, and rankings of organs and items',
    face: 'workbench',
    access: 'statistics.read',
    query,
    response: z.object({
      region: regionCode,
      name: bilingual,
      demonstration: z.boolean(),
      /** The day of the last count, in the installation's time zone. */
      today: z.iso.date(),
      asOf: z.iso.datetime(),
      /** From the outermost division within reach down to this one. */
      path: z.array(z.object({ region: regionCode, name: bilingual })),
      total: counters,
      children: z.array(placeCounters),
      trend: z.array(z.object({ day: z.iso.date(), counters })),
      organs: z.array(z.object({ code: z.string(), name: bilingual, region: regionCode, counters })),
      items: z.array(z.object({ code: z.string(), name: bilingual, counters })),
    }),
  }),
  getInstallation: endpoint({
    method: 'GET',
    path: '/api/installation',
    summary: 'What this installation is: demonstration or not, version, sizes',
    face: 'public',
    access: 'everybody',
    response: z.object({
      demonstration: z.boolean(),
      version: z.string(),
      timeZone: z.string(),
      regions: z.number().int(),
      organs: z.number().int(),
      items: z.number().int(),
      sampleReceipts: z.array(z.string()),
    }),
  }),
};
