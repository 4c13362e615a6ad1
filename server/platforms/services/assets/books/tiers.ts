import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { amount, bilingual, code } from '#contract/text';

/** Who approves an expense, by its amount: data of a place (`reference/services/spending-tiers.json`). */
const tier = z.object({
  code,
  /** Up to and with this amount in yuan; the last tier has none. */
  upTo: amount.optional(),
  name: bilingual,
  /** Whether the record of a meeting has to be named. */
  record: z.boolean(),
});
export type Tier = z.infer<typeof tier>;

export const tiers: readonly Tier[] = z
  .object({ tiers: z.array(tier).min(1) })
  .parse(
    JSON.parse(
      readFileSync(
        path.join(import.meta.dirname, '../../../../../reference/services/spending-tiers.json'),
        'utf8',
      ),
    ),
  ).tiers;

/** The tier that approves an amount in yuan. */
export const tierOf = (yuan: Decimal.Value): Tier =>
  tiers.find(({ upTo }) => upTo === undefined || new Decimal(yuan).lte(upTo))!;
