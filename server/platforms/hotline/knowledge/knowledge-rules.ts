import { z } from 'zod';
import { readReference, referenceHead } from '#spine/calendar/reference-folder';

const count = z.number().int().min(1);

const rulesFile = z.object({
  ...referenceHead,
  /** Months until the next review of an entry, at most. */
  reviewMonths: count.max(24),
  /** Days before its end or its review that an owner is warned. */
  warnDays: count.max(90),
  /** Characters of an answer that lists show. */
  excerptCharacters: count.max(400),
  /** How often one address may say whether something was useful. */
  rate: z.object({ requests: count, perSeconds: count }),
});

/** Review, warning and rate of the knowledge base, with their basis (reference/hotline/knowledge.json). */
export const knowledgeRules = readReference(rulesFile, 'hotline/knowledge.json');
