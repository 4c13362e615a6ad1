/** Normal quantile of 97.5 %: an interval of 95 %. */
const z = 1.959_964;

/** Wilson's interval of 95 % around a share: honest also where there are few, or all, or none. @param of more than 0 */
export function wilson(good: number, of: number): { low: number; high: number } {
  const share = good / of;
  const middle = share + (z * z) / (2 * of);
  const spread = z * Math.sqrt((share * (1 - share) + (z * z) / (4 * of)) / of);
  const divisor = 1 + (z * z) / of;
  return { low: Math.max(0, (middle - spread) / divisor), high: Math.min(1, (middle + spread) / divisor) };
}

/**
 * Hides counts from 1 to `least` - 1. Where the sum of a list is public and exactly one count is hidden, or the hidden ones
 * together come to fewer than `least`, they could be reckoned from the rest: then the smallest shown one is hidden as well
 * (complementary suppression). A zero tells of nobody, and is shown as long as nothing else needs hiding.
 * @param sumIsShown whether the sum of the list can be known
 */
export function hideSmall(counts: readonly number[], least: number, sumIsShown: boolean): (number | null)[] {
  const hidden = new Set(counts.flatMap((count, n) => (count > 0 && count < least ? [n] : [])));
  const hiddenSum = () => [...hidden].reduce((sum, n) => sum + counts[n]!, 0);
  while (sumIsShown && hidden.size > 0 && (hidden.size === 1 || hiddenSum() < least)) {
    const next = counts
      .map((count, n) => ({ count, n }))
      .filter(({ count, n }) => !hidden.has(n) && count > 0)
      .sort((one, other) => one.count - other.count)[0];
    if (!next) break;
    hidden.add(next.n);
  }
  return counts.map((count, n) => (hidden.has(n) ? null : count));
}
