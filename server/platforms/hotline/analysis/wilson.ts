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
