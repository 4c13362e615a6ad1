import { z } from 'zod';
import { limitUnit } from '#contract/catalogue';
import { pauseKinds } from '#contract/events';
import { bilingual, civilDate, code } from '#contract/text';

/** F: found in the law's text; K: general knowledge, to be checked against the text; P: this project's proposal. */
export const certainty = z.enum(['F', 'K', 'P']);

/**
 * How a period binds: `within` at the latest n after the trigger, `at-least` not earlier than n after it,
 * `ahead` at least n before it, `yearly` by the same date of each year.
 */
export const deadlineKind = z.enum(['within', 'at-least', 'ahead', 'yearly']);

export const legalDeadline = z
  .object({
    id: code,
    article: z.string(),
    /** Certainty of the article's number, where it differs from that of the period. */
    articleMark: certainty.optional(),
    /** What must be done. */
    duty: bilingual,
    kind: deadlineKind,
    /** The event that the period is counted from or, for `ahead`, towards. */
    trigger: bilingual,
    n: z.number().int().min(1).max(3650).optional(),
    unit: limitUnit.optional(),
    /** MM-DD of a `yearly` date. */
    yearly: z
      .string()
      .regex(/^\d\d-\d\d$/)
      .optional(),
    extensions: z
      .array(z.object({ n: z.number().int().min(1), unit: limitUnit, approval: bilingual }))
      .default([]),
    /** What stops the clock, and the article that says so. */
    pauses: z.array(z.object({ procedure: z.enum(pauseKinds), basis: z.string().min(1) })).default([]),
    /** What follows when it is passed. */
    effect: bilingual,
    mark: certainty,
    note: z.string().optional(),
  })
  .superRefine((value, context) => {
    const period = value.n !== undefined && value.unit !== undefined;
    if ((value.kind === 'yearly') !== (value.yearly !== undefined) || (value.kind === 'yearly') === period) {
      context.addIssue({
        code: 'custom',
        path: ['n'],
        message: 'n and unit, or yearly (MM-DD) for the kind yearly',
      });
    }
  });

/** One law or rule and the deadlines it sets: a file of `reference/laws/`. */
export const lawFile = z
  .object({
    id: code,
    law: bilingual,
    /** Which text of the law, e.g. the amendment of a year. */
    edition: bilingual,
    version: z.number().int().min(1),
    effectiveFrom: civilDate,
    deadlines: z.array(legalDeadline).min(1),
  })
  .superRefine((value, context) => {
    for (const [index, { id }] of value.deadlines.entries()) {
      const first = value.deadlines.findIndex((other) => other.id === id);
      if (first !== index || !id.startsWith(`${value.id}.`)) {
        context.addIssue({
          code: 'custom',
          path: ['deadlines', index, 'id'],
          message: `an id of its own beginning with ${value.id}.`,
        });
      }
    }
  });
export type LawFile = z.infer<typeof lawFile>;
