import { z } from 'zod';
import { itemType } from '#contract/catalogue';
import { reportSections } from '#contract/openness';
import { bilingual, code } from '#contract/text';
import { readReference, referenceHead } from '#spine/calendar/reference-folder';

const figureForm = z.object({
  code,
  name: bilingual,
  /** What is counted; null: this installation does not count it. */
  count: z.enum(['bulletins', 'closed-cases']).nullable(),
  /** Bulletins of this column and those below. */
  column: code.optional(),
  /** Cases of items of this type. */
  type: itemType.optional(),
});
export type FigureForm = z.infer<typeof figureForm>;

const formFile = z.object({
  ...referenceHead,
  sections: z
    .array(z.object({ code: z.enum(reportSections), title: bilingual, figures: z.array(figureForm) }))
    .length(reportSections.length),
});

/** The form of annual reports: six parts with their figures (reference/openness/report.json). */
export const reportForm = readReference(formFile, 'openness/report.json');
