import { Decimal } from 'decimal.js';
import { moneyText } from '#base/money';
import type { PartyKind, PenaltyKind, Tier } from '#contract/powers/penalty-terms';
import { limits } from './limits.ts';

/** What an amount is judged by: pure, exact, and with nothing but what it is given. */

/** Yuan as decimal text, both ends included. */
export interface AmountRange {
  min: string;
  max: string;
}

export const isWithin = (fine: string, { min, max }: AmountRange): boolean =>
  new Decimal(fine).gte(min) && new Decimal(fine).lte(max);

/** The middle amount; of an even number the mean of the two in the middle, to the cent. Null of none. */
export function medianOf(amounts: readonly string[]): string | null {
  if (amounts.length === 0) return null;
  const sorted = amounts.map((one) => new Decimal(one)).sort((a, b) => a.comparedTo(b));
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half]!;
  if (sorted.length % 2 === 1) return moneyText(upper);
  return moneyText(upper.plus(sorted[half - 1]!).div(2));
}

/** How far an amount lies off the median, in percent of the median, exact. A median of nothing has no share: null. */
export function percentOff(fine: string, median: string): Decimal | null {
  const middle = new Decimal(median);
  if (middle.isZero()) return null;
  return new Decimal(fine).minus(middle).abs().times(100).div(middle);
}

/** What is intended or imposed. */
export interface Measures {
  kinds: readonly PenaltyKind[];
  fine: string | null;
}

const reaches = (fine: string | null, from: string) => fine !== null && new Decimal(fine).gte(from);
const hasOne = (kinds: readonly PenaltyKind[], wanted: readonly PenaltyKind[]) =>
  kinds.some((kind) => wanted.includes(kind));

/** Whether the party is to be told that it may ask for a hearing (行政处罚法 art. 63). */
export const hasHearingRight = ({ kinds, fine }: Measures, party: PartyKind): boolean =>
  hasOne(kinds, limits.hearingRight.kinds) || reaches(fine, limits.hearingRight.from[party]);

/** Whether those in charge discuss the case collectively before the decision (art. 57). */
export const needsDiscussion = ({ kinds, fine }: Measures, party: PartyKind, tier: Tier | null): boolean =>
  hasOne(kinds, limits.discussion.kinds) ||
  reaches(fine, limits.discussion.from[party]) ||
  (tier !== null && limits.discussion.tiers.includes(tier));

/** For how many months a decision is published (limits.shown). */
export function monthsShown({ kinds, fine }: Measures, party: PartyKind): number {
  const { light, otherwise } = limits.shown;
  const isLight =
    kinds.every((kind) => kind === 'fine' || light.kinds.includes(kind)) &&
    !reaches(fine, light.fineBelow[party]);
  return isLight ? light.months : otherwise.months;
}
