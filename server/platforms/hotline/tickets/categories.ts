import { z } from 'zod';
import { ticketKinds } from '#contract/hotline/ticket-names';
import { certainty } from '#contract/law';
import { bilingual, civilDate, code } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const responsible = z.object({
  level: z.enum(['province', 'city', 'county', 'town']),
  name: z.string().min(2),
});

const category = z.object({
  code,
  name: bilingual,
  parent: code.optional(),
  /** Dealt with the same day and first in every list. */
  emergency: z.boolean().default(false),
  /** Who is responsible, nearest first: departments by level and the end of their Chinese name. */
  organs: z.array(responsible).default([]),
  /** What an agent asks and says. */
  script: z.array(bilingual).default([]),
});
export type Category = z.infer<typeof category>;

const categoriesFile = z
  .object({
    code,
    version: z.number().int().min(1),
    effectiveFrom: civilDate,
    name: bilingual,
    about: bilingual,
    basis: z.string(),
    mark: certainty,
    opening: z.array(bilingual),
    closing: z.array(bilingual),
    categories: z.array(category).min(1),
  })
  .superRefine(({ categories }, context) => {
    const known = new Set<string>();
    categories.forEach((one, index) => {
      if (known.has(one.code) || (one.parent !== undefined && !known.has(one.parent)))
        context.addIssue({
          code: 'custom',
          path: ['categories', index],
          message: 'each code once, behind its parent',
        });
      known.add(one.code);
    });
  });

/** The tree of categories (`reference/hotline/categories.json`). @throws Refusal naming the field that is at fault */
export const categoryTree = readReference(categoriesFile, 'hotline/categories.json');

const byCode = new Map(categoryTree.categories.map((one) => [one.code, one]));

/** A category by its code; undefined where the tree has none, or has it no longer. */
export const findCategory = (code: string): Category | undefined => byCode.get(code);

/** Its name, with the code itself where the tree has it no longer. */
export const categoryName = (code: string) => byCode.get(code)?.name ?? { zh: code, en: code };

/** A category with all below it. */
export const withBelow = (code: string): string[] =>
  categoryTree.categories.filter((one) => one.code === code || one.parent === code).map((one) => one.code);

export const kindOptions = Object.entries(ticketKinds).map(([value, title]) => ({ value, title }));
