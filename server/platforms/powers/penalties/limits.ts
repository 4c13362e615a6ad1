import { z } from 'zod';
import { legalBasis, limit } from '#contract/catalogue';
import { penaltyKind, tier } from '#contract/powers/penalty-terms';
import { amount, bilingual, civilDate } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

/** F found in a law, K to be checked against the official text, P proposed by this system. */
const fixed = { name: bilingual, basis: legalBasis, mark: z.enum(['F', 'K', 'P']) };
const term = limit.extend(fixed);
const byParty = z.object({ person: amount, organisation: amount });
const months = z.number().int().min(1).max(1200);
const percent = z.string().regex(/^\d{1,4}(\.\d{1,4})?$/, 'a percentage as decimal text');

const limitsFile = z.object({
  version: z.number().int().min(1),
  effectiveFrom: civilDate,
  about: bilingual,
  /** From the clue to the decision whether a case is opened. */
  filing: term,
  /** From the opening of the case to the decision; the item of the catalogue carries it. */
  decision: term,
  onTheSpotRecord: term,
  evidence: term,
  hearingAsked: term,
  hearingAnnounced: term,
  delivery: term,
  payment: term,
  publication: term,
  withdrawal: term,
  /** Of the fine for each day, up to a share of the fine. */
  surcharge: z.object({ percentPerDay: percent, mostPercent: percent, ...fixed }),
  onTheSpot: z.object({ most: byParty, kinds: z.array(penaltyKind).min(1), ...fixed }),
  hearingRight: z.object({ from: byParty, kinds: z.array(penaltyKind), ...fixed }),
  discussion: z.object({ from: byParty, kinds: z.array(penaltyKind), tiers: z.array(tier), ...fixed }),
  leastOfficers: z.object({ n: z.number().int().min(1), ...fixed }),
  similar: z.object({ months, ...fixed }),
  shown: z.object({
    light: z.object({ months, kinds: z.array(penaltyKind), fineBelow: byParty }),
    otherwise: z.object({ months }),
    ...fixed,
  }),
});
export type PenaltyLimits = z.output<typeof limitsFile>;

/** Limits and thresholds of penalties. @throws Refusal naming the field that is at fault */
export const limits: PenaltyLimits = readReference(limitsFile, 'powers/penalties.json');
