import { z } from 'zod';
import { fence } from '#contract/powers/seals';
import { bilingual, civilDate } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const count = z.number().int().min(1);
const planned = z.object({
  /** How it went; see story.ts. */
  story: z.enum([
    'requested',
    'agreed',
    'approved',
    'stamped',
    'closed',
    'offline',
    'urgent',
    'refused',
    'too-many',
    'outside',
    'night',
    'differs',
    'blank',
    'unasked',
  ]),
  daysAgo: z.number().int().min(0),
  document: z.string(),
  purpose: z.string(),
  copies: count,
  pages: count.optional(),
});
export type PlannedRequest = z.infer<typeof planned>;

const planFile = z.object({
  demonstration: z.literal(true),
  notice: bilingual,
  version: count,
  effectiveFrom: civilDate,
  villages: count,
  fence,
  seals: z.array(z.string()).min(1),
  /** The village whose first device has been offline for too long, from 0. */
  silent: z.number().int().min(0),
  requests: z.array(planned),
});
export type SealPlan = z.infer<typeof planFile>;

/** Seals and stampings of the demonstration (`reference/demonstration/seals.json`). */
export const readSealPlan = (): SealPlan => readReference(planFile, 'demonstration/seals.json');
