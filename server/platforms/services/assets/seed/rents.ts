import { Decimal } from 'decimal.js';
import { moneyText } from '#base/money';
import { leastForMedian } from '../median.ts';

/** Rents per mu of the contracts told so far, as the store knows them of contracts that were signed. */
export class Rents {
  readonly #told = new Map<string, Decimal[]>();

  /** Median of the kind in the county of those told before, in yuan per mu; null where there are too few. Adds this one. */
  medianBefore(
    region: string,
    { kind, area, yearlyRent }: { kind: string; area: string; yearlyRent: string },
  ): string | null {
    if (new Decimal(area).lte(0)) return null;
    const key = `${region.slice(0, 6)} ${kind}`;
    const told = this.#told.get(key) ?? [];
    const median = medianOf(told);
    this.#told.set(key, [...told, new Decimal(yearlyRent).div(area)]);
    return median;
  }
}

function medianOf(rents: readonly Decimal[]): string | null {
  if (rents.length < leastForMedian) return null;
  const sorted = rents.toSorted((a, b) => a.comparedTo(b));
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)]!, sorted[Math.ceil(middle)]!];
  return moneyText(low.plus(high).div(2));
}
