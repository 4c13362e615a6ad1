import { z } from 'zod';
import { endpoint } from '#contract/endpoint';
import { bilingual, code } from '#contract/text';

const suggested = z.object({
  category: code,
  name: bilingual,
  /** How much more the words speak for it than for everything else together, in bits; no probability. */
  strength: z.number(),
  /** Words of the text that speak for it, the strongest first, each with its part of the strength. */
  words: z.array(z.object({ word: z.string(), strength: z.number() })),
});
export type SuggestedCategory = z.infer<typeof suggested>;

export const suggestionApi = {
  suggestCategory: endpoint({
    method: 'POST',
    path: '/api/hotline/category-suggestions',
    summary:
      'Categories that tickets with such words had, with the words that speak for each; a person decides',
    face: 'workbench',
    access: 'cases.act',
    body: z.object({ text: z.string().trim().max(4000) }),
    response: z.object({
      /** Tickets that were learnt from; with fewer than the rules ask for nothing is suggested. */
      learntFrom: z.number().int(),
      enough: z.boolean(),
      suggestions: z.array(suggested),
    }),
  }),
};
