import { z } from 'zod';
import { legalBasis, limit } from '#contract/catalogue';
import { bilingual, civilDate, code } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const fixed = limit.extend({ name: bilingual, basis: legalBasis });
const count = z.number().int().min(1);

const limitsFile = z.object({
  code,
  version: count,
  effectiveFrom: civilDate,
  name: bilingual,
  /** Of a ticket, from its receipt to the check of the answer. */
  whole: fixed,
  /** Of an organ, from dispatch to its answer; most by which it may be extended. */
  handling: fixed,
  extension: fixed,
  /** In which an organ says that a ticket does not concern it. */
  return: fixed,
  sorting: fixed,
  signing: fixed,
  contact: fixed,
  callback: fixed,
  redo: fixed,
  reminder: fixed,
  /** How often a ticket is done again, and how often somebody who is not reached is called. */
  most: z.object({ redos: count, callbackTries: count }),
  publicNotice: z.object({ unansweredReminders: count, unsatisfiedRedos: count }),
  /** The same caller, category and place within so many calendar days; from which time on it is supervised. */
  repeat: z.object({ days: count, supervisedFrom: count }),
  /** Different callers: how similar the words, how near the place, how many calendar days apart. */
  cluster: z.object({ similarity: z.number().min(0).max(1), metres: count, days: count }),
  /** Of the three rates, together 100. */
  weights: z
    .object({ response: count, resolution: count, satisfaction: count })
    .refine((weights) => Object.values(weights).reduce((sum, one) => sum + one, 0) === 100, 'together 100'),
});

/** Limits of the hotline (`reference/hotline/limits.json`). @throws Refusal naming the field that is at fault */
export const limits = readReference(limitsFile, 'hotline/limits.json');

/** A limit as clocks take it. */
export const budget = ({ n, unit }: { n: number; unit: (typeof limits.whole)['unit'] }) => ({ n, unit });
