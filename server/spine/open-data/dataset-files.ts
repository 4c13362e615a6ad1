import { z } from 'zod';
import { bilingual, civilDate, code } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const words = z.object({ zh: z.array(z.string().min(1)).min(1), en: z.array(z.string().min(1)).min(1) });

const datasetsFile = z.object({
  code,
  version: z.number().int().min(1),
  effectiveFrom: civilDate,
  name: bilingual,
  description: bilingual,
  basis: bilingual,
  publisher: bilingual,
  /** k: counts of 1 to k - 1 are hidden. */
  least: z.number().int().min(2),
  /** Whole months that figures are told for. */
  months: z.number().int().min(1).max(60),
  licence: z.object({ uri: z.url(), name: bilingual }),
  datasets: z.array(
    z.object({
      code,
      title: bilingual,
      description: bilingual,
      keywords: words,
      frequency: z.enum(['CONT', 'MONTHLY']),
      figures: z.boolean().default(false),
      columns: z
        .array(z.object({ name: z.string(), type: z.enum(['string', 'integer', 'date']), title: bilingual }))
        .min(1),
    }),
  ),
});

/** The data sets of this installation and how they are told (reference/open-data/datasets.json). */
export const openData = readReference(datasetsFile, 'open-data/datasets.json');
export type DatasetFile = (typeof openData.datasets)[number];
