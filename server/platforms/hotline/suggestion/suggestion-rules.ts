import { z } from 'zod';
import { readReference, referenceHead } from '#spine/calendar/reference-folder';

const count = z.number().int().min(1);

const rulesFile = z.object({
  ...referenceHead,
  /** Learnt from so many of the newest tickets. */
  newest: count,
  /** With fewer nothing is suggested; a category with fewer of its own is not. */
  leastTickets: count,
  leastPerCategory: count,
  /** Categories and words of each that are shown. */
  shown: count,
  words: count,
  /** How long what was learnt is good. */
  freshMinutes: count,
});

/** What suggestions are made from and how many are shown, with the basis (reference/hotline/suggestion.json). */
export const suggestionRules = readReference(rulesFile, 'hotline/suggestion.json');
