import { z } from 'zod';
import { Refusal } from '#base/errors';
import { money } from '#base/money';
import { legalBasis } from '#contract/catalogue';
import { type Offence, offence } from '#contract/powers/penalties';
import { bilingual, civilDate } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const benchmarkFile = z.object({
  demonstration: z.boolean(),
  version: z.number().int().min(1),
  effectiveFrom: civilDate,
  about: bilingual,
  basis: legalBasis,
  offences: z
    .array(
      offence.refine(
        ({ tiers }) => Object.values(tiers).every(({ min, max }) => money(min).lte(money(max))),
        'ranges from less to more',
      ),
    )
    .min(1),
});

/** Discretion benchmarks (裁量基准): offence × tier → range. @throws Refusal naming the field that is at fault */
export const benchmarks = readReference(benchmarkFile, 'powers/penalty-benchmarks.json');

const byCode = new Map(benchmarks.offences.map((one) => [one.code, one]));

/** An offence of the benchmarks, if it is one. */
export const findOffence = (code: string): Offence | undefined => byCode.get(code);

/** Refusal: field-invalid, for what is no offence of the benchmarks. */
export function offenceOf(code: string): Offence {
  const found = findOffence(code);
  if (!found)
    throw new Refusal('field-invalid', { field: 'offence', expected: 'an offence of the benchmarks' });
  return found;
}
