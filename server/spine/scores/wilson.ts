/**
 * The score interval of a proportion at 95 % confidence (E. B. Wilson, JASA 22, 1927, 209-212): unlike the textbook interval it
 * stays within 0 and 1 and is sound for few cases. Shares from 0 to 1; null for no cases at all.
 */
export function wilson(
  count: number,
  of: number,
  z = 1.959_963_984_540_054,
): { low: number; high: number } | null {
  if (of === 0) return null;
  const share = count / of;
  const centre = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return { low: Math.max(0, (centre - half) / scale), high: Math.min(1, (centre + half) / scale) };
}
