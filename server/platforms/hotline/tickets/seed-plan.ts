import { z } from 'zod';
import { channel, ticketKind } from '#contract/hotline/ticket-names';
import { bilingual, civilDate, code, regionCode } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const planFile = z.object({
  demonstration: z.literal(true),
  version: z.number().int().min(1),
  effectiveFrom: civilDate,
  name: bilingual,
  notice: bilingual,
  /** What is said; several tickets may say the same. */
  texts: z.array(
    z.object({
      category: code,
      kind: ticketKind,
      title: z.string().min(4),
      content: z.string().min(10),
      region: regionCode,
      community: z.string(),
      address: z.string(),
    }),
  ),
  /** Each with what became of it so far (`seed.ts`). */
  tickets: z.array(
    z.object({
      text: z.number().int().min(0),
      channel,
      confidential: z.boolean().default(false),
      /** Those with the same number are of one caller. */
      caller: z.number().int().optional(),
      /** Account of the handler, where an invented one is to go on with it. */
      handler: z.string().optional(),
      steps: z.array(z.string()),
    }),
  ),
});
export type SeedPlan = z.infer<typeof planFile>;

/** The invented tickets of the demonstration. @throws Refusal naming the field that is at fault */
export const readSeedPlan = (): SeedPlan => readReference(planFile, 'demonstration/hotline.json');
