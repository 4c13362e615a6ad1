import { z } from 'zod';
import { holidayNotice } from '#contract/calendar';
import { legalBasis, limitUnit } from '#contract/catalogue';
import { instant } from '#contract/clock';
import { bilingual, civilDate } from '#contract/text';

/** A day that was passed over, and why. */
export const skippedDay = z.object({
  date: civilDate,
  reason: z.enum(['weekend', 'holiday']),
  name: bilingual.optional(),
});
export type SkippedDay = z.infer<typeof skippedDay>;

const skippedDays = z.array(skippedDay);

/** What every line has: the civil date that it is about, and the sentence. */
const said = { date: civilDate.nullable(), text: bilingual };

/** How a due time came about, line by line: each line is data for machines and a sentence for people. */
export const explanationLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), ...said, at: instant }),
  z.object({ kind: z.literal('basis'), ...said, basis: legalBasis }),
  /** The start lay outside the work periods; the days between are passed over. */
  z.object({ kind: z.literal('start-rolled'), ...said, from: instant, to: instant, days: skippedDays }),
  z.object({ kind: z.literal('budget'), ...said, n: z.number(), unit: limitUnit }),
  z.object({ kind: z.literal('given-due'), ...said, at: instant, givenBy: z.string() }),
  /** `counted` is false when it was granted after the due time had passed and so moves nothing. */
  z.object({
    kind: z.literal('extension'),
    ...said,
    at: instant,
    n: z.number(),
    unit: limitUnit,
    basis: z.string(),
    counted: z.boolean(),
  }),
  /** `givenBack` is in `unit` (milliseconds for the units of hours); null while the pause lasts. */
  z.object({
    kind: z.literal('pause'),
    ...said,
    from: instant,
    to: instant.nullable(),
    pauseKind: z.string(),
    basis: z.string(),
    counted: z.boolean(),
    givenBack: z.number().nullable(),
    unit: limitUnit,
  }),
  /** Days in a row for one reason. */
  z.object({
    kind: z.literal('skipped'),
    ...said,
    days: skippedDays.min(1),
    notice: holidayNotice.optional(),
  }),
  z.object({
    kind: z.literal('makeup-workday'),
    ...said,
    name: bilingual,
    notice: holidayNotice.optional(),
  }),
  /** Working days after `after` (the day of the start is not counted) through the last one. */
  z.object({
    kind: z.literal('counted'),
    ...said,
    after: civilDate,
    through: civilDate,
    workingDays: z.number(),
    givenBack: z.number(),
  }),
  z.object({
    kind: z.literal('end-rolled'),
    ...said,
    from: civilDate,
    to: civilDate,
    days: skippedDays,
  }),
  z.object({ kind: z.literal('provisional'), ...said, years: z.array(z.number()) }),
  z.object({ kind: z.literal('due'), ...said, at: instant.nullable() }),
]);
export type ExplanationLine = z.infer<typeof explanationLine>;
