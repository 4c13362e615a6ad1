import { z } from 'zod';
import { limitUnit } from '#contract/catalogue';
import { holidayNotice } from '#contract/calendar';
import { instant } from '#contract/clock';
import { bilingual, civilDate } from '#contract/text';

const text = bilingual;

/** A day that was passed over, and why. */
export const skippedDay = z.object({
  date: civilDate,
  reason: z.enum(['weekend', 'holiday']),
  name: bilingual.optional(),
});
export type SkippedDay = z.infer<typeof skippedDay>;

const cited = z.object({ law: z.string(), article: z.string().optional() });

/** How a due time came about, line by line: each line is data for machines and a sentence for people. */
export const explanationLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), at: instant, text }),
  z.object({ kind: z.literal('basis'), law: cited.shape.law, article: cited.shape.article, text }),
  z.object({ kind: z.literal('start-rolled'), from: instant, to: instant, text }),
  z.object({ kind: z.literal('budget'), n: z.number(), unit: limitUnit, text }),
  z.object({ kind: z.literal('given-due'), at: instant, givenBy: z.string(), text }),
  z.object({
    kind: z.literal('extension'),
    at: instant,
    n: z.number(),
    unit: limitUnit,
    basis: z.string(),
    /** False when it was granted after the due time had passed and so moves nothing. */
    counted: z.boolean(),
    text,
  }),
  z.object({
    kind: z.literal('pause'),
    from: instant,
    to: instant.nullable(),
    pauseKind: z.string(),
    basis: z.string(),
    counted: z.boolean(),
    /** How much the pause gives back, in `unit` (milliseconds for hours); null while it lasts. */
    givenBack: z.number().nullable(),
    unit: limitUnit,
    text,
  }),
  z.object({
    kind: z.literal('skipped'),
    days: z.array(skippedDay).min(1),
    notice: holidayNotice.optional(),
    text,
  }),
  z.object({
    kind: z.literal('makeup-workday'),
    date: civilDate,
    name: bilingual,
    notice: holidayNotice.optional(),
    text,
  }),
  z.object({
    kind: z.literal('counted'),
    unit: limitUnit,
    /** The day of the start, which is not counted, and the last day. */
    after: civilDate,
    through: civilDate,
    workingDays: z.number(),
    text,
  }),
  z.object({
    kind: z.literal('end-rolled'),
    from: civilDate,
    to: civilDate,
    days: z.array(skippedDay),
    text,
  }),
  z.object({ kind: z.literal('provisional'), years: z.array(z.number()), text }),
  z.object({ kind: z.literal('due'), at: instant.nullable(), text }),
]);
export type ExplanationLine = z.infer<typeof explanationLine>;
