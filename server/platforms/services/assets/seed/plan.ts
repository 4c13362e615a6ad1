import { z } from 'zod';
import { contractKinds } from '#contract/services/assets';
import { bilingual, civilDate, code } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const share = z.number().min(0).max(1);
const yuan = z.number().int().min(0);
const range = z.tuple([yuan, yuan]);
const voucherLine = z.object({ subject: code, party: z.string(), purpose: z.string(), from: yuan, to: yuan });

const planFile = z.object({
  demonstration: z.literal(true),
  notice: bilingual,
  version: z.number().int(),
  effectiveFrom: civilDate,
  seed: z.number().int(),
  /** Prefixes of divisions; villages of the same county make a median of rents. */
  counties: z.array(z.string().regex(/^\d{6}$/)),
  villagesPerCounty: z.number().int().min(1),
  /** Of months (books), contracts or assets. */
  shares: z.object({
    unapproved: share,
    largeCash: share,
    split: share,
    lateSignature: share,
    unsigned: share,
    unpaidRent: share,
    lowRent: share,
    longTerm: share,
    expiring: share,
    disposedWithVote: share,
    disposedWithoutVote: share,
  }),
  incomes: z.array(voucherLine).min(1),
  expenses: z.array(voucherLine).min(1),
  contracts: z
    .array(
      z.object({
        kind: z.enum(contractKinds),
        what: z.string(),
        party: z.string(),
        /** Mu. */
        area: range,
        rentPerMu: range,
      }),
    )
    .min(1),
  holdings: z
    .array(z.object({ name: z.string(), value: range, lifeYears: z.number().int(), user: z.string() }))
    .min(1),
});
export type AssetPlan = z.infer<typeof planFile>;

/** What the demonstration's villages earn, spend, let and own (`reference/demonstration/village-assets.json`). */
export const readAssetPlan = (): AssetPlan => readReference(planFile, 'demonstration/village-assets.json');
