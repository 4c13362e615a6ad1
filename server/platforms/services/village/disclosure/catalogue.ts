import { z } from 'zod';
import { legalBasis, limit } from '#contract/catalogue';
import { certainty } from '#contract/law';
import { disclosureKind, disclosurePeriod } from '#contract/services/village';
import { amount, bilingual, civilDate, code } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const entry = z.object({
  code,
  title: bilingual,
  kind: disclosureKind,
  period: disclosurePeriod,
  /** Calendar days after the period's end, or after the matter, within which it is published. */
  within: z.object({ n: z.number().int().min(1).max(90), unit: z.literal('calendar-day'), mark: certainty }),
  basis: z.array(legalBasis).min(1),
  mark: certainty,
  /** Asked of villages with much income and spending alone (村集体财务往来较多). */
  heavyFinance: z.boolean().default(false),
  /** Of what is disclosed at once: from which amount on. */
  threshold: z.object({ amount, mark: certainty }).optional(),
  /** What a disclosure has to say. */
  contents: z.array(z.object({ code, title: bilingual })).min(1),
});
export type DisclosureEntry = z.infer<typeof entry>;

const catalogueFile = z.object({
  code,
  version: z.number().int().min(1),
  effectiveFrom: civilDate,
  name: bilingual,
  about: bilingual,
  /** Within which an objection is answered. */
  answerIn: limit.extend({ basis: z.string(), mark: certainty }),
  entries: z.array(entry).min(1),
});

/** What villages disclose, how often and within how many days (`reference/services/disclosure-catalogue.json`). */
export const disclosureCatalogue = readReference(catalogueFile, 'services/disclosure-catalogue.json');

const byCode = new Map(disclosureCatalogue.entries.map((one) => [one.code, one]));

/** An entry by its code; undefined where the catalogue has none, or has it no longer. */
export const findEntry = (entryCode: string): DisclosureEntry | undefined => byCode.get(entryCode);
