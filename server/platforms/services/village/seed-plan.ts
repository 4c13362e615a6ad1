import { z } from 'zod';
import { objectionSubject } from '#contract/services/village';
import { amount, bilingual, civilDate, code } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const share = z.number().min(0).max(1);
const planFile = z.object({
  demonstration: z.literal(true),
  notice: bilingual,
  version: z.number().int(),
  effectiveFrom: civilDate,
  cities: z.array(z.string().regex(/^\d{4}$/)),
  villagesPerCity: z.number().int().min(1),
  /** Each so many-th village has much income and spending. */
  heavyEvery: z.number().int().min(1),
  seed: z.number().int(),
  /** Entry of which the first village has a draft that waits for a signature. */
  unsigned: code,
  shares: z.object({ missing: share, late: share, objection: share, answered: share }),
  texts: z.record(
    z.string(),
    z.object({ text: z.string(), items: z.array(z.tuple([z.string(), z.number(), z.number()])) }),
  ),
  objections: z.array(z.object({ subject: objectionSubject, text: z.string(), answer: z.string() })).min(1),
  matters: z.array(
    z.object({
      type: code,
      title: z.string(),
      proposal: z.string(),
      amount: amount.optional(),
      /** How far it has come; `short`: closed after a publicity that was too short. */
      through: z.enum(['review', 'rejected', 'decide', 'decision-public', 'short', 'closed']),
      daysAgo: z.number().int().min(1),
    }),
  ),
});
export type SeedPlan = z.infer<typeof planFile>;

/** What the demonstration's villages disclose and decide (`reference/demonstration/village.json`). */
export const readSeedPlan = (): SeedPlan => readReference(planFile, 'demonstration/village.json');
